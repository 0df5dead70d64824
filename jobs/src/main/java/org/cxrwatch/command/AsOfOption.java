package org.cxrwatch.command;

import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --as-of T}: only what was known then counts. */
final class AsOfOption {

    @Option(
            names = "--as-of",
            paramLabel = "T",
            converter = TimeText.Converter.class,
            description = "Only what was known by then counts: a day's first instant, or an instant. Default: now.")
    private TimeText asOf;

    Optional<Instant> find() {
        return Optional.ofNullable(asOf).map(TimeText::instant);
    }
}
