package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pearson's chi-square of homogeneity of two rows of counts, both with sampling error: Σ (c/n_C − r/n_R)² / π / V, with
 * the pooled share π and V = 1/n_R + 1/n_C. Neighbouring bins are merged until the smaller row expects 5 in each
 * (Cochran 1954), by margins alone, so that the test stays valid given the margins.
 *
 * @param statistic X²; 0 if fewer than two bins are left
 * @param freedom bins left less one
 * @param variance V
 */
record Homogeneity(double statistic, int freedom, double variance) {

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
            return new Homogeneity(0, 0, variance);
        }
        double sum = 0;
        for (int[] group : groups) {
            double r = total(reference, group);
            double c = total(window, group);
            double difference = c / nC - r / nR;
            sum += difference * difference / ((r + c) / (nR + nC));
        }
        return new Homogeneity(sum / variance, groups.size() - 1, variance);
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
