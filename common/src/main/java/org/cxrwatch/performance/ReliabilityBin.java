package org.cxrwatch.performance;

import org.cxrwatch.summary.CompensatedSum;

/**
 * Labelled predictions of similar scores.
 *
 * @param least the least score among them
 * @param largest the largest
 * @param rows how many there are, at least 1
 * @param positives how many of them are positive
 * @param meanScore the mean of their scores: the share of positives that the scores promise
 * @param squares Σ (f − mean)² over their scores f
 * @param products Σ (f − mean) y, y being 1 for a positive and 0 otherwise
 */
public record ReliabilityBin(
        double least, double largest, long rows, long positives, double meanScore, double squares, double products) {

    /** Steps {@code from} to {@code to} (exclusive). */
    static ReliabilityBin of(ScoreSteps steps, int from, int to) {
        long rows = 0;
        long positives = 0;
        CompensatedSum scores = new CompensatedSum();
        for (int i = from; i < to; i++) {
            rows += steps.rowsAt(i);
            positives += steps.positivesAt(i);
            scores.add(steps.rowsAt(i) * steps.probabilityAt(i));
        }
        double mean = scores.value() / rows;
        CompensatedSum squares = new CompensatedSum();
        CompensatedSum products = new CompensatedSum();
        for (int i = from; i < to; i++) {
            double deviation = steps.probabilityAt(i) - mean;
            squares.add(steps.rowsAt(i) * deviation * deviation);
            products.add(steps.positivesAt(i) * deviation);
        }
        return new ReliabilityBin(
                steps.probabilityAt(from),
                steps.probabilityAt(to - 1),
                rows,
                positives,
                mean,
                squares.value(),
                products.value());
    }

    /** The share of positives that the labels show. */
    public double observed() {
        return (double) positives / rows;
    }

    /** Its 95 % interval. */
    public Wilson interval() {
        return Wilson.of(positives, rows);
    }

    /** How far the promise is above what the labels show; below, if negative. */
    double deviation() {
        return meanScore - observed();
    }

    /**
     * The variance of the observed share: the larger of Agresti and Coull's (doi:10.1080/00031305.1998.10480550),
     * which is above 0 even where all or none are positive, and f (1 − f)/n, what it is if the mean score f is right.
     */
    double variance() {
        double z2 = Wilson.Z95 * Wilson.Z95;
        double n = rows + z2;
        double share = (positives + z2 / 2) / n;
        return Math.max(share * (1 - share) / n, meanScore * (1 - meanScore) / rows);
    }
}
