package org.cxrwatch.performance;

/**
 * {@code log_loss}: the mean of −ln of the probability given to what was true; at least 0, 0 is best. Scores are
 * first clamped to [ε, 1 − ε], ε = 2⁻⁵², as scikit-learn does for doubles, so a wrong certainty costs 36. Interval:
 * mean ± 1.96 standard errors, cut at 0; none below two rows. Scores that are not finite are left out. Beyond the
 * capacity a score stands in the middle of its bucket. Least n: one scored label. Source: {@code
 * sklearn.metrics.log_loss}.
 */
public final class LogLoss implements PerformanceMetric {

    private static final double EPSILON = Math.ulp(1.0);

    @Override
    public String name() {
        return "log_loss";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return outcomes.scored() == 0
                ? MetricValue.none(outcomes.absence(), 0)
                : MeanLoss.of(outcomes, score -> -Math.log(clamped(score)), score -> -Math.log(1 - clamped(score)))
                        .within(Range.AT_LEAST_0);
    }

    private static double clamped(double score) {
        return Math.min(1 - EPSILON, Math.max(EPSILON, score));
    }
}
