package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * {@code wasserstein_normed}: the {@link Wasserstein} distance over the reference's sample standard deviation, so
 * that features of different units can be set side by side. At least 0, without unit; not symmetric, as the
 * reference sets the scale. Not measured where the reference does not vary. NaN, infinities and missing values are
 * left out; least n: two finite values a side. Source: {@code scipy.stats.wasserstein_distance} over {@code
 * numpy.std(ddof=1)}, as Evidently's "Wasserstein distance (normed)" with the sample's divisor.
 */
public final class WassersteinNormed implements NumericMeasure {

    @Override
    public String name() {
        return "wasserstein_normed";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return comparison.measured(
                2,
                () -> Wasserstein.distance(comparison)
                        / comparison.reference().values().standardDeviation());
    }
}
