package org.cxrwatch.drift;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.cxrwatch.model.Score;

/**
 * {@code ks_p}: the probability of a {@link KolmogorovSmirnov} statistic at least as large if both sides had the
 * same distribution; two-sided, in [0, 1], symmetric. As {@code scipy.stats.ks_2samp}: exact where n_R n_C is at most
 * {@value #EXACT_PATHS}, else {@code method="asymp"}: that of the one-sample statistic at the effective size
 * n_R n_C / (n_R + n_C). (SciPy's own {@code "auto"} is exact up to 10,000 values a side.) Ties make it too large
 * (conservative), as in SciPy. NaN, infinities and missing values are left out; least n: two finite values a side.
 * Source: doi:10.1007/BF02589501 (Hodges 1958) for the exact one; {@code commons-statistics-inference},
 * doi:10.18637/jss.v039.i11 (Simard and L'Ecuyer 2011) for the limit.
 *
 * <p>It is the slowest measure: exactly, its time grows with the product of both sizes and the statistic.
 */
public final class KolmogorovSmirnovProbability implements NumericMeasure {

    /** The largest product of both sizes for the exact probability. */
    public static final long EXACT_PATHS = 4_000_000;

    /** Sizes above are taken as this one with √n·D kept: the limit law's relative error there is below 1/√n. */
    private static final double LARGEST_EFFECTIVE = 1_000_000;

    @Override
    public String name() {
        return "ks_p";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return comparison.measured(2, () -> probability(comparison));
    }

    private static double probability(NumericComparison comparison) {
        long reference = comparison.reference().count();
        long window = comparison.window().count();
        double statistic = KolmogorovSmirnov.statistic(comparison);
        if ((double) reference * window <= EXACT_PATHS) {
            long distance = Math.round(statistic * reference * window);
            return new TouchingPaths((int) reference, (int) window).share(distance);
        }
        double effective = (double) reference * window / (reference + window);
        double bounded = Math.min(LARGEST_EFFECTIVE, Math.rint(effective));
        double kept = effective > LARGEST_EFFECTIVE ? Math.sqrt(effective / LARGEST_EFFECTIVE) : 1;
        return limiting(Math.min(1, statistic * kept), (int) bounded);
    }

    /** The library takes samples only: this one of n points has exactly the statistic {@code d} against its line. */
    private static double limiting(double d, int n) {
        double[] points = new double[n];
        for (int i = 0; i < n; i++) {
            points[i] = (i + 0.5) / n;
        }
        double offset = d - 0.5 / n;
        if (!(offset > 0)) {
            return 1;
        }
        return KolmogorovSmirnovTest.withDefaults()
                .test(points, x -> Math.max(0, x - offset))
                .getPValue();
    }
}
