package org.cxrwatch.multivariate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.window.WindowSlice;

/**
 * Whether many features together differ from the baseline.
 *
 * @param error mean length of what the baseline's principal axes do not tell of a row
 * @param auroc how well a classifier tells rows of the window from rows of the baseline
 * @param rows what it rests on
 * @param features which took part and what they have to do with it, those that differ most first
 * @param unusable which did not, and why
 */
public record MultivariateFinding(
        MultivariateMeasure error,
        MultivariateMeasure auroc,
        Rows rows,
        List<FeatureShare> features,
        SortedMap<String, Unusable> unusable) {

    /** The subject of its measures in {@code drift_measure}. */
    public static final String SUBJECT = "multivariate";

    /** The name of the reconstruction error in {@code drift_measure}. */
    public static final String ERROR = "pca_reconstruction_error";

    /** The name of the domain classifier's AUROC in {@code drift_measure}. */
    public static final String AUROC = "domain_classifier_auroc";

    private static final String EXPECTED = "_expected";
    private static final String P = "_p";

    /** Copies the collections. */
    public MultivariateFinding {
        features = List.copyOf(features);
        unusable = Collections.unmodifiableSortedMap(new TreeMap<>(unusable));
    }

    /**
     * What a finding rests on.
     *
     * @param baseline rows of the baseline
     * @param days of the baseline that they are of
     * @param window rows of the window
     * @param leftOut sampled rows that lack a value, or whose day has too few
     * @param axes how many principal axes; 0 if there are none
     */
    public record Rows(int baseline, int days, int window, int leftOut, int axes) {}

    /** Nothing could be compared. */
    public static MultivariateFinding none(Reason reason, ComparableRows rows) {
        return new MultivariateFinding(
                MultivariateMeasure.none(reason),
                MultivariateMeasure.none(reason),
                new Rows(
                        rows.baseline().values().stream().mapToInt(List::size).sum(),
                        rows.baseline().size(),
                        rows.window().size(),
                        rows.leftOut(),
                        0),
                List.of(),
                rows.unusable());
    }

    /** Nothing was looked at. */
    public static MultivariateFinding none(Reason reason) {
        return new MultivariateFinding(
                MultivariateMeasure.none(reason),
                MultivariateMeasure.none(reason),
                new Rows(0, 0, 0, 0, 0),
                List.of(),
                new TreeMap<>());
    }

    /**
     * Whether the window differs: either measure, each at half of the rate (Bonferroni).
     *
     * @param rate the probability of saying so of a day like the others, 0 to 1
     */
    public boolean differs(double rate) {
        return Stream.of(error, auroc).flatMap(measure -> measure.p().stream()).anyMatch(p -> p <= levelOfEach(rate));
    }

    /** The rate of each measure. */
    public static double levelOfEach(double rate) {
        return rate / 2;
    }

    /** As rows of {@code drift_measure}: both numbers, what was to be expected, and p. */
    public List<MeasureScore> scores(WindowSlice where, Reference reference) {
        List<MeasureScore> scores = new ArrayList<>();
        add(scores, ERROR, error, new Named(where, reference));
        add(scores, AUROC, auroc, new Named(where, reference));
        return scores;
    }

    private record Named(WindowSlice where, Reference reference) {}

    private void add(List<MeasureScore> scores, String name, MultivariateMeasure measure, Named named) {
        Reason reason = measure.score().absence().orElse(Reason.NOT_FINITE);
        scores.add(row(name, measure.score(), named));
        scores.add(row(name + EXPECTED, number(measure.expected(), reason), named));
        scores.add(row(name + P, number(measure.p(), reason), named));
    }

    private static Score number(Optional<Double> value, Reason reason) {
        return value.map(Score::of).orElse(Score.none(reason));
    }

    private MeasureScore row(String name, Score score, Named named) {
        return new MeasureScore(named.where(), SUBJECT, name, named.reference(), score, rows.window());
    }
}
