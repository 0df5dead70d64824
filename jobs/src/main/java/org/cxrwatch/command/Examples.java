package org.cxrwatch.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** How each command is called, shown at the end of its help. */
record Examples(List<String> lines) {

    private static final String FILE = "/help/examples.txt";

    /** Those that come with the program. */
    static Examples load() {
        try (InputStream file = Examples.class.getResourceAsStream(FILE)) {
            return new Examples(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts its examples before the footer of each command. */
    void addTo(CommandLine tree) {
        leaves(tree).forEach(command -> {
            List<String> mine = of(command);
            if (!mine.isEmpty()) {
                String[] footer = command.getCommandSpec().usageMessage().footer();
                Stream<String> shown = Stream.concat(
                        Stream.of("", mine.size() == 1 ? "Example:" : "Examples:"),
                        mine.stream().map(line -> "  " + line.replace("%", "%%")));
                command.getCommandSpec()
                        .usageMessage()
                        .footer(Stream.concat(shown, Stream.of(footer)).toArray(String[]::new));
            }
        });
    }

    /** Those of one command. */
    List<String> of(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        return lines.stream()
                .filter(line -> line.equals(name) || line.startsWith(name + " "))
                .toList();
    }

    /** The commands that do something themselves. */
    static Stream<CommandLine> leaves(CommandLine tree) {
        return tree.getSubcommands().isEmpty()
                ? Stream.of(tree)
                : tree.getSubcommands().values().stream().flatMap(Examples::leaves);
    }
}
