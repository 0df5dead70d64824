package org.cxrwatch.performance;

/**
 * {@code brier}: the mean of (score − y)², y being 1 for a positive and 0 otherwise; in [0, 1], 0 is best. Interval:
 * mean ± 1.96 standard errors, cut to [0, 1]; none below two rows. Scores that are not finite are left out. Beyond
 * the capacity a score stands in the middle of its bucket. Least n: one scored label. Source: {@code
 * sklearn.metrics.brier_score_loss}.
 */
public final class Brier implements PerformanceMetric {

    @Override
    public String name() {
        return "brier";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return outcomes.scored() == 0
                ? MetricValue.none(outcomes.absence(), 0)
                : MeanLoss.of(outcomes, score -> (1 - score) * (1 - score), score -> score * score)
                        .within(Range.SHARE);
    }
}
