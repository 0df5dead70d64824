package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;

/**
 * {@code mcc}: Matthews' correlation, (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)), in [−1, 1], symmetric in
 * label and answer. Interval: value ± 1.96 standard errors by the delta method over the four multinomial shares,
 * half a row added to each so that it has a width where nothing is wrong, cut to [−1, 1]. {@code NOT_FINITE} where
 * all labels or all answers are of one class, for which scikit-learn says 0. Least n: one label. Source: {@code
 * sklearn.metrics.matthews_corrcoef}; doi:10.1016/0005-2795(75)90109-9.
 */
public final class MatthewsCorrelation implements PerformanceMetric {

    private static final double ADDED = 0.5;

    @Override
    public String name() {
        return "mcc";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        long n = outcomes.labelled();
        if (n == 0) {
            return MetricValue.none(Reason.NO_LABELS_YET, 0);
        }
        Confusion confusion = outcomes.confusion();
        Table counted = Table.of(confusion, 0);
        if (!(counted.margins() > 0)) {
            return MetricValue.none(Reason.NOT_FINITE, n);
        }
        double error = Math.sqrt(Table.of(confusion, ADDED).variance());
        return MetricValue.of(counted.correlation(), Wilson.Z95 * error, Range.CORRELATION, n);
    }

    /** Four counts and the derivatives of their correlation. */
    private record Table(double tp, double fp, double fn, double tn) {

        static Table of(Confusion confusion, double added) {
            return new Table(
                    confusion.truePositives() + added,
                    confusion.falsePositives() + added,
                    confusion.falseNegatives() + added,
                    confusion.trueNegatives() + added);
        }

        /** √ of each pair of margins apart: their product overflows long before the counts do. */
        double margins() {
            return Math.sqrt((tp + fp) * (tp + fn)) * Math.sqrt((tn + fp) * (tn + fn));
        }

        double correlation() {
            return (tp * tn - fp * fn) / margins();
        }

        /** Σ c g² − (Σ c g)²/n with the gradient g of the correlation in the counts c. */
        double variance() {
            double half = correlation() / 2;
            double said = half / (tp + fp);
            double positive = half / (tp + fn);
            double negative = half / (tn + fp);
            double unsaid = half / (tn + fn);
            double byTp = tn / margins() - said - positive;
            double byFp = -fn / margins() - said - negative;
            double byFn = -fp / margins() - positive - unsaid;
            double byTn = tp / margins() - negative - unsaid;
            double squares = tp * byTp * byTp + fp * byFp * byFp + fn * byFn * byFn + tn * byTn * byTn;
            double sum = tp * byTp + fp * byFp + fn * byFn + tn * byTn;
            return Math.max(0, squares - sum * sum / (tp + fp + fn + tn));
        }
    }
}
