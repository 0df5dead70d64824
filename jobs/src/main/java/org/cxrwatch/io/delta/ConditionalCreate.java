package org.cxrwatch.io.delta;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.AWSBadRequestException;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/**
 * Creates objects of a bucket that are not there yet: of several who try at once, on any machine, one succeeds.
 *
 * <p>A write whose answer is lost is sent again by the client and then refused, because it was done. What is there is
 * therefore read back before a refusal is believed: contents that are unique tell one's own from another's.
 */
final class ConditionalCreate {

    /** While another's write of the same object is under way, a store may answer 409 instead of letting both wait. */
    private static final int CONFLICT = 409;

    private static final int ATTEMPTS = 6;
    private static final long FIRST_WAIT_MILLIS = 20;

    private final FileSystem files;

    ConditionalCreate(FileSystem files) {
        this.files = files;
    }

    /** Whose the object is now. */
    enum Outcome {
        /** Ours. */
        CREATED,
        /** Another's, who came first. */
        TAKEN
    }

    /**
     * Creates an object with this content.
     *
     * @param content never the same twice
     * @throws IOException if the store does not answer, or refuses for another reason; the object may be there or not
     */
    Outcome create(Path path, byte[] content) throws IOException {
        for (int attempt = 1; true; attempt++) {
            try {
                put(path, content);
                return Outcome.CREATED;
            } catch (RemoteFileChangedException refused) {
                return holds(path, content) ? Outcome.CREATED : Outcome.TAKEN;
            } catch (AWSBadRequestException refused) {
                if (refused.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw refused;
                }
                pause(FIRST_WAIT_MILLIS << attempt);
            }
        }
    }

    private void put(Path path, byte[] content) throws IOException {
        // Hadoop's own check for an existing file is a request of its own and proves nothing: the condition replaces
        // it.
        FSDataOutputStreamBuilder<?, ?> object = files.createFile(path);
        object.overwrite(true);
        object.opt("fs.option.create.conditional.overwrite", true);
        try (FSDataOutputStream out = object.build()) {
            out.write(content);
        }
    }

    private boolean holds(Path path, byte[] content) throws IOException {
        try (InputStream in = files.open(path)) {
            return Arrays.equals(content, in.readNBytes(content.length + 1));
        }
    }

    private static void pause(long millis) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two attempts to write");
        }
    }
}
