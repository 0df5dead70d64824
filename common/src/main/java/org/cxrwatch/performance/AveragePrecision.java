package org.cxrwatch.performance;

import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CompensatedSum;

/**
 * {@code average_precision}: Σ (R_k − R_{k−1}) P_k over the distinct scores from the largest down, R recall and P
 * precision of "positive from this score on"; in [0, 1], the share of positives for scores that know nothing, so that
 * it cannot be compared between windows of unlike prevalence. Interval: ± 1.96 standard errors of its log odds, the
 * error being that of the infinitesimal jackknife (each row's influence, taken from the histograms; positives P, times
 * P/(P − 1)); Wilson's of the positives where it is 1; none with one positive. Scores that are not finite are left out.
 * Beyond the capacity scores of one bucket are ties. Its n is the scored rows; least n: one positive and one negative.
 * Source: {@code sklearn.metrics.average_precision_score}; log odds as doi:10.1007/978-3-642-40994-3_29 (Boyd 2013).
 */
public final class AveragePrecision implements PerformanceMetric {

    @Override
    public String name() {
        return "average_precision";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        ScoreSteps steps = outcomes.steps();
        long n = steps.rows();
        if (!steps.hasBothClasses()) {
            return MetricValue.none(outcomes.absence(), n);
        }
        double area = area(steps);
        long positives = steps.positives();
        if (positives < 2) {
            return MetricValue.exact(area, n);
        }
        if (area == 1) {
            return new MetricValue(Wilson.share(positives, positives).score(), n);
        }
        double error = Math.sqrt(variance(steps, area) * positives / (positives - 1));
        Score.Measured interval = (Score.Measured) LogOdds.of(area).within(error / (area * (1 - area)));
        return new MetricValue(Score.of(area, interval.lower(), interval.upper()), n);
    }

    private static double area(ScoreSteps steps) {
        CompensatedSum sum = new CompensatedSum();
        long found = steps.positives();
        long said = steps.rows();
        for (int i = 0; i < steps.size(); i++) {
            sum.add(steps.positivesAt(i) * ((double) found / said));
            found -= steps.positivesAt(i);
            said -= steps.rowsAt(i);
        }
        return sum.value() / steps.positives();
    }

    /** Σ over rows of the squared derivative of the area in the row's weight; the derivatives themselves sum to 0. */
    private static double variance(ScoreSteps steps, double area) {
        double positives = steps.positives();
        double found = positives;
        double said = steps.rows();
        double lost = 0;
        double gained = 0;
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < steps.size(); i++) {
            double share = steps.positivesAt(i) / positives;
            lost += share * found / (said * said);
            gained += share * (said - found) / (said * said);
            double byPositive = (found / said - area) / positives + gained;
            sum.add(steps.positivesAt(i) * byPositive * byPositive + steps.negativesAt(i) * lost * lost);
            found -= steps.positivesAt(i);
            said -= steps.rowsAt(i);
        }
        return sum.value();
    }
}
