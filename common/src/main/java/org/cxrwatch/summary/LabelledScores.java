package org.cxrwatch.summary;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Positive scores by actual class and predicted class: confusion counts and score histograms in one.
 *
 * @param resolution how finely scores are kept
 * @param byActual scores by predicted class, by actual class
 */
public record LabelledScores(Resolution resolution, Keyed<Keyed<NumericSummary>> byActual)
        implements Summary<LabelledScores> {

    /** The most classes, actual or predicted. */
    public static final int CLASS_LIMIT = 16;

    /** No labels. */
    public static LabelledScores empty(Resolution resolution) {
        return new LabelledScores(resolution, Keyed.empty(CLASS_LIMIT));
    }

    /** The scores of one pair of classes. */
    public static LabelledScores of(String actual, String predicted, NumericSummary scores) {
        Keyed<NumericSummary> byPredicted = Keyed.of(CLASS_LIMIT, Map.of(predicted, scores));
        return new LabelledScores(scores.resolution(), Keyed.of(CLASS_LIMIT, Map.of(actual, byPredicted)));
    }

    /** The scores of one pair of classes; empty if there are none. */
    public NumericSummary scores(String actual, String predicted) {
        Optional<Keyed<NumericSummary>> row = byActual.find(actual);
        return row.flatMap(byPredicted -> byPredicted.find(predicted))
                .orElseGet(() -> NumericSummary.empty(resolution));
    }

    /** The number of labels. */
    public long rows() {
        return byActual.entries().values().stream()
                .flatMap(byPredicted -> byPredicted.entries().values().stream())
                .mapToLong(scores -> scores.count() + scores.notFinite())
                .sum();
    }

    /** What is left when scores that are among these are taken away again. */
    LabelledScores minus(LabelledScores part) {
        TreeMap<String, Keyed<NumericSummary>> left = new TreeMap<>();
        byActual.entries().forEach((actual, row) -> {
            TreeMap<String, NumericSummary> scores = new TreeMap<>();
            row.entries()
                    .forEach((predicted, given) -> scores.put(predicted, given.minus(part.scores(actual, predicted))));
            left.put(actual, Keyed.of(CLASS_LIMIT, scores));
        });
        return new LabelledScores(resolution, Keyed.of(CLASS_LIMIT, left));
    }

    LabelledScores at(Resolution coarser) {
        return new LabelledScores(coarser, byActual.each(row -> row.each(scores -> scores.at(coarser))));
    }

    @Override
    public LabelledScores plus(LabelledScores other) {
        return new LabelledScores(resolution, byActual.plus(other.byActual));
    }

    @Override
    public void writeTo(SummaryWriter out) {
        byActual.writeTo(out);
    }

    static LabelledScores read(SummaryReader in, Resolution resolution) {
        return new LabelledScores(
                resolution,
                Keyed.read(
                        in,
                        CLASS_LIMIT,
                        row -> Keyed.read(row, CLASS_LIMIT, item -> NumericSummary.read(item, resolution))));
    }
}
