package org.cxrwatch.drift;

import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CompensatedSum;

/**
 * {@code wasserstein}: the first Wasserstein or earth mover's distance, ∫ |F_R − F_C| dx, in the number's own unit,
 * at least 0, symmetric. Ties weigh by their count. NaN, infinities and missing values are left out; least n: one
 * finite value a side; not measured where the sum overflows. Beyond the capacity every value stands in the middle of
 * its bucket, so the distance is wrong by at most the widths of both sides' buckets on average. Source: {@code
 * scipy.stats.wasserstein_distance}.
 */
public final class Wasserstein implements NumericMeasure {

    @Override
    public String name() {
        return "wasserstein";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return comparison.measured(1, () -> distance(comparison));
    }

    static double distance(NumericComparison comparison) {
        CompensatedSum area = new CompensatedSum();
        MergedSteps steps = new MergedSteps(comparison);
        steps.advance();
        double value = steps.value();
        double gap = steps.gap();
        while (steps.advance()) {
            area.add(gap * (steps.value() - value));
            value = steps.value();
            gap = steps.gap();
        }
        return area.value();
    }
}
