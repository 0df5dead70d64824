package org.cxrwatch.performance;

import java.util.ArrayList;
import java.util.List;

/**
 * What would have been said at one threshold: a point of the ROC curve (1 − specificity, sensitivity) and of the
 * curve of precision over recall (sensitivity, precision).
 *
 * @param threshold answers are positive from this score on
 * @param confusion what they would have been
 */
public record OperatingPoint(double threshold, Confusion confusion) {

    /**
     * The points of both curves, from the largest threshold down to the least score, where all is said to be positive.
     * The corner where nothing is has no threshold and is left out: the ROC curve begins at (0, 0). Of more scores than
     * asked for, points are kept that are about equally far apart along the ROC curve. None with labels of one class.
     *
     * @param most how many points are wanted at most, at least 1
     */
    public static List<OperatingPoint> of(Outcomes outcomes, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A curve has at least 1 point, got " + most + ".");
        }
        ScoreSteps steps = outcomes.steps();
        if (!steps.hasBothClasses()) {
            return List.of();
        }
        List<OperatingPoint> points = new ArrayList<>();
        long found = 0;
        long wrong = 0;
        for (int i = steps.size() - 1; i >= 0; i--) {
            found += steps.positivesAt(i);
            wrong += steps.negativesAt(i);
            Confusion confusion = new Confusion(found, wrong, steps.positives() - found, steps.negatives() - wrong);
            OperatingPoint point = new OperatingPoint(steps.scoreAt(i), confusion);
            // The whole curve is 2 long: one point is kept at the end of each of as many equal lengths.
            if (steps.size() <= most || i == 0 || point.along() * most / 2 >= points.size() + 1) {
                points.add(point);
            }
        }
        return points;
    }

    /** How far along the ROC curve, right and up. */
    private double along() {
        return falsePositiveRate() + sensitivity();
    }

    /** TP / (TP + FN), also called recall. */
    public double sensitivity() {
        return (double) confusion.truePositives() / confusion.actualPositives();
    }

    /** FP / (FP + TN). */
    public double falsePositiveRate() {
        return (double) confusion.falsePositives() / confusion.actualNegatives();
    }

    /** TP / (TP + FP). */
    public double precision() {
        return (double) confusion.truePositives() / confusion.predictedPositives();
    }
}
