package org.cxrwatch.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.report.HtmlFile;

/**
 * The folder that pages are written to. Who reads a page while it is written anew sees the old one or the new one.
 *
 * @param path where
 */
record ReportFolder(Path path) {

    /** Whether a page is there. */
    boolean has(String name) {
        return Files.isRegularFile(path.resolve(name));
    }

    /** Writes a page and says how many bytes it has. */
    int write(HtmlFile page) {
        byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
        Path unfinished =
                path.resolve("." + page.name() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(path);
            Files.write(unfinished, bytes);
            Files.move(
                    unfinished,
                    path.resolve(page.name()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return bytes.length;
        } catch (IOException failure) {
            throw unwritten(page.name(), failure);
        }
    }

    private CxrwatchException unwritten(String name, IOException failure) {
        String problem = "The page " + name + " could not be written to the folder " + path + " (" + failure + ")";
        boolean isWrongFolder = failure instanceof AccessDeniedException
                || failure instanceof FileAlreadyExistsException
                || failure instanceof NotDirectoryException;
        return isWrongFolder
                ? new ConfigurationException(
                        problem, "Name a folder that this user may write to, with report.folder or --out.", failure)
                : new TransientException(
                        problem, "See whether the disk is full or was unmounted, then try again.", failure);
    }
}
