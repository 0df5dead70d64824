package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.HostTrend;
import org.cxrwatch.window.WindowKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code system trends}. */
@Command(
        name = "trends",
        description =
                "Where each host's numbers are going, by the means of hours: of the last --hours (168 if not said)"
                        + " evaluated, or the time asked for. It informs; no alert rests on it.")
final class SystemTrendsCommand implements Callable<Integer> {

    private static final int WEEK = 7 * 24;

    /** Pairs of hours are compared: twelve weeks make two million of each host and number. */
    private static final int MOST_HOURS = 12 * WEEK;

    private final Workplace place;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final HostOptions hosts = new HostOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    SystemTrendsCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        try (Ports ports = place.open("system trends")) {
            History history = ports.history();
            History.Query query = new HistoryQuery(period, new SelectionOptions(), asOf)
                    .of(history, WEEK, Slice.ALL, WindowKind.HOUR);
            refuseTooLong(query.from(), query.to());
            List<HostMetric> hours = history.hosts(query);
            String nothing = hours.isEmpty() ? SystemCommands.nothing(history, query) : "";
            place.answer(SystemCommands.trends(HostTrend.of(hosts.chosen(hours)), nothing)
                    .footer("Hours " + new PeriodOptions.Period(query.from(), query.to()).text()
                            + ". GAINED: slope times time, as a share of the median hour. rises and falls: p below "
                            + HostTrend.SIGNIFICANT + ". P95: of the hours' means."));
        }
        return ExitCode.DONE.number();
    }

    private static void refuseTooLong(Instant from, Instant to) {
        long hours = Duration.between(from, to).toHours();
        if (hours > MOST_HOURS) {
            throw new UsageException(
                    "system trends compares every hour with every other: " + hours + " hours are too many.",
                    "Ask for at most --hours " + MOST_HOURS + " (twelve weeks).");
        }
    }
}
