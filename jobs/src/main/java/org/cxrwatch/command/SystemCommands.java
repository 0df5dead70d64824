package org.cxrwatch.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.HostTrend;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code system}: what hosts logged of themselves. */
final class SystemCommands {

    private static final int DAY = 24;

    private SystemCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("What hosts logged of themselves, and where it is going.");
        group.addSubcommand(new Metrics(place)).addSubcommand(new SystemTrendsCommand(place));
    }

    @Command(
            name = "metrics",
            description = "What hosts logged, hour by hour: of the last day evaluated, or the time asked for.")
    private static final class Metrics implements Callable<Integer> {

        private final Workplace place;

        @Mixin
        private final PeriodOptions period = new PeriodOptions();

        @Mixin
        private final HostOptions hosts = new HostOptions();

        @Mixin
        private final AsOfOption asOf = new AsOfOption();

        Metrics(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            try (Ports ports = place.open("system metrics")) {
                History history = ports.history();
                HistoryQuery query = new HistoryQuery(period, new SelectionOptions(), asOf);
                History.Query asked = query.of(history, DAY, Slice.ALL, WindowKind.HOUR);
                List<HostMetric> hours = history.hosts(asked);
                place.answer(listing(hosts.chosen(hours), hours.isEmpty() ? nothing(history, asked) : ""));
            }
            return ExitCode.DONE.number();
        }
    }

    /** Why there are no hours that hosts logged something in. */
    static String nothing(History history, History.Query asked) {
        return new NothingEvaluated(
                        history,
                        query -> history.hosts(query).stream()
                                .map(hour -> new WindowSlice(Scope.SERVICE, hour.window(), Slice.ALL))
                                .toList())
                .text(asked);
    }

    private static Listing<HostMetric> listing(List<HostMetric> hours, String ifEmpty) {
        return new Listing<>(hours, ifEmpty)
                .field("window_start", hour -> hour.window().start())
                .shown("HOUR", hour -> hour.window().start().toString())
                .field("window_kind", hour -> hour.window().kind().name())
                .column("host", "HOST", HostMetric::host)
                .column("metric", "METRIC", HostMetric::metric)
                .column("samples", "SAMPLES", HostMetric::samples)
                .column("mean", "MEAN", HostMetric::mean)
                .column("p95", "P95", HostMetric::p95)
                .column("max", "MAX", HostMetric::max);
    }

    static Listing<HostTrend> trends(List<HostTrend> trends, String ifEmpty) {
        return new Listing<>(trends, ifEmpty)
                .column("host", "HOST", HostTrend::host)
                .column("metric", "METRIC", HostTrend::metric)
                .column("reading", "READING", trend -> Readings.word(trend.reading()))
                .column("first", "FIRST HOUR", HostTrend::first)
                .column("last", "LAST HOUR", HostTrend::last)
                .column("gained", "GAINED", trend -> Readings.value(trend.gained()))
                .column("per_day", "PER DAY", trend -> trend.perDay().map(found -> found.slope()))
                .column("per_day_lower", "FROM", trend -> trend.perDay().map(found -> found.lower()))
                .column("per_day_upper", "TO", trend -> trend.perDay().map(found -> found.upper()))
                .field("tau", trend -> trend.perDay().map(found -> found.tau()))
                .field("p", trend -> trend.perDay().map(found -> found.p()))
                .shown("P", trend -> trend.perDay().map(found -> Probability.text(found.p())))
                .column("mean", "MEAN", HostTrend::mean)
                .column("p95", "P95", HostTrend::p95)
                .column("max", "MAX", HostTrend::max)
                .column("hours", "HOURS", HostTrend::hours);
    }
}
