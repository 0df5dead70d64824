package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;

/**
 * Runs the programs of PostgreSQL. It refuses to run as root, so for root it is put into a user namespace of its own,
 * where root is nobody and still owns its files.
 */
final class ServerProgram {

    private static final int LAST_LINES = 5;
    private static final long LONGEST_SECONDS = 180;
    private static final List<String> AS_NOBODY = List.of("unshare", "--user");

    private final Path bin;
    private final Path log;

    ServerProgram(Path unpacked, Path log) {
        this.bin = unpacked.resolve("bin");
        this.log = log;
    }

    /** Whether it ended well; what it said is in the log. */
    boolean run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        return succeeds(command);
    }

    /** Says early and in words that root is not possible here. */
    void requireUsableUser() {
        if (isRoot() && !succeeds(List.of("unshare", "--user", "true"))) {
            throw new ConfigurationException(
                    "The embedded PostgreSQL refuses to run as root, and this machine does not let root hide in a user"
                            + " namespace (unshare --user failed).",
                    "Run cxrwatch as a normal user, or name a server of your own in results.postgres (or"
                            + " DATABASE_URL).");
        }
    }

    /** The end of a log, for a message. */
    static String endOf(Path log) {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    private boolean succeeds(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                // A file, not a pipe: the server inherits it and outlives us.
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new TransientException(
                        "`" + String.join(" ", command) + "` did not end within " + LONGEST_SECONDS + " seconds.",
                        "See " + log + ", and try again when the machine is less busy.");
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "`" + command.get(0) + "` cannot be run: " + e.getMessage() + ".",
                    "Run as a normal user, make sure --home is not on a disk mounted noexec, or name a server of your"
                            + " own in results.postgres (or DATABASE_URL).",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException(
                    "Interrupted while waiting for `" + String.join(" ", command) + "`.", "Run the command again.", e);
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
