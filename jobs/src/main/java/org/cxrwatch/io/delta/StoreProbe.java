package org.cxrwatch.io.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.AWSUnsupportedFeatureException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.delta.Commits.Conditions;

/**
 * Finds out what an object store does, by trying. Only who is going to write may: it writes an object of its own beside
 * the tables, under a name drawn for it, and removes it.
 */
public final class StoreProbe {

    private static final String NAME = ".cxrwatch-probe-";
    private static final int LONGEST_CONNECT_MILLIS = 5_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final String lake;
    private final Configuration configuration;

    /**
     * Of the store of a lake.
     *
     * @param lake {@code s3a://bucket/prefix}
     * @param configuration how it is reached
     */
    public StoreProbe(String lake, Configuration configuration) {
        this.lake = lake;
        this.configuration = configuration;
    }

    /**
     * Whether an address of one's own answers at all: the client would wait 15 seconds for each of its attempts. What
     * lies behind a proxy is not asked for.
     *
     * @throws TransientException if nothing does
     */
    public void reach() {
        String endpoint = configuration.get("fs.s3a.endpoint", "");
        if (endpoint.isEmpty() || !configuration.get("fs.s3a.proxy.host", "").isEmpty()) {
            return;
        }
        URI address = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
        int usual = "https".equals(address.getScheme()) ? HTTPS : HTTP;
        int port = address.getPort() < 0 ? usual : address.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), LONGEST_CONNECT_MILLIS);
        } catch (IOException e) {
            throw new TransientException(
                    "The lake " + lake + " cannot be reached: nothing answers at " + endpoint + " (s3.endpoint).",
                    "Check s3.endpoint, its name and port, and the network; if the object store is only down, run the"
                            + " command again later.",
                    e);
        }
    }

    /**
     * Whether the second of two conditional writes is refused.
     *
     * @throws org.cxrwatch.error.CxrwatchException if the store does not let us write, or does not answer
     */
    public Conditions conditions() {
        Path object = new Path(new Path(lake), NAME + UUID.randomUUID());
        try {
            FileSystem files = object.getFileSystem(configuration);
            look(files);
            Conditions conditions = conditions(new ConditionalCreate(files), object);
            files.delete(object, false);
            return conditions;
        } catch (IOException e) {
            throw StoreFailures.of("The lake " + lake, e);
        }
    }

    /** Refused for wrong credentials, a store says so of a listing; of a look at one object it says only that it is. */
    private void look(FileSystem files) throws IOException {
        try {
            files.listStatus(new Path(lake));
        } catch (FileNotFoundException nothing) {
            StoreFailures.passOver("The lake " + lake, nothing);
        }
    }

    private static Conditions conditions(ConditionalCreate objects, Path object) throws IOException {
        try {
            objects.create(object, "first".getBytes(StandardCharsets.UTF_8));
            return objects.create(object, "second".getBytes(StandardCharsets.UTF_8)) == ConditionalCreate.Outcome.TAKEN
                    ? Conditions.KEPT
                    : Conditions.IGNORED;
        } catch (AWSUnsupportedFeatureException unknown) {
            return Conditions.IGNORED;
        }
    }
}
