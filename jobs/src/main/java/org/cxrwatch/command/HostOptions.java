package org.cxrwatch.command;

import java.util.List;
import java.util.function.Function;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.score.HostMetric;
import picocli.CommandLine.Option;

/** Which host, and which of its numbers. */
final class HostOptions {

    @Option(names = "--host", paramLabel = "H", description = "One host.")
    private String host;

    @Option(names = "--metric", paramLabel = "M", description = "One number, e.g. gpu_memory_mb.")
    private String metric;

    /**
     * Those of the rows that were asked for, in their order.
     *
     * @throws UsageException if there are rows, but none of that host or number
     */
    List<HostMetric> chosen(List<HostMetric> rows) {
        return chosen(chosen(rows, "--host", host, HostMetric::host), "--metric", metric, HostMetric::metric);
    }

    private static List<HostMetric> chosen(
            List<HostMetric> rows, String option, String wanted, Function<HostMetric, String> name) {
        if (wanted == null || rows.isEmpty()) {
            return rows;
        }
        List<HostMetric> chosen =
                rows.stream().filter(row -> name.apply(row).equals(wanted)).toList();
        if (chosen.isEmpty()) {
            throw new UsageException(
                    "Nothing was logged in that time for " + option + " " + wanted + ".",
                    "There is: "
                            + String.join(
                                    ", ",
                                    rows.stream().map(name).distinct().sorted().toList())
                            + ". Or name another time.");
        }
        return chosen;
    }
}
