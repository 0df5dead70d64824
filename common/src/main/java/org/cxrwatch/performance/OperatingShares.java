package org.cxrwatch.performance;

/**
 * What labels say of a threshold, whatever the service answers by: the counts of {@link Outcomes#at} and the shares
 * that follow, each with Wilson's 95 % interval. Scores that are not finite are left out. Least n: one row of the
 * denominator, else NO_LABELS_YET before the first label and TOO_FEW_ROWS after. Source: {@code
 * sklearn.metrics.confusion_matrix(y, score >= threshold)}, {@code statsmodels proportion_confint(method="wilson")}.
 *
 * @param threshold answers are positive from this score on, 0 to 1
 * @param confusion what they would have been
 * @param sensitivity TP / (TP + FN)
 * @param specificity TN / (TN + FP)
 * @param precision TP / (TP + FP)
 * @param npv TN / (TN + FN)
 */
public record OperatingShares(
        double threshold,
        Confusion confusion,
        MetricValue sensitivity,
        MetricValue specificity,
        MetricValue precision,
        MetricValue npv) {

    /** At a threshold; refuses what no score between 0 and 1 can be compared with. */
    public static OperatingShares at(double threshold, Outcomes outcomes) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("A threshold lies between 0 and 1, got " + threshold + ".");
        }
        Confusion confusion = outcomes.at(threshold);
        return new OperatingShares(
                threshold,
                confusion,
                outcomes.share(confusion.truePositives(), confusion.actualPositives()),
                outcomes.share(confusion.trueNegatives(), confusion.actualNegatives()),
                outcomes.share(confusion.truePositives(), confusion.predictedPositives()),
                outcomes.share(confusion.trueNegatives(), confusion.predictedNegatives()));
    }
}
