package org.cxrwatch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server that Debian packages, as a process of its own on a free port of this machine, with a folder of its own.
 * Stopped when closed, or with the JVM. See {@link DebianProgram} for where it is not installed.
 */
public final class DebianServer implements AutoCloseable {

    private static final String LOG = "server.log";
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final int READY = 200;
    private static final int PORTS_TRIED = 3;

    private final Process process;
    private final Place place;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST_ANSWER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Thread hook = new Thread(this::destroy);

    private DebianServer(Process process, Place place) {
        this.process = process;
        this.place = place;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Where a server runs.
     *
     * @param port to listen on
     * @param directory to keep files in, empty at first but for the server's log
     */
    public record Place(int port, Path directory) {

        /** {@code 127.0.0.1:port}. */
        public String address() {
            return "127.0.0.1:" + port;
        }
    }

    /** What a server is started with; files that it reads may be written on the way. */
    public interface Arguments {
        List<String> at(Place place) throws IOException;
    }

    /**
     * A new server.
     *
     * @param program which
     * @param readyPath a path that answers 200 from the moment it can be used, such as {@code /-/ready}
     * @param arguments what it is started with
     */
    public static DebianServer started(DebianProgram program, String readyPath, Arguments arguments) {
        Path path = program.path();
        String log = "";
        for (int tried = 0; tried < PORTS_TRIED; tried++) {
            DebianServer server = launched(path, arguments);
            if (server.isReady(readyPath)) {
                return server;
            }
            log = server.log();
            server.close();
            if (!log.contains("address already in use")) {
                break;
            }
        }
        throw new IllegalStateException(program.name() + " did not start: " + log);
    }

    private static DebianServer launched(Path program, Arguments arguments) {
        try {
            Place place = new Place(
                    freePort(),
                    Files.createTempDirectory("cxrwatch-" + program.getFileName())
                            .toRealPath());
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(arguments.at(place));
            Process process = new ProcessBuilder(command)
                    .directory(place.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(place.directory().resolve(LOG).toFile())
                    .start();
            return new DebianServer(process, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady(String path) {
        Instant end = Instant.now().plus(LONGEST_START);
        do {
            if (answersReady(path)) {
                return true;
            }
        } while (!ended() && Instant.now().isBefore(end));
        return false;
    }

    private boolean answersReady(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint().resolve(path))
                    .timeout(LONGEST_ANSWER)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == READY;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens, without a path. */
    public URI endpoint() {
        return URI.create("http://" + place.address());
    }

    /** The folder that its files are in. */
    public Path directory() {
        return place.directory();
    }

    /** What it answers to a GET of a path, whatever the status. */
    public String read(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint().resolve(path))
                    .timeout(LONGEST_ANSWER)
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed. */
    public String log() {
        try {
            return Files.readString(place.directory().resolve(LOG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        destroy();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void destroy() {
        process.destroyForcibly();
        try {
            process.waitFor();
            remove(place.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
