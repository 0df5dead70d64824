package org.cxrwatch.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Who does something, and why: kept with what is done. */
final class NoteOptions {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in words; kept with it.")
    private String reason;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: the user who calls.")
    private String by;

    Optional<String> reason() {
        return Optional.ofNullable(reason).map(String::strip).filter(text -> !text.isEmpty());
    }

    String by(Workplace place) {
        return Optional.ofNullable(by).orElseGet(place::user);
    }
}
