package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/** Rows of the result tables, for contract tests. */
public final class SampleRows {

    /** A version. */
    public static final Scope V1 = Scope.version("v1.0.0");
    /** A site. */
    public static final Slice VALLEY = new Slice("site", "valley");

    private SampleRows() {}

    /** A day of September 2026. */
    public static Window day(int day) {
        return Window.day(LocalDate.of(2026, 9, day));
    }

    /** The night after a day of September 2026. */
    public static Instant night(int day) {
        return day(day).end();
    }

    /** Everything of v1.0.0 on a day. */
    public static WindowSlice on(int day) {
        return new WindowSlice(V1, day(day), Slice.ALL);
    }

    public static MetricScore accuracy(int day, double value) {
        return new MetricScore(on(day), "accuracy", Score.of(value, value - 0.05, value + 0.05), 480);
    }

    public static SubjectScore intensity(int day, double distance) {
        SubjectScore.Evidence evidence =
                new SubjectScore.Evidence(480, 3_360, distance - 0.01, 0.01, 1e-9, Double.NaN, 0.02);
        return new SubjectScore(
                on(day),
                DriftKind.DATA,
                "mean_intensity",
                Reference.baseline("b1"),
                Score.of(distance),
                evidence,
                Decision.DRIFTED,
                new TreeMap<>(Map.of("median_before", 131.0, "median_after", 158.1, "minus_zero", -0.0)),
                Optional.of(new Onset(
                        on(day).window().firstDay(),
                        on(day - 1).window().firstDay(),
                        on(day).window().firstDay())));
    }

    public static MeasureScore ks(int day, double value) {
        return new MeasureScore(on(day), "mean_intensity", "ks", Reference.baseline("b1"), Score.of(value), 480);
    }

    /** A verdict whose texts hold what quoting must survive. */
    public static Verdict verdict(int day, Severity severity) {
        return new Verdict(
                on(day),
                Score.of(0.3),
                Score.none(Reason.TOO_FEW_ROWS),
                Score.none(Reason.NO_LABELS_YET),
                Score.of(0.3, 0.2, 0.4),
                severity,
                Optional.of(VALLEY),
                new TreeMap<>(Map.of(
                        DriftKind.CONCEPT,
                        List.of(Slice.ALL),
                        DriftKind.PREDICTION,
                        List.of(),
                        DriftKind.DATA,
                        List.of(VALLEY, new Slice("scanner", "a\\b\"c, {d}\té=日本")))),
                List.of("mean_intensity at site=valley: median 131 → 158", "line\nbreak\r and \\N", "", "NULL"),
                List.of("the images left, {what} it was \"learnt\" on"));
    }

    public static HostMetric cpu(int day, double max) {
        return new HostMetric("host", day(day), "cpu_percent", 288, 41.25, 77.7, max);
    }

    public static DistributionBins bins(int day, double share) {
        return new DistributionBins(
                on(day),
                "mean_intensity",
                new Reference(Comparison.BASELINE, "b1"),
                List.of("(−∞, 1.5)", "[1.5, ∞)", "missing"),
                List.of(0.25, 0.5, 0.25),
                List.of(share, 1 - share, 0.0));
    }

    /** One row a table about a day, as a night sees it. */
    public static NightResults all(Instant asOf, int day, double value) {
        return new NightResults(
                asOf,
                List.of(accuracy(day, value)),
                List.of(ks(day, value)),
                List.of(intensity(day, value)),
                List.of(verdict(day, Severity.HIGH)),
                List.of(cpu(day, value)),
                List.of(bins(day, value)));
    }

    /** Metrics alone. */
    public static NightResults metrics(Instant asOf, MetricScore... rows) {
        return new NightResults(asOf, List.of(rows), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Subjects and measures alone. */
    public static NightResults drift(Instant asOf, List<SubjectScore> subjects, List<MeasureScore> measures) {
        return new NightResults(asOf, List.of(), measures, subjects, List.of(), List.of(), List.of());
    }
}
