package org.cxrwatch.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/** A night in which accuracy fell at one of two sites, published, with cells and a baseline behind it. */
final class FallenSite {

    static final String VERSION = "v1.0.0";
    static final LocalDate NORMAL_DAY = LocalDate.of(2026, 9, 1);
    static final Window DAY = Window.day(LocalDate.of(2026, 9, 23));
    static final Slice VALLEY = new Slice("site", "valley");
    static final Slice NORTH = new Slice("site", "north");
    static final AlertKey ACCURACY = new AlertKey(AlertType.ACCURACY_DROP, "accuracy", VERSION, WindowKind.DAY, VALLEY);
    static final AlertKey IMAGES = new AlertKey(AlertType.DRIFT_DETECTED, "data", VERSION, WindowKind.DAY, VALLEY);
    static final AlertKey ANSWERS =
            new AlertKey(AlertType.DRIFT_DETECTED, "prediction", VERSION, WindowKind.DAY, Slice.ALL);
    static final AlertKey NO_BASELINE =
            new AlertKey(AlertType.ACCURACY_DROP, "accuracy", "v2", WindowKind.DAY, Slice.ALL);
    static final AlertKey LASTS = new AlertKey(AlertType.DRIFT_DETECTED, "data", VERSION, WindowKind.DAY, NORTH);
    static final AlertKey LATENCY =
            new AlertKey(AlertType.HIGH_LATENCY, "latency_mean", "service", WindowKind.HOUR, Slice.ALL);

    private final Desk desk;

    /** Answers of a day and slice, and its labels. */
    record Counts(long positive, long negative, long right, long wrong) {

        Counts plus(Counts other) {
            return new Counts(
                    positive + other.positive, negative + other.negative, right + other.right, wrong + other.wrong);
        }
    }

    /** With nothing but the two sites. */
    FallenSite(Path home) {
        this(home, new Counts(0, 0, 0, 0), new Counts(0, 0, 0, 0));
    }

    /** Two sites, and rows of none before and after. */
    FallenSite(Path home, Counts noneBefore, Counts noneAfter) {
        this.desk = new Desk(home);
        Map<Slice, DistributionPart> normal = new TreeMap<>();
        count(NORMAL_DAY, VALLEY, new Counts(40, 60, 74, 6)).ifPresent(part -> normal.put(VALLEY, part));
        count(NORMAL_DAY, NORTH, new Counts(160, 240, 280, 20)).ifPresent(part -> normal.put(NORTH, part));
        count(NORMAL_DAY, Slice.ALL, new Counts(200, 300, 354, 26).plus(noneBefore))
                .ifPresent(part -> normal.put(Slice.ALL, part));
        count(DAY.firstDay(), VALLEY, new Counts(70, 30, 40, 40));
        count(DAY.firstDay(), NORTH, new Counts(160, 240, 280, 20));
        count(DAY.firstDay(), Slice.ALL, new Counts(230, 270, 320, 60).plus(noneAfter));
        baseline(normal);
        publish();
    }

    /** Cells of a day and slice; the answers are also what a baseline keeps. */
    Optional<DistributionPart> count(LocalDate day, Slice slice, Counts counts) {
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        DistributionPart answers = DistributionPart.of(
                Resolution.BASELINE,
                Map.of("PNEUMONIA", rows(empty, counts.positive()), "NORMAL", rows(empty, counts.negative())));
        cell(PartKind.DISTRIBUTION, day, slice, answers);
        cell(
                PartKind.LABEL,
                day,
                slice,
                LabelPart.given(LabelledScores.of("NORMAL", "NORMAL", scores(counts.right()))
                        .plus(LabelledScores.of("PNEUMONIA", "NORMAL", scores(counts.wrong())))));
        return Optional.of(answers);
    }

    private static ClassDistribution rows(ClassDistribution empty, long rows) {
        return new ClassDistribution(
                rows, empty.confidence(), empty.positiveScore(), empty.features(), empty.attributes());
    }

    private static NumericSummary scores(long rows) {
        return NumericSummary.of(
                Resolution.BASELINE,
                DoubleStream.generate(() -> 0.2).limit(rows).toArray());
    }

    private void cell(PartKind kind, LocalDate day, Slice slice, Part part) {
        CellKey key = new CellKey(kind, VERSION, day, Optional.empty(), slice);
        desk.ports.moreCells.add(
                new Cell(key, Arrival.during(day, ArrivalBasis.FROM_NAME), 1, Generation.FIRST, "d", part));
    }

