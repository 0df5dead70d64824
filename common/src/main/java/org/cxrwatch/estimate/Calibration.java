package org.cxrwatch.estimate;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;

/**
 * What a score means: the probability that the image is positive, learnt from a baseline's labelled predictions by
 * isotonic regression, and how sure that is: the same learnt again from {@value #REPLICATES} resamples of these labels.
 * Labels that came for some scores rather than for others do no harm, as long as they did not depend on the image
 * beyond its score. Learnt once a baseline. Least n: {@value #LEAST_LABELS} labels, {@value #LEAST_OF_CLASS} of either
 * class; below that there is a reason instead.
 */
public final class Calibration {

    /** Labels it needs. */
    public static final long LEAST_LABELS = 100;

    /** Labels of either class it needs. */
    public static final long LEAST_OF_CLASS = 10;

    static final int REPLICATES = 400;

    private static final long SEED = 20_260_901;

    private final String positiveClass;
    private final ScoreCounts labelled;
    private final Optional<Reason> absence;
    private final Optional<IsotonicFit> fit;
    private final List<IsotonicFit> fits;

    private Calibration(String positiveClass, ScoreCounts labelled) {
        this.positiveClass = positiveClass;
        this.labelled = labelled;
        this.absence = obstacle(labelled);
        this.fit = absence.isPresent() ? Optional.empty() : Optional.of(IsotonicFit.of(labelled));
        this.fits = absence.isPresent()
                ? List.of()
                : IntStream.range(0, REPLICATES)
                        .mapToObj(replicate -> resample(labelled, replicate))
                        .map(IsotonicFit::of)
                        .toList();
    }

    /**
     * Learns it.
     *
     * @param standing positive scores by the labels that stand ({@code LabelPart.standing()})
     * @param positiveClass the class whose probability the scores are
     */
    public static Calibration learn(LabelledScores standing, String positiveClass) {
        NumericSummary positives = NumericSummary.empty(standing.resolution());
        NumericSummary negatives = positives;
        for (var actual : standing.byActual().entries().entrySet()) {
            for (NumericSummary scores : actual.getValue().entries().values()) {
                if (actual.getKey().equals(positiveClass)) {
                    positives = positives.plus(scores);
                } else {
                    negatives = negatives.plus(scores);
                }
            }
        }
        return new Calibration(positiveClass, ScoreCounts.of(positives, negatives));
    }

    private static Optional<Reason> obstacle(ScoreCounts labelled) {
        if (labelled.total() == 0) {
            return Optional.of(Reason.NO_LABELS_YET);
        }
        boolean enough = labelled.total() >= LEAST_LABELS
                && labelled.firstTotal() >= LEAST_OF_CLASS
                && labelled.secondTotal() >= LEAST_OF_CLASS;
        return enough ? Optional.empty() : Optional.of(Reason.TOO_FEW_ROWS);
    }

    /** A resample that lost a class would teach nothing: it is drawn again. */
    private static ScoreCounts resample(ScoreCounts labelled, int replicate) {
        SplittableRandom random = random(replicate);
        ScoreCounts drawn = labelled.resampled(random);
        while (drawn.firstTotal() == 0 || drawn.secondTotal() == 0) {
            drawn = labelled.resampled(random);
        }
        return drawn;
    }

    /** The generator of a replicate: the same whenever it is asked. */
    static SplittableRandom random(int replicate) {
        return new SplittableRandom(SEED + replicate);
    }

    /** Why nothing was learnt; empty if it was. */
    public Optional<Reason> absence() {
        return absence;
    }

    /**
     * Whether any score of a range lies between the least and the largest that was labelled; a bucket of a coarser
     * histogram is one, whose middle may lie beyond all scores in it.
     */
    public boolean covers(double lower, double upper) {
        return labelled.size() > 0 && upper >= labelled.scoreAt(0) && lower <= labelled.scoreAt(labelled.size() - 1);
    }

    /** The class whose probability it is. */
    public String positiveClass() {
        return positiveClass;
    }

    IsotonicFit fit() {
        return fit.orElseThrow(() -> new IllegalStateException("No calibration was learnt ("
                + absence.map(Reason::name).orElse("") + "): ask absence() first, and show its reason, not a number."));
    }

    IsotonicFit fit(int replicate) {
        return fits.get(replicate);
    }
}
