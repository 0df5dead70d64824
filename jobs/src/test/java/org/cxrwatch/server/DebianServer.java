package org.cxrwatch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server that Debian packages, as a process of its own on a free port of this machine, with a folder of its own.
 * Stopped when closed, or with the JVM. See {@link DebianProgram} for where it is not installed.
 */
public final class DebianServer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final int READY = 200;
    private static final int PORTS_TRIED = 3;

    private final ServerProcess process;
    private final Place place;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST_ANSWER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private DebianServer(ServerProcess process, Place place) {
        this.process = process;
        this.place = place;
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
                    ServerProcess.freePort(),
                    ServerProcess.directory(program.getFileName().toString()));
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(arguments.at(place));
            return new DebianServer(ServerProcess.started(new ProcessBuilder(command), place.directory()), place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady(String path) {
        return process.awaited(LONGEST_START, () -> Optional.of(path).filter(this::answersReady))
                .isPresent();
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
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
