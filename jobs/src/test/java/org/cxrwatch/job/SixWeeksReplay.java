package org.cxrwatch.job;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Night;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.RuleTrial;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.LinkTemplate;
import org.cxrwatch.notice.Links;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.window.WindowKind;

/** Evaluates nights of the six weeks in memory, the first week as baseline, and keeps what was published. */
final class SixWeeksReplay {

    static final BaselineRecord FIRST_WEEK = new BaselineRecord(
            "v1.0.0-20260901-20260907",
            "v1.0.0",
            LocalDate.of(2026, 9, 1),
            LocalDate.of(2026, 9, 7),
            2_941,
            SixWeeks.DEFINITION.hash(),
            "",
            Instant.parse("2026-09-08T00:00:00Z"),
            "test",
            "the first week");

    private static final Links LINKS = new Links(
            Optional.of(new LinkTemplate("https://reports.hospital.example/{model_version}/{date}.html")),
            Optional.of(new LinkTemplate("https://charts.hospital.example/d/cxr?slice={slice}&from={date}")));

    /** The first night. */
    static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 9, 1);

    /**
     * All nights by the default policy.
     *
     * @param weeks the stream
     * @param published rows of the nights, in order
     * @param episodes alerts
     * @param transitions what changed of them
     * @param messages what whoever reads the log was told, in the order of the nights
     */
    record Evaluated(
            SixWeeks weeks,
            List<NightResults> published,
            List<Episode> episodes,
            List<Transition> transitions,
            List<Message> messages) {}

    /** It takes half a minute, and several tests look at it. */
    private static final class Once {

        private static final Evaluated EVALUATED = evaluate();

        private static Evaluated evaluate() {
            SixWeeks weeks = new SixWeeks(LocalDate.of(2026, 11, 3));
            SixWeeksReplay replay = new SixWeeksReplay(weeks);
            Results results =
                    replay.run(FIRST_NIGHT, LocalDate.of(2026, 10, 12), policy(DriftPolicy.DEFAULT, List.of()));
            return new Evaluated(
                    weeks, replay.published(), results.alerts().episodes(), replay.transitions(), replay.messages());
        }
    }

    /** All nights by the default policy, evaluated when they are first asked for. */
    static Evaluated evaluated() {
        return Once.EVALUATED;
    }

    private final SixWeeks weeks;
    private final List<NightResults> published = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    SixWeeksReplay(SixWeeks weeks) {
        this.weeks = weeks;
    }

    /** The rows of the nights, in order. */
    List<NightResults> published() {
        return List.copyOf(published);
    }

    /** What changed of alerts, in the order of the nights. */
    List<Transition> transitions() {
        return transitions.stream()
                .sorted(Comparator.comparing(Transition::asOf))
                .toList();
    }

    /** What people were told, in the order of the nights. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Goes through nights by this policy, each as it happens: people are told. */
    Results run(LocalDate first, LocalDate last, EvaluationPolicy policy) {
        MemoryDatabase database = database();
        Results results = database.results();
        Nights nights = new Nights(Nights.replay(first, last).nights(), Night.Telling.TELL);
        messages.addAll(new Evaluate(policy, stores(database), Routing.LOG, Progress.NONE)
                .linking(LINKS)
                .run(nights)
                .alerts()
                .messages());
        results.alerts().episodes().stream()
                .map(episode -> episode.key().toString())
                .distinct()
                .forEach(key -> transitions.addAll(database.alertLog().transitions(key)));
        return results;
    }

    /** What rules would have done over some days, by what is known at the end of the six weeks. */
    List<RuleTrial> tried(List<Rule> rules, LocalDate first, LocalDate last) {
        return new TryRules(policy(DriftPolicy.DEFAULT, List.of()), stores(database()))
                .run(rules, first, last, Instant.parse("2026-10-13T00:00:00Z"));
    }

    private static MemoryDatabase database() {
        MemoryDatabase database =
                new MemoryDatabase(Clock.fixed(Instant.parse("2026-10-13T02:00:00Z"), ZoneOffset.UTC));
        database.baselines().add(FIRST_WEEK);
        database.baselines()
                .record(new BaselineTransition(
                        FIRST_WEEK.id(),
                        FIRST_WEEK.modelVersion(),
                        BaselineState.ACTIVE,
                        FIRST_WEEK.createdAt(),
                        "test",
                        "normal"));
        return database;
    }

    private Evaluate.Stores stores(MemoryDatabase database) {
        List<Cell> cells = weeks.cells();
        return new Evaluate.Stores(
                database.ledger(),
                database.sourceChecks(),
                range -> within(cells, range),
                database.baselines(),
                new Contents(weeks),
                database.results(),
                (publication, nights) -> nights.forEach(night -> published.add(night.rows())));
    }

    static EvaluationPolicy policy(DriftPolicy drift, List<WindowKind> widen) {
        return SamplePolicy.of(drift, SamplePolicy.windows(List.of(WindowKind.DAYS_7, WindowKind.DAYS_28), widen));
    }

    /** As a port answers a range. */
    static List<Cell> within(List<Cell> cells, Cells.Range range) {
        return cells.stream()
                .filter(cell -> range.kinds().contains(cell.key().kind()))
                .filter(cell -> !cell.key().day().isBefore(range.firstDay())
                        && !cell.key().day().isAfter(range.lastDay()))
                .filter(cell -> !cell.arrival().at().isAfter(range.arrivedBy()))
                .toList();
    }

    /** The first week, as a baseline keeps it. */
    record Contents(SixWeeks data) implements BaselineContents {

        @Override
        public Map<LocalDate, Map<Slice, DistributionPart>> count(String modelVersion, Set<LocalDate> days) {
            return data.baseline(FIRST_WEEK).days();
        }

        @Override
        public void save(Baseline baseline) {
            throw new IllegalStateException("An evaluation saves no baseline.");
        }

        @Override
        public Baseline load(BaselineRecord about) {
            return data.baseline(about);
        }
    }
}
