package org.cxrwatch.command;

import java.nio.file.Path;
import java.util.Optional;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.spark.SparkSessions;

/** Which logs are read: looked at before anything is started that takes seconds. */
final class LogSources {

    /** The folder of logs, in the ledger and in tables. */
    static final String FILES = "files";

    /** The service's database. */
    static final String POSTGRES = "postgres";

    /** What people recorded by commands: labels, and predictions that are tests. */
    static final String MANUAL = CurrentPredictions.TEST_SOURCE;

    /** Predictions that people recorded and asked to count. */
    static final String RECORDED = "recorded";

    private LogSources() {}

    /** The folder of what people recorded by commands; it is made by the first of them. */
    static Path inbox(Settings settings) {
        return settings.stores().home().resolve("inbox");
    }

    /** The folder of predictions that people recorded and asked to count. */
    static Path recorded(Settings settings) {
        return settings.stores().home().resolve("recorded");
    }

    /** The files of logs, in a folder or a bucket; empty if nobody named a place. */
    static Optional<LogFiles> files(Settings settings) {
        return settings.files()
                .folder()
                .map(place -> place.folder()
                        .map(LogFiles::inFolder)
                        .orElseGet(() -> LogFiles.inBucket(
                                place.text(), SparkSessions.s3a(settings.s3().hadoop()))));
    }

    /**
     * Checks that there is something to read.
     *
     * @throws ConfigurationException if nobody named a place or a database, or there is no such place
     * @throws org.cxrwatch.error.TransientException if a bucket does not answer
     */
    static void check(Settings settings) {
        Optional<LogFiles> files = files(settings);
        if (files.isPresent()) {
            files.get().look();
        } else if (settings.postgres().url().isEmpty()) {
            throw new ConfigurationException(
                    "There is nothing to read: neither sources.files.folder nor sources.postgres.url is set.",
                    "Name the folder or bucket that holds the classifier's logs, or the database that its service"
                            + " writes to, in conf/application.conf, with --set sources.files.folder=DIR, or with the"
                            + " environment variable DATABASE_URL.");
        }
    }
}
