package org.cxrwatch.command;

import java.util.Optional;
import org.cxrwatch.error.UsageException;
import picocli.CommandLine.Option;

/** Who does something: kept with what is done. */
final class ByOption {

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: the user who calls.")
    private String by;

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
