package org.cxrwatch.io.delta;

import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.cxrwatch.s3.TestBucket;

/**
 * A process that commits to a log as Delta does: the next version after the newest it sees, again if another was
 * quicker. Arguments: class of the log store, endpoint, folder of the log, number of commits. Prints each commit that
 * it was told had succeeded.
 */
public final class CommittingProcess {

    private static final Pattern VERSION = Pattern.compile("([0-9]{20})\\.json");

    private final LogStore logStore;
    private final Configuration configuration;
    private final Path log;

    private CommittingProcess(LogStore logStore, Configuration configuration, Path log) {
        this.logStore = logStore;
        this.configuration = configuration;
        this.log = log;
    }

    /** Commits. */
    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        TestBucket.settings(java.net.URI.create(arguments[1])).forEach(configuration::set);
        LogStore logStore = Class.forName(arguments[0])
                .asSubclass(LogStore.class)
                .getConstructor(Configuration.class)
                .newInstance(configuration);
        CommittingProcess process = new CommittingProcess(logStore, configuration, new Path(arguments[2]));
        for (int commit = 0; commit < Integer.parseInt(arguments[3]); commit++) {
            String content = UUID.randomUUID().toString();
            process.commit(content);
            System.out.println(content);
        }
    }

    private void commit(String content) throws IOException {
        for (long version = next(); true; version++) {
            try {
                logStore.write(file(version), List.of(content).iterator(), false, configuration);
                return;
            } catch (FileAlreadyExistsException another) {
                // The next version, then: what Delta does after it has looked what the other one changed.
            }
        }
    }

    private long next() throws IOException {
        long next = 0;
        for (Iterator<FileStatus> files = logStore.listFrom(file(0), configuration); files.hasNext(); ) {
            Matcher version = VERSION.matcher(files.next().getPath().getName());
            // Beside commits a listing of this server shows what is being written, as Delta passes over, too.
            next = version.matches() ? Long.parseLong(version.group(1)) + 1 : next;
        }
        return next;
    }

    private Path file(long version) {
        return new Path(log, "%020d.json".formatted(version));
    }
}
