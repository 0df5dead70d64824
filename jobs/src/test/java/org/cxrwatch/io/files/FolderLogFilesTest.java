package org.cxrwatch.io.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

class FolderLogFilesTest implements LogFilesContract {

    @TempDir
    Path folder;

    @Override
    public Place place() {
        return new Folder(folder);
    }

    private record Folder(Path folder) implements Place {

        @Override
        public LogFiles files() {
            return LogFiles.inFolder(folder);
        }

        @Override
        public void put(String path, byte[] bytes, Instant modified) {
            Path file = folder.resolve(path);
            try {
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
                Files.setLastModifiedTime(file, FileTime.from(modified));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void move(String from, String to) {
            try {
                Files.move(folder.resolve(from), folder.resolve(to));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void remove(String path) {
            try {
                Files.delete(folder.resolve(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
