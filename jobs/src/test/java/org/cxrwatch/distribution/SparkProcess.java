package org.cxrwatch.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of Spark's with its log in a file; it ends with those that it started. */
final class SparkProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(25);

    private final Process process;
    private final Path log;
    private final Thread hook = new Thread(this::kill);

    private SparkProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a class of a Spark home, as Spark's own scripts do. */
    static SparkProcess ofClass(Path home, Path log, Map<String, String> environment, List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Distribution.built().file("conf/java.options"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("jars") + "/*"));
        command.addAll(words);
        return of(log, environment, command);
    }

    static SparkProcess of(Path log, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(log.getParent().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("CXRWATCH_"));
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().putAll(environment);
        try {
            return new SparkProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first group of what it says, once it says so. */
    String says(Pattern pattern) {
        return says(log, pattern);
    }

    /** The same of another file that it, or one of its own processes, writes. */
    String says(Path file, Pattern pattern) {
        Instant end = Instant.now().plus(LONGEST);
        do {
            Matcher found = pattern.matcher(text(file));
            if (found.find()) {
                return found.group(found.groupCount());
            }
        } while (!ended(50) && Instant.now().isBefore(end));
        throw new IllegalStateException("It did not say " + pattern + ": " + text(log));
    }

    /** How it ended. */
    int exitCode() {
        if (!ended(LONGEST.toMillis())) {
            kill();
            throw new IllegalStateException("It did not end: " + text(log));
        }
        return process.exitValue();
    }

    String log() {
        return text(log);
    }

    private boolean ended(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the kernel does when memory is short: at once, and all that it started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        ended(LONGEST.toMillis());
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
