package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.model.Percent;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.CoverageByScore;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/**
 * What the metrics of a version's day say together: how right it is by the labels at hand, what they will say in the
 * end, what was expected without them, and whether labels come to all answers alike.
 */
final class PerformanceSentences {

    private static final String EXPECTED = MetricNames.ESTIMATED + MetricNames.ACCURACY;

    /** Names of the corrected by those of the naive, in the order in which they are told. */
    private static final SortedMap<String, String> CORRECTED = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            "sensitivity", MetricNames.SENSITIVITY_CORRECTED, "specificity", MetricNames.SPECIFICITY_CORRECTED)));

    private final Map<WindowSlice, Map<String, MetricScore>> windows = new LinkedHashMap<>();
    private final Map<WindowSlice, List<String>> doubts;

    /**
     * Of metrics, as published.
     *
     * @param metrics of any windows; days that hold an accuracy are told
     * @param verdicts of the same windows
     */
    PerformanceSentences(List<MetricScore> metrics, List<Verdict> verdicts) {
        metrics.forEach(score -> windows.computeIfAbsent(score.where(), fresh -> new LinkedHashMap<>())
                .put(score.metric(), score));
        windows.entrySet()
                .removeIf(window -> window.getKey().window().kind() != WindowKind.DAY
                        || !window.getValue().containsKey(MetricNames.ACCURACY));
        this.doubts = verdicts.stream()
                .collect(Collectors.toMap(Verdict::where, Verdict::estimateDoubts, (first, second) -> second));
    }

    /** Why an estimate of a window must not be believed; none if nothing speaks against it. */
    List<String> doubts(WindowSlice where) {
        return doubts.getOrDefault(where, List.of());
    }

    /** For people, a paragraph a window. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        windows.forEach((where, metrics) -> {
            lines.add(where.window().firstDay() + ", " + where.scope() + ", " + where.slice() + ":");
            lines.add("  " + accuracy(metrics));
            inTheEnd(metrics).ifPresent(sentence -> lines.add("  " + sentence));
            expected(where, metrics).ifPresent(sentence -> lines.add("  " + sentence));
            corrected(metrics).ifPresent(sentence -> lines.add("  " + sentence));
        });
        return lines;
    }

    private static String accuracy(Map<String, MetricScore> metrics) {
        MetricScore accuracy = metrics.get(MetricNames.ACCURACY);
        return accuracy.score()
                .measured()
                .map(value -> "Of " + accuracy.n() + " labelled answers " + shown(value) + " are right"
                        + number(metrics, MetricNames.LABEL_MATURITY)
                                .map(PerformanceSentences::maturity)
                                .orElse("")
                        + ".")
                .orElseGet(() -> accuracy.score().absence().equals(Optional.of(Reason.NO_LABELS_YET))
                        ? "No label has come yet: whether the answers are right is not known."
                        : "How many answers are right is not told: of " + accuracy.n()
                                + " labels nothing can be said.");
    }

    private static String maturity(double share) {
        return share < 0.995
                ? "; " + Percent.text(share) + " of the labels that usually come are there"
                : "; as many labels as usually come are there";
    }

    private static Optional<String> inTheEnd(Map<String, MetricScore> metrics) {
        return find(metrics, MetricNames.FINAL_ACCURACY)
                .filter(value -> value.lower() < value.upper())
                .map(value -> "When all labels have come, " + shown(value) + " will be right"
                        + find(metrics, MetricNames.FINAL_COVERAGE)
                                .map(share -> ", of the " + Percent.text(share.value()) + " that get a label")
                                .orElse("")
                        + ".");
    }

    private Optional<String> expected(WindowSlice where, Map<String, MetricScore> metrics) {
        if (!metrics.containsKey(EXPECTED)) {
            return Optional.empty();
        }
        Score estimate = metrics.get(EXPECTED).score();
        if (estimate.absence().equals(Optional.of(Reason.ESTIMATE_UNSAFE))) {
            return Optional.of("What is expected without labels must not be believed: "
                    + String.join("; ", doubts(where)) + ". Only labels can tell.");
        }
        return estimate.measured()
                .map(value -> "Without labels, " + shown(value) + " were expected to be right"
                        + find(metrics, MetricNames.RUNNING_ERROR)
                                .map(error -> "; such estimates " + off(error) + " on "
                                        + metrics.get(MetricNames.RUNNING_ERROR).n() + " days before")
                                .orElse("; how far such estimates are off is not known yet")
                        + ".");
    }

    private static String off(Score.Measured error) {
        return String.format(
                Locale.ROOT,
                "were %.1f points too %s (%+.1f to %+.1f)",
                Math.abs(100 * error.value()),
                error.value() < 0 ? "low" : "high",
                100 * error.lower(),
                100 * error.upper());
    }

    private static Optional<String> corrected(Map<String, MetricScore> metrics) {
        OptionalDouble p = find(metrics, MetricNames.COVERAGE_BY_SCORE)
                .map(value -> OptionalDouble.of(value.value()))
                .orElse(OptionalDouble.empty());
        if (p.isEmpty() || p.getAsDouble() > CoverageByScore.LEVEL) {
            return Optional.empty();
        }
        List<String> shares = new ArrayList<>();
        CORRECTED.forEach((metric, corrected) -> {
            Optional<Score.Measured> naive = find(metrics, metric);
            Optional<Score.Measured> all = find(metrics, corrected);
            if (naive.isPresent() && all.isPresent()) {
                shares.add(metric + " " + ShownText.number(naive.get().value()) + " of the labelled, "
                        + shown(all.get()) + " if all were");
            }
        });
        return Optional.of(
                "Labels come to some scores more often than to others (p " + ShownText.number(p.getAsDouble()) + ")"
                        + (shares.isEmpty() ? "; too few to correct for it" : ": " + String.join("; ", shares)) + ".");
    }

    private static Optional<Score.Measured> find(Map<String, MetricScore> metrics, String metric) {
        return Optional.ofNullable(metrics.get(metric))
                .flatMap(score -> score.score().measured());
    }

    private static Optional<Double> number(Map<String, MetricScore> metrics, String metric) {
        return find(metrics, metric).map(Score.Measured::value);
    }

    private static String shown(Score.Measured value) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", value.value(), value.lower(), value.upper());
    }
}
