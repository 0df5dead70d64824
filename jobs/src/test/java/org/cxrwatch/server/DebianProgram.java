package org.cxrwatch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A program that Debian packages, and that tests use where it is installed. Where it is not, they are skipped and say
 * so; on a build server (CI=true) they fail instead, as nobody would see that they were skipped.
 *
 * @param name what it is called
 * @param debianPackage what brings it
 */
public record DebianProgram(String name, String debianPackage) {

    /** Keeps what jobs push, for Prometheus to collect. */
    public static final DebianProgram PUSHGATEWAY =
            new DebianProgram("prometheus-pushgateway", "prometheus-pushgateway");

    /** Groups, silences and passes on alerts. */
    public static final DebianProgram ALERTMANAGER =
            new DebianProgram("prometheus-alertmanager", "prometheus-alertmanager");

    /** Collects and stores metrics. */
    public static final DebianProgram PROMETHEUS = new DebianProgram("prometheus", "prometheus");

    /** Checks configuration, rules and metrics of Prometheus. */
    public static final DebianProgram PROMTOOL = new DebianProgram("promtool", "prometheus");

    private static final long LONGEST_SECONDS = 60;

    /**
     * How a call of a program ended.
     *
     * @param code its exit code
     * @param output what it printed, errors too
     */
    public record Ended(int code, String output) {}

    /** Where it is; the test is skipped, or fails on a build server, if it is nowhere. */
    public Path path() {
        return path(System.getenv());
    }

    Path path(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(environment));
    }

    private RuntimeException missing(Map<String, String> environment) {
        String message =
                name + " is not installed, and what is tested with it was not tested: apt-get install " + debianPackage;
        if ("true".equals(environment.get("CI"))) {
            return new IllegalStateException(message);
        }
        System.err.println("SKIPPED: " + message);
        return new TestAbortedException(message);
    }

    /** Calls it, with this text as its input. */
    public Ended call(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(path().toString()));
        command.addAll(List.of(arguments));
        try {
            Path given = Files.writeString(Files.createTempFile("input", ".txt"), input);
            Path printed = Files.createTempFile("output", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectInput(given.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(command + " did not end within " + LONGEST_SECONDS + " seconds.");
            }
            Ended ended = new Ended(process.exitValue(), Files.readString(printed));
            Files.delete(given);
            Files.delete(printed);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
