package org.cxrwatch.command;

import java.util.Optional;
import org.cxrwatch.error.UsageException;
import picocli.CommandLine.Option;

/** Who does something to alerts, and why: kept with what is done, word for word. */
final class CommentOptions {

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why, in words; kept with it.")
    private String comment;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: the user who calls.")
    private String by;

    /** Why; empty if nothing was said. */
    Optional<String> comment() {
        return Optional.ofNullable(comment).filter(text -> !text.isBlank());
    }

    /**
     * Who; never empty.
     *
     * @throws UsageException if neither the option nor the system names anybody
     */
    String by(Workplace place) {
        String name = Optional.ofNullable(by).orElseGet(place::user);
        if (name == null || name.isBlank()) {
            throw new UsageException(
                    "Nobody is named who does this.", "Say who you are: --by NAME. It is kept with what is done.");
        }
        return name;
    }
}
