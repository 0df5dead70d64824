package org.cxrwatch.io.postgres.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cxrwatch.io.postgres.BundledServer;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs of a PostgreSQL: those that come with cxrwatch, or Debian's for a test that needs {@code pg_resetwal} or
 * {@code pg_dump}, which the others lack. PostgreSQL refuses root, so root runs them in a user namespace of its own,
 * where it is nobody and still owns its files.
 */
final class PostgresPrograms {

    /** Set to a directory of programs to use another PostgreSQL, or to {@code bundled} to do without what is installed. */
    static final String CHOICE = "CXRWATCH_TEST_POSTGRES";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final List<String> NEEDED =
            List.of("initdb", "pg_ctl", "postgres", "pg_resetwal", "pg_dump", "pg_restore");
    private static final long LONGEST_SECONDS = 120;

    private final Path bin;

    PostgresPrograms(Path bin) {
        this.bin = bin;
    }

    /** The bundled ones, or those that were chosen; if they lack one that is needed, those of this machine. */
    static PostgresPrograms with(String... needed) {
        String choice = System.getenv().getOrDefault(CHOICE, "");
        PostgresPrograms chosen =
                new PostgresPrograms(choice.isEmpty() || choice.equals("bundled") ? Bundled.BIN : Path.of(choice));
        if (Stream.of(needed).allMatch(chosen::has) || choice.equals("bundled")) {
            return chosen;
        }
        return newest().map(PostgresPrograms::new).orElse(chosen);
    }

    private boolean has(String program) {
        return Files.isExecutable(bin.resolve(program));
    }

    /**
     * Skips the test that asks, aloud, if the program is not there; on a build server it fails, as a skipped test proves
     * nothing.
     */
    void require(String program) {
        if (!has(program)) {
            String reason = program + " is not in " + bin + ": install postgresql, or name a directory in " + CHOICE;
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(reason);
            }
            System.err.println("SKIPPED: " + reason);
            Assumptions.abort(reason);
        }
    }

    /** Runs a program to its end; what it said is in the log. */
    void run(Path log, String program, String... arguments) {
        run(log, Map.of(), program, List.of(arguments));
    }

    /** Runs a program with variables to its end; what it said is in the log. */
    void run(Path log, Map<String, String> variables, String program, List<String> arguments) {
        require(program);
        List<String> command = new ArrayList<>(isRoot() ? List.of("unshare", "--user") : List.of());
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                // A file, not a pipe: the server inherits it and outlives the program that starts it.
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " did not end in " + LONGEST_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        program + " ended with " + process.exitValue() + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> newest() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparing((Path version) ->
                                    Integer.valueOf(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .filter(bin -> NEEDED.stream().map(bin::resolve).allMatch(Files::isExecutable))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked once for all tests of this JVM, and removed with it. */
    private static final class Bundled {

        private static final Path BIN = unpacked();

        private static Path unpacked() {
            try {
                Path directory = Files.createTempDirectory("cxrwatch-bundled");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        BundledServer.remove(directory);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
                return BundledServer.unpack(directory).resolve("bin");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
