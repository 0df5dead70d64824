package org.cxrwatch.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.window.WindowKind;
import picocli.CommandLine.Option;

/** {@code --window KIND}: days, or several of them together. */
final class WindowOption {

    @Option(
            names = "--window",
            paramLabel = "KIND",
            description = "day, or days-7 or days-28: several days that end with a night of the time asked for."
                    + " Default: day.")
    private String kind = "day";

    /**
     * The kind asked for.
     *
     * @throws UsageException if it is none of those
     */
    WindowKind kind() {
        return Arrays.stream(WindowKind.values())
                .filter(each ->
                        each != WindowKind.HOUR && Readings.written(each).equals(kind))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--window " + kind + " is no kind of window.",
                        "There are: "
                                + Arrays.stream(WindowKind.values())
                                        .filter(each -> each != WindowKind.HOUR)
                                        .map(Readings::written)
                                        .collect(Collectors.joining(", "))));
    }
}
