package org.cxrwatch.drift;

import java.util.Arrays;

/**
 * Of all orders in which n values of one side and m of the other can come, the share in which the two empirical
 * distributions are somewhere at least so far apart: the exact two-sided p of Kolmogorov and Smirnov without ties.
 *
 * <p>An order is a path from (0, 0) to (n, m) over the lattice; the last step to (i, j) came from (i−1, j) in
 * i / (i + j) of the paths there. So with C = 1 where |i m − j n| ≥ s, and elsewhere
 * C(i, j) = (i C(i−1, j) + j C(i, j−1)) / (i + j), the answer is C(n, m). Nothing is subtracted, so that small
 * probabilities keep their digits; and only the cells nearer than s are gone through, which makes two sides that are
 * alike cheap. Source: doi:10.1007/BF02589501 (Hodges 1958), in the complementary form of Viehmann 2021
 * (arXiv:2102.08037).
 */
final class TouchingPaths {

    private final int n;
    private final int m;
    private final double[] reciprocals;

    /** Sides of these sizes, at least 1 each; their product fits an int. */
    TouchingPaths(int n, int m) {
        // The inner loop goes along the longer side.
        this.n = Math.min(n, m);
        this.m = Math.max(n, m);
        this.reciprocals = new double[n + m + 1];
        for (int sum = 1; sum < reciprocals.length; sum++) {
            reciprocals[sum] = 1.0 / sum;
        }
    }

    /**
     * The share.
     *
     * @param distance the largest |i m − j n| of the two sides, 0 to n m
     * @return in (0, 1]
     */
    double share(long distance) {
        if (distance <= 0) {
            return 1;
        }
        double[] row = new double[m + 1];
        Arrays.fill(row, 1);
        for (int i = 0; i <= n; i++) {
            long middle = (long) i * m;
            int first = (int) Math.max(0, Math.floorDiv(middle - distance, n) + 1);
            int last = (int) Math.min(m, -Math.floorDiv(-(middle + distance), n) - 1);
            walk(row, i, first, last);
        }
        return row[m];
    }

    /** From row i−1 to row i; cells before the first and after the last are too far apart in one of both, hence 1. */
    private void walk(double[] row, int i, int first, int last) {
        double before = 1;
        if (first > 0) {
            row[first - 1] = 1;
        }
        for (int j = first; j <= last; j++) {
            double reciprocal = reciprocals[i + j];
            before = i + j == 0 ? 0 : i * reciprocal * row[j] + j * reciprocal * before;
            row[j] = before;
        }
    }
}
