package org.cxrwatch.io.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.port.Layout;

/**
 * The number of the lake's layout, in a small file beside its tables, so that an older program does not misread a
 * newer lake, nor a newer one an older lake.
 */
final class LakeFormat {

    /** The layout this program writes, and the only one it reads. Layouts before the first release are not migrated. */
    static final int CURRENT = 3;

    static final String FILE = "cxrwatch-lake.properties";

    private static final String KEY = "lake.format";

    private LakeFormat() {}

    /** Refuses a lake whose layout is not {@link #CURRENT}; one without a mark is taken as new. */
    static void check(Path lake, Configuration configuration) {
        int present = present(lake, configuration);
        if (present != Layout.Version.NONE) {
            judge(lake, present);
        }
    }

    /** The layout that a lake has; {@link Layout.Version#NONE} if it has no mark. */
    static int present(Path lake, Configuration configuration) {
        Path mark = new Path(lake, FILE);
        Properties properties = new Properties();
        try {
            FileSystem files = mark.getFileSystem(configuration);
            if (!isIn(files.listStatus(lake), mark)) {
                return Layout.Version.NONE;
            }
            try (InputStream in = files.open(mark)) {
                properties.load(in);
            }
        } catch (FileNotFoundException nothing) {
            StoreFailures.passOver("The lake " + lake, nothing);
            return Layout.Version.NONE;
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(lake, e);
        }
        return number(lake, properties.getProperty(KEY, ""));
    }

    /** A listing, because an object store says of a listing why it is refused, and of a look at one object does not. */
    private static boolean isIn(FileStatus[] listed, Path mark) {
        return Arrays.stream(listed).anyMatch(file -> file.getPath().getName().equals(mark.getName()));
    }

    private static int number(Path lake, String format) {
        if (!format.matches("[1-9][0-9]{0,8}")) {
            throw new DataException(
                    "The lake " + lake + " does not say which format it has: " + FILE + " holds '" + format + "' as "
                            + KEY,
                    "Restore that file; a lake of this cxrwatch says " + KEY + "=" + CURRENT);
        }
        return Integer.parseInt(format);
    }

    private static void judge(Path lake, int format) {
        if (format < CURRENT) {
            throw new DataException(
                    "The lake " + lake + " has format " + format
                            + ", written by a cxrwatch from before its first release; this one knows " + CURRENT,
                    "Point lake.path at an empty folder and results.postgres at a fresh database, or --home at an empty"
                            + " folder, and ingest the logs again");
        }
        if (format > CURRENT) {
            throw new ConfigurationException(
                    "The lake " + lake + " has format " + format
                            + ", written by a newer cxrwatch; this one knows up to " + CURRENT,
                    "Use the newer cxrwatch for this lake, or point lake.path at another folder");
        }
    }

    /** Writes the mark if it is not there. */
    static void mark(Path lake, Configuration configuration) {
        Path mark = new Path(lake, FILE);
        String text = "# The layout of this lake. A program that knows only older ones refuses to open it.\n" + KEY
                + "=" + CURRENT + "\n";
        try {
            FileSystem files = mark.getFileSystem(configuration);
            if (files.exists(mark)) {
                return;
            }
            try (FSDataOutputStream out = files.create(mark, false)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (FileAlreadyExistsException other) {
            check(lake, configuration);
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(lake, e);
        }
    }

    private static CxrwatchException unreachable(Path lake, Throwable cause) {
        return StoreFailures.find("The lake " + lake, cause)
                .orElseGet(() -> new TransientException(
                        "The lake " + lake + " cannot be reached: " + cause.getMessage(),
                        "Check that lake.path exists or can be created, that this user may write there, and that the"
                                + " disk or object store answers; then run the command again",
                        cause));
    }
}