    private void baseline(Map<Slice, DistributionPart> normal) {
        Instant made = Instant.parse("2026-09-08T00:00:00Z");
        BaselineRecord record =
                new BaselineRecord("b-1", VERSION, NORMAL_DAY, NORMAL_DAY, 500, "d", "", made, "ada", "normal");
        desk.ports.baselines().add(record);
        desk.ports
                .baselines()
                .record(new BaselineTransition("b-1", VERSION, BaselineState.ACTIVE, made, "ada", "normal"));
        desk.ports.save(new Baseline(record, Map.of(NORMAL_DAY, normal)));
    }

    private void publish() {
        Results results = desk.ports.results();
        Results.Publication publication = results.begin(List.of(DAY.end()));
        NightResults night = new NightResults(
                DAY.end(),
                List.of(),
                List.of(),
                List.of(
                        moved(VALLEY, DriftKind.DATA, "mean_intensity", 0.7),
                        moved(VALLEY, DriftKind.DATA, "entropy", 0.3)),
                List.of(),
                List.of(),
                List.of());
        List<Episode> episodes = List.of(
                episode(ACCURACY, AlertState.FIRING, "2026-09-22-site-valley"),
                episode(IMAGES, AlertState.FIRING, "2026-09-22-site-valley"),
                episode(ANSWERS, AlertState.RESOLVED, "2026-09-23-all"),
                episode(NO_BASELINE, AlertState.FIRING, "2026-09-23-v2"),
                episode(LATENCY, AlertState.RESOLVED, "2026-09-23-latency"),
                lasting(episode(LASTS, AlertState.FIRING, "2026-09-23-north")));
        List<Transition> changes = new ArrayList<>();
        episodes.forEach(episode -> changes.add(new Transition(
                episode.key(),
                1,
                Transition.Kind.OPENED,
                AlertSeverity.WARNING,
                DAY.end(),
                episode.caseId(),
                "as first seen",
                Optional.empty())));
        results.commit(
                publication,
                results.revise(List.of(night)),
                new Results.AlertBook(Checkpoint.NONE, episodes, changes, List.of()),
                Set.of());
    }

    private static SubjectScore moved(Slice slice, DriftKind kind, String subject, double excess) {
        LocalDate since = LocalDate.of(2026, 9, 22);
        return new SubjectScore(
                new WindowSlice(Scope.version(VERSION), DAY, slice),
                kind,
                subject,
                Reference.baseline("b-1"),
                Score.of(excess + 0.05),
                new SubjectScore.Evidence(100, 100, excess, 0.05, 1e-9, 1e-8, 0.2),
                Decision.DRIFTED,
                SubjectScore.finite(Map.of("median_before", 142.0, "median_after", 181.0)),
                Optional.of(new Onset(since, since, since)));
    }

    private static Episode episode(AlertKey key, AlertState state, String caseId) {
        return new Episode(
                key,
                1,
                state,
                key.equals(IMAGES) ? AlertSeverity.EMERGENCY : AlertSeverity.CRITICAL,
                new Episode.Span(DAY, DAY, Optional.empty()),
                DAY.end(),
                state == AlertState.RESOLVED ? Optional.of(DAY.end()) : Optional.empty(),
                caseId,
                key.equals(IMAGES)
                        ? "data drift at site=valley: mean_intensity moved by 0.7 more than chance (n 100, adjusted p"
                                + " 1.0e-08)."
                        : key.metric() + " at " + key.slice() + " was not as usual.",
                key.equals(IMAGES) ? List.of(Slice.ALL) : List.of(),
                Optional.empty(),
                Heard.NOTHING);
    }

    /** The same five days later, when others moved with it. */
    private static Episode lasting(Episode first) {
        return new Episode(
                first.key(),
                first.number(),
                first.state(),
                first.severity(),
                new Episode.Span(DAY, Window.day(DAY.firstDay().plusDays(5)), Optional.empty()),
                first.openedAsOf(),
                first.resolvedAsOf(),
                first.caseId(),
                first.evidence(),
                List.of(VALLEY),
                first.acknowledgement(),
                first.heard());
    }

    /** Where commands run on it. */
    Desk desk() {
        return desk;
    }
}
