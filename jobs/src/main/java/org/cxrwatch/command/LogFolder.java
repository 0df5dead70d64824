package org.cxrwatch.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cxrwatch.config.Location;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;

/** The folder of logs: looked at before anything is started that takes seconds. */
final class LogFolder {

    private LogFolder() {}

    /**
     * The folder.
     *
     * @throws ConfigurationException if nobody named one, or there is none of that name
     */
    static Path of(Settings settings) {
        Path folder = settings.files()
                .folder()
                .flatMap(Location::folder)
                .orElseThrow(() -> new ConfigurationException(
                        "sources.files.folder is not set: there is nothing to read.",
                        "Name the folder that holds the classifier's logs in conf/application.conf, or with --set"
                                + " sources.files.folder=DIR."));
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException(
                    "The folder " + folder + " (sources.files.folder) "
                            + (Files.exists(folder) ? "is no folder." : "does not exist."),
                    "Name the folder that holds the classifier's logs, or mount what belongs there.");
        }
        return folder;
    }
}
