package org.cxrwatch.command;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who does something to alerts, and why: kept with what is done, word for word. */
final class CommentOptions {

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why, in words; kept with it.")
    private String comment;

    @Mixin
    private final ByOption who = new ByOption();

    /** Why; empty if nothing was said. */
    Optional<String> comment() {
        return Optional.ofNullable(comment).filter(text -> !text.isBlank());
    }

    /** Who; never empty. */
    String by(Workplace place) {
        return who.by(place);
    }
}
