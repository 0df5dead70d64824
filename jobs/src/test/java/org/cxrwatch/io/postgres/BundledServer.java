package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** The PostgreSQL that comes with the program, for tests that run a server of their own. */
public final class BundledServer {

    private BundledServer() {}

    /** Unpacks it into a directory; gives the one with {@code bin}. */
    public static Path unpack(Path directory) {
        return new PostgresBinaries(directory).unpacked();
    }

    /** Removes a directory and all in it. */
    public static void remove(Path directory) throws IOException {
        PostgresBinaries.remove(directory);
    }
}
