package org.cxrwatch.io.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A planned file on this machine.
 *
 * @param path where
 * @param size how many of its bytes were planned; what follows them is not seen
 * @param keeping what becomes of it when it is closed
 */
record FetchedFile(Path path, long size, Keeping keeping) implements Closeable {

    /** What becomes of a file that has been read. */
    enum Keeping {
        /** It is the file itself. */
        ORIGINAL,
        /** It is a copy that is deleted. */
        COPY
    }

    @Override
    public void close() throws IOException {
        if (keeping == Keeping.COPY) {
            Files.deleteIfExists(path);
        }
    }
}
