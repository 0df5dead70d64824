package org.cxrwatch.performance;

import org.cxrwatch.model.Score;

/**
 * {@code balanced_accuracy}: (sensitivity + specificity)/2, in [0, 1]. Interval: Newcombe's square-and-add of both
 * shares' Wilson intervals, lower = b − ½ √((s − s_l)² + (t − t_l)²) and so the upper; to first order that of the
 * delta method, but with a width above 0 where a share is 0 or 1 (doi:10.1002/sim.1320). Its n is that of all
 * labels; least n: one actual positive and one actual negative. Source: {@code
 * sklearn.metrics.balanced_accuracy_score}.
 */
public final class BalancedAccuracy implements PerformanceMetric {

    @Override
    public String name() {
        return "balanced_accuracy";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        Confusion confusion = outcomes.confusion();
        long positives = confusion.actualPositives();
        long negatives = confusion.actualNegatives();
        if (positives == 0 || negatives == 0) {
            return MetricValue.none(outcomes.absence(), outcomes.labelled());
        }
        double sensitivity = (double) confusion.truePositives() / positives;
        double specificity = (double) confusion.trueNegatives() / negatives;
        Wilson found = Wilson.of(confusion.truePositives(), positives);
        Wilson leftAlone = Wilson.of(confusion.trueNegatives(), negatives);
        double value = (sensitivity + specificity) / 2;
        double below = Math.hypot(sensitivity - found.lower(), specificity - leftAlone.lower()) / 2;
        double above = Math.hypot(found.upper() - sensitivity, leftAlone.upper() - specificity) / 2;
        return new MetricValue(Score.of(value, value - below, value + above), outcomes.labelled());
    }
}
