package org.cxrwatch.command;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who does something, and why: kept with what is done. */
final class NoteOptions {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in words; kept with it.")
    private String reason;

    @Mixin
    private final ByOption who = new ByOption();

    Optional<String> reason() {
        return Optional.ofNullable(reason).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Who; never empty. */
    String by(Workplace place) {
        return who.by(place);
    }
}
