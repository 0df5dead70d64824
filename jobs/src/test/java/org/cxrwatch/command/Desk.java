package org.cxrwatch.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Somebody at the command line, on a machine of their own: in-memory ports, a fixed clock, an empty environment. */
final class Desk {

    static final Instant NOW = Instant.parse("2026-10-13T03:00:00Z");

    final Map<String, String> environment = new TreeMap<>();
    final MemoryPorts ports = new MemoryPorts(Clock.fixed(NOW, ZoneOffset.UTC));
    final Path home;
    PortsOpener opener = (settings, command, notes) -> ports;

    Desk(Path home) {
        this.home = home;
    }

    /** What a command printed and how it ended. */
    record Ended(int code, String out, String err) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out, e);
            }
        }
    }

    Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                home.resolve("installation"),
                environment,
                "ada",
                Clock.fixed(NOW, ZoneOffset.UTC),
                new Surroundings.Console(stream(out), stream(err), Surroundings.Console.Kind.PLAIN, Screen.ENDLESS));
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                .toArray(String[]::new);
        int code = new Cxrwatch(surroundings, opener).run(all);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Freezes the week of 09-01 to 09-07, and compares with it from 09-08 on. */
    Ended establishTheWeek() {
        return run(
                "baseline",
                "establish",
                "--from",
                "2026-09-01",
                "--to",
                "2026-09-07",
                "--as-of",
                "2026-09-08",
                "--activate");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
