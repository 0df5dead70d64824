package org.cxrwatch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A process that a test starts and asks, and the folder it works in. Both go when it is closed, or with the JVM. */
public final class ServerProcess implements AutoCloseable {

    private static final String LOG = "server.log";

    private final Path directory;
    private final Process process;
    private final Thread hook = new Thread(this::destroy);

    private ServerProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A new folder for one. */
    public static Path directory(String name) throws IOException {
        return Files.createTempDirectory("cxrwatch-" + name).toRealPath();
    }

    /** A port that nobody listens on just now, for servers that cannot choose one themselves. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts a command in a folder, which takes what it prints, too. */
    public static ServerProcess started(ProcessBuilder command, Path directory) throws IOException {
        return new ServerProcess(
                directory,
                command.directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve(LOG).toFile())
                        .start());
    }

    /** Asks until there is an answer; empty if the process has ended or the time is over. */
    public <T> Optional<T> awaited(Duration longest, Supplier<Optional<T>> answer) {
        Instant end = Instant.now().plus(longest);
        Optional<T> found;
        do {
            found = answer.get();
        } while (found.isEmpty() && !ended() && Instant.now().isBefore(end));
        return found;
    }

    private boolean ended() {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed. */
    public String log() {
        try {
            return Files.readString(directory.resolve(LOG));
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
            remove(directory);
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
