package org.cxrwatch.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.History;
import org.cxrwatch.port.MetricsGateway;
import org.cxrwatch.port.MetricsGateway.Answer;
import org.cxrwatch.port.MetricsGateway.Gauge;
import org.cxrwatch.port.MetricsGateway.Group;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.Runs;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * Leaves what the last night found, and when commands succeeded last, where a monitoring system collects it. The second
 * is left only if the first was taken: who watches it learns that numbers are old.
 */
public final class Push {

    private static final Duration GIVEN_UP_WITHIN = Duration.ofDays(7);
    private static final Duration REQUESTS_WITHIN = Duration.ofDays(7);
    private static final double MILLIS = 1_000.0;

    private final Published published;
    private final MetricsGateway gateway;

    /** Leaves what was published at this gateway. */
    public Push(Published published, MetricsGateway gateway) {
        this.published = published;
        this.gateway = gateway;
    }

    /**
     * What was published, and what became of it.
     *
     * @param cells what was counted; asked for if a night was evaluated
     * @param history results of windows
     * @param alerts what is open
     * @param outbox what people are still to be told
     * @param runs of commands
     */
    public record Published(Supplier<Cells> cells, History history, AlertLog alerts, Outbox outbox, Runs runs) {}

    /**
     * What was pushed.
     *
     * @param day the last complete day that was evaluated, if any was
     * @param numbers how many were offered
     * @param answer what became of them
     */
    public record Result(Optional<LocalDate> day, int numbers, Answer answer) {}

    /** Tries once. */
    public Result run(Instant now) {
        Optional<Instant> night = published.history().nights().stream().max(Comparator.naturalOrder());
        List<Gauge> results = new ArrayList<>();
        night.ifPresent(last -> addResults(last, results));
        addOutbox(now, results);
        List<Gauge> runs = runs();
        Answer answer = gateway.replace(Group.RESULTS, results);
        if (answer.status() == Answer.Status.TAKEN) {
            answer = gateway.add(Group.RUNS, runs);
        }
        return new Result(night.map(Push::day), results.size() + runs.size(), answer);
    }

    /** The last complete day of a night. */
    private static LocalDate day(Instant night) {
        return LocalDate.ofInstant(night, ZoneOffset.UTC).minusDays(1);
    }

    private void addResults(Instant night, List<Gauge> gauges) {
        Window day = Window.day(day(night));
        DayCounts counts = new DayCounts(published.cells().get(), day(night), night);
        gauges.addAll(new DayGauges(published.history(), day, counts).list());
        gauges.add(PushedGauge.EVALUATED_UNTIL.of(seconds(day.end())));
        lastRequests(day).ifPresent(end -> gauges.add(PushedGauge.REQUESTS_UNTIL.of(seconds(end))));
        List<Episode> open = published
                .alerts()
                .episodes(AlertLog.Filter.ALL.withStates(EnumSet.of(AlertState.FIRING, AlertState.ACKNOWLEDGED)));
        addAlerts(open, gauges);
        addCases(open, gauges);
    }

    private Optional<Instant> lastRequests(Window day) {
        History.Query hours = History.Query.between(day.end().minus(REQUESTS_WITHIN), day.end())
                .withKinds(Set.of(WindowKind.HOUR))
                .withScope(Scope.SERVICE)
                .withSlice(Slice.ALL);
        return published.history().metrics(hours).stream()
                .filter(score -> score.metric().equals(DayGauges.REQUESTS))
                .filter(score -> score.score().number().orElse(0) > 0)
                .map(score -> score.where().window().end())
                .max(Comparator.naturalOrder());
    }

    /** That there is none of a kind is known, too: 0. */
    private static void addAlerts(List<Episode> open, List<Gauge> gauges) {
        for (AlertType type : AlertType.values()) {
            for (AlertSeverity severity : AlertSeverity.values()) {
                long count = open.stream()
                        .filter(episode -> episode.key().type() == type && episode.severity() == severity)
                        .count();
                gauges.add(PushedGauge.ACTIVE_ALERTS.of(count, type.text(), severity.text()));
            }
        }
    }

    private static void addCases(List<Episode> open, List<Gauge> gauges) {
        Map<String, Optional<AlertSeverity>> worst = open.stream()
                .collect(Collectors.groupingBy(
                        Episode::caseId,
                        TreeMap::new,
                        Collectors.mapping(Episode::severity, Collectors.maxBy(Comparator.naturalOrder()))));
        Map<AlertSeverity, Long> cases = worst.values().stream()
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (AlertSeverity severity : AlertSeverity.values()) {
            gauges.add(PushedGauge.OPEN_CASES.of(cases.getOrDefault(severity, 0L), severity.text()));
        }
    }

    private void addOutbox(Instant now, List<Gauge> gauges) {
        Outbox.Depth depth = published.outbox().depth(now.minus(GIVEN_UP_WITHIN));
        gauges.add(PushedGauge.OUTBOX_MESSAGES.of(depth.pending(), "pending"));
        gauges.add(PushedGauge.OUTBOX_MESSAGES.of(depth.dead(), "dead"));
    }

    private List<Gauge> runs() {
        List<Gauge> gauges = new ArrayList<>();
        for (Runs.Run run : published.runs().lastSuccesses()) {
            run.finishedAt().ifPresent(end -> {
                gauges.add(PushedGauge.LAST_SUCCESS.of(seconds(end), run.command()));
                double took = Duration.between(run.startedAt(), end).toMillis() / MILLIS;
                gauges.add(PushedGauge.LAST_DURATION.of(Math.max(0, took), run.command()));
            });
        }
        return gauges;
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }
}
