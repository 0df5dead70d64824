package org.cxrwatch.performance;

import org.cxrwatch.model.Score;

/**
 * {@code auroc}: the share of pairs of a positive and a negative whose scores are in the right order, ties by
 * halves; in [0, 1], 0.5 for scores that know nothing. Interval: value ± 1.96 standard errors by DeLong, from the
 * scores' histograms without pairing rows, cut to [0, 1]; where every pair is in order (or none is) the standard
 * error is 0 and the interval is Wilson's of the smaller class instead; none with one positive or one negative.
 * Scores that are not finite are left out. Beyond the capacity, scores of one bucket are ties: off by at most half
 * the share of such pairs. Its n is the scored rows; least n: one positive and one negative. Source: {@code
 * sklearn.metrics.roc_auc_score}; doi:10.2307/2531595 (DeLong 1988).
 */
public final class Auroc implements PerformanceMetric {

    @Override
    public String name() {
        return "auroc";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        long positives = outcomes.positiveScores().total();
        long negatives = outcomes.negativeScores().total();
        long n = outcomes.scored();
        if (positives == 0 || negatives == 0) {
            return MetricValue.none(outcomes.absence(), n);
        }
        Placements placements = Placements.of(outcomes.positiveScores(), outcomes.negativeScores());
        double area = placements.area();
        long smaller = Math.min(positives, negatives);
        if (smaller < 2) {
            return MetricValue.exact(area, n);
        }
        if (area == 0 || area == 1) {
            Wilson interval = Wilson.of(Math.round(area * smaller), smaller);
            return new MetricValue(Score.of(area, interval.lower(), interval.upper()), n);
        }
        return MetricValue.of(area, Wilson.Z95 * Math.sqrt(placements.variance()), Range.SHARE, n);
    }
}
