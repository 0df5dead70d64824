package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pearson's chi-square of homogeneity of two rows of counts, both with sampling error: Σ (c/n_C − r/n_R)² / π / V, with
 * the pooled share π and V = 1/n_R + 1/n_C. Neighbouring bins are merged until the smaller row expects 5 in each
 * (Cochran 1954), by margins alone, so that the test stays valid given the margins.
 *
 * @param split X² with its parts; 0 if fewer than two bins are left
 */
record Homogeneity(SplitStatistic split) {

    /** Expected counts below this say little about their distribution. */
    static final double LEAST_EXPECTED = 5;

    private static final double ROUNDING = 1e-12;

    static Homogeneity of(long[] reference, long[] window) {
        long nR = Arrays.stream(reference).sum();
        long nC = Arrays.stream(window).sum();
        double variance = 1.0 / nR + 1.0 / nC;
        double[] both = new double[reference.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = reference[i] + window[i];
        }
        List<int[]> groups = merge(both, (double) Math.min(nR, nC) / (nR + nC));
        if (groups.size() < 2) {
            return new Homogeneity(SplitStatistic.NONE);
        }
        double[] pooled = new double[groups.size()];
        double[] differences = new double[groups.size()];
        for (int i = 0; i < pooled.length; i++) {
            double r = total(reference, groups.get(i));
            double c = total(window, groups.get(i));
            differences[i] = c / nC - r / nR;
            pooled[i] = (r + c) / (nR + nC);
        }
        return new Homogeneity(split(pooled, differences, 1 / variance));
    }

    /** That of differences from some shares, all above 0, that are known with a variance of 1 / {@code precision}. */
    static SplitStatistic split(double[] shares, double[] differences, double precision) {
        LocationAndSpread leading = LocationAndSpread.of(shares);
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += differences[i] * differences[i] / shares[i];
        }
        return new SplitStatistic(
                sum * precision, shares.length - 1, leading.squaresOf(differences) * precision, leading.count());
    }

    /** X². */
    double statistic() {
        return split.whole();
    }

    /** Bins left less one. */
    int freedom() {
        return split.freedom();
    }

    /**
     * Runs {first, last + 1} of neighbours whose totals times {@code share} reach 5; what is left joins the last run.
     */
    static List<int[]> merge(double[] totals, double share) {
        List<int[]> groups = new ArrayList<>();
        int first = 0;
        double sum = 0;
        for (int i = 0; i < totals.length; i++) {
            sum += totals[i];
            if (sum * share >= LEAST_EXPECTED - ROUNDING) {
                groups.add(new int[] {first, i + 1});
                first = i + 1;
                sum = 0;
            }
        }
        if (first < totals.length) {
            if (groups.isEmpty()) {
                groups.add(new int[] {0, totals.length});
            } else {
                groups.get(groups.size() - 1)[1] = totals.length;
            }
        }
        return groups;
    }

    static double total(long[] counts, int[] group) {
        return Arrays.stream(counts, group[0], group[1]).sum();
    }
}
