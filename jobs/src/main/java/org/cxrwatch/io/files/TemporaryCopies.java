package org.cxrwatch.io.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cxrwatch.error.TransientException;

/**
 * Copies of objects on this machine, each there for as long as it is read. A process that was killed leaves its own
 * behind; they hold what patients' logs hold, and the next process removes them.
 */
final class TemporaryCopies {

    private static final String PREFIX = "cxrwatch-";
    private static final String SUFFIX = ".fetched";
    private static final int BUFFER = 1 << 16;

    /** No file takes as long to be read: who holds an older copy is dead. */
    private static final Duration LONGEST_READ = Duration.ofHours(24);

    /** Those of this process. */
    static final TemporaryCopies HERE = new TemporaryCopies(Path.of(System.getProperty("java.io.tmpdir")));

    private final Path folder;
    private final AtomicBoolean swept = new AtomicBoolean();

    /** In this folder. */
    TemporaryCopies(Path folder) {
        this.folder = folder;
    }

    /** What cannot be removed stays, as it may be another user's. */
    private void sweep(Instant now) {
        for (Path copy : found()) {
            try {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(now.minus(LONGEST_READ))) {
                    Files.deleteIfExists(copy);
                }
            } catch (IOException notOurs) {
                continue;
            }
        }
    }

    private List<Path> found() {
        List<Path> copies = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            files.forEach(copies::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
            return List.of();
        }
        return copies;
    }

    /**
     * An empty copy. The first removes what dead processes left: it is as old as the machine's clock says now.
     *
     * @throws TransientException if the folder takes none
     */
    Path make() {
        try {
            Path copy = Files.createTempFile(folder, PREFIX, SUFFIX);
            if (swept.compareAndSet(false, true)) {
                sweep(Files.getLastModifiedTime(copy).toInstant());
            }
            return copy;
        } catch (IOException e) {
            throw full(e);
        }
    }

    /**
     * Writes all of a stream.
     *
     * @return how many bytes there were
     * @throws IOException if the stream breaks
     * @throws TransientException if the folder has no room
     */
    long write(InputStream in, Path copy) throws IOException {
        long written = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = open(copy)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                write(out, buffer, read);
                written += read;
            }
        }
        return written;
    }

    private OutputStream open(Path copy) {
        try {
            return Files.newOutputStream(copy);
        } catch (IOException e) {
            throw full(e);
        }
    }

    private void write(OutputStream out, byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw full(e);
        }
    }

    private TransientException full(IOException cause) {
        return new TransientException(
                "The temporary folder " + folder + " of this machine does not take a copy of an object ("
                        + cause.getClass().getSimpleName()
                        + "): it is full, or may not be written",
                "Make room in it, or name another folder with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER; then run the"
                        + " command again: nothing was taken",
                cause);
    }
}
