package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;

/** The successful predictions of a window and what their labels say of them: what every metric is computed from. */
public final class Outcomes {

    private final Confusion confusion;
    private final long agreeing;
    private final long predictions;
    private final AdaptiveHistogram positiveScores;
    private final AdaptiveHistogram negativeScores;
    private final ScoreSteps steps;

    private Outcomes(LabelledScores labelled, String positiveClass, long predictions) {
        this.confusion = Confusion.of(labelled, positiveClass);
        this.predictions = predictions;
        long sameClass = 0;
        NumericSummary positive = NumericSummary.empty(labelled.resolution());
        NumericSummary negative = positive;
        for (var actual : labelled.byActual().entries().entrySet()) {
            sameClass += Confusion.rows(labelled.scores(actual.getKey(), actual.getKey()));
            for (NumericSummary scores : actual.getValue().entries().values()) {
                if (actual.getKey().equals(positiveClass)) {
                    positive = positive.plus(scores);
                } else {
                    negative = negative.plus(scores);
                }
            }
        }
        this.agreeing = sameClass;
        int shift = Math.max(positive.histogram().shift(), negative.histogram().shift());
        this.positiveScores = positive.histogram().at(shift);
        this.negativeScores = negative.histogram().at(shift);
        this.steps = ScoreSteps.of(positiveScores, negativeScores);
    }

    /**
     * Predictions of which some are labelled.
     *
     * @param labelled positive scores by the labels that stand ({@code LabelPart.standing()})
     * @param positiveClass the class whose probability the scores are
     * @param predictions successful predictions, labelled or not
     */
    public static Outcomes of(LabelledScores labelled, String positiveClass, long predictions) {
        return new Outcomes(labelled, positiveClass, predictions);
    }

    /** The positive class against all others. */
    public Confusion confusion() {
        return confusion;
    }

    /** Labelled predictions. */
    public long labelled() {
        return confusion.labelled();
    }

    /** Successful predictions, labelled or not. */
    public long predictions() {
        return predictions;
    }

    /** Labelled predictions whose class is the label's. */
    public long agreeing() {
        return agreeing;
    }

    /** Finite scores of the positive ones, at the resolution of {@link #negativeScores}. */
    AdaptiveHistogram positiveScores() {
        return positiveScores;
    }

    /** Finite scores of the others. */
    AdaptiveHistogram negativeScores() {
        return negativeScores;
    }

    /** Finite scores of both, side by side. */
    ScoreSteps steps() {
        return steps;
    }

    /**
     * What labels would have said of another threshold: positive from this score on. Scores that are not finite are
     * left out; beyond the capacity a score stands in the middle of its bucket. {@link #confusion} is of the answers
     * given.
     */
    public Confusion at(double threshold) {
        return steps.at(threshold);
    }

    /** How many finite scores there are. */
    long scored() {
        return positiveScores.total() + negativeScores.total();
    }

    /** Why a metric has no number although its formula needs rows: no label at all, or none of the kind it needs. */
    Reason absence() {
        return labelled() == 0 ? Reason.NO_LABELS_YET : Reason.TOO_FEW_ROWS;
    }

    /** The share with Wilson's interval, or why there is none. */
    MetricValue share(long hits, long n) {
        return n == 0 ? MetricValue.none(absence(), 0) : Wilson.share(hits, n);
    }
}
