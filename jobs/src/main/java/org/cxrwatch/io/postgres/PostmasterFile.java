package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code postmaster.pid}: who serves a data directory, and on which port. A crash leaves it behind. */
final class PostmasterFile {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    private final Path path;
    private final Path home;

    PostmasterFile(Path data, Path home) {
        this.path = data.resolve("postmaster.pid");
        this.home = home;
    }

    /** The server, if one of ours lives. A process number that was given to another program since is none of ours. */
    Optional<EmbeddedDatabase.Running> running() {
        List<String> lines = lines();
        if (lines.size() <= STATUS_LINE || !lines.get(STATUS_LINE).startsWith("ready")) {
            return Optional.empty();
        }
        return live(lines)
                .map(pid -> new EmbeddedDatabase.Running(
                        pid, Integer.parseInt(lines.get(PORT_LINE).strip())));
    }

    /** Whether one of ours lives, ready or not. */
    boolean lives() {
        return live(lines()).isPresent();
    }

    /** Removes the file of a server that is no more. */
    void clear() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The lock file " + path + " of a server that crashed stays.", e);
        }
    }

    private Optional<Long> live(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0).strip());
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .map(Path::of)
                .filter(program -> program.startsWith(home) && program.endsWith("bin/postgres"))
                .map(program -> pid);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock file " + path + " cannot be read.", e);
        }
    }
}
