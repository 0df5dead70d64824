package org.cxrwatch.sequential;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The sum S ← max(0, S + z − k) of normal scores with variance 1, on Gauss and Legendre's nodes in stretches between 0
 * and the limit h, and the point 0 where it has mass. The kernel is analytic, so that the error falls exponentially
 * with the nodes of a stretch: with these it is far below 1e-9 of the run length.
 */
final class RunLengths {

    private static final int NODES = 10;
    private static final double LONGEST_STRETCH = 2;
    private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final double k;
    private final double[] x;
    private final double[] weights;

    RunLengths(CusumDesign design) {
        this.k = design.k();
        int stretches = (int) Math.ceil(design.h() / LONGEST_STRETCH);
        this.x = new double[stretches * NODES];
        this.weights = new double[stretches * NODES];
        for (int stretch = 0; stretch < stretches; stretch++) {
            GaussIntegrator rule =
                    RULES.legendre(NODES, design.h() * stretch / stretches, design.h() * (stretch + 1) / stretches);
            for (int i = 0; i < NODES; i++) {
                x[stretch * NODES + i] = rule.getPoint(i);
                weights[stretch * NODES + i] = rule.getWeight(i);
            }
        }
    }

    /**
     * The mean number of scores, each with mean {@code shift}, until the sum passes h. It solves L(s) = 1 + L(0) Φ(k −
     * shift − s) + ∫ L(x) φ(x − s + k − shift) dx over 0 to h.
     */
    double mean(double shift) {
        int size = x.length + 1;
        double[][] equations = new double[size][size];
        double[] ones = new double[size];
        for (int row = 0; row < size; row++) {
            double from = row == 0 ? 0 : x[row - 1];
            equations[row][0] = -toZero(from, shift);
            for (int i = 0; i < x.length; i++) {
                equations[row][i + 1] = -weights[i] * to(x[i], from, shift);
            }
            equations[row][row] += 1;
            ones[row] = 1;
        }
        return new LUDecomposition(new Array2DRowRealMatrix(equations, false))
                .getSolver()
                .solve(new ArrayRealVector(ones, false))
                .getEntry(0);
    }

    private double to(double next, double from, double shift) {
        return NORMAL.density(next - from + k - shift);
    }

    private double toZero(double from, double shift) {
        return NORMAL.cumulativeProbability(k - shift - from);
    }

    /** Where the sum is while it has not passed the limit. */
    final class Place {

        private double zero = 1;
        private double[] density = new double[x.length];

        /** Goes on by a score with this mean; the probability that the limit is not passed yet. */
        double next(double shift) {
            double[] next = new double[x.length];
            double nextZero = zero * toZero(0, shift);
            double stays = 0;
            for (int to = 0; to < x.length; to++) {
                double sum = zero * to(x[to], 0, shift);
                for (int i = 0; i < x.length; i++) {
                    sum += weights[i] * density[i] * to(x[to], x[i], shift);
                }
                next[to] = sum;
                stays += weights[to] * sum;
                nextZero += weights[to] * density[to] * toZero(x[to], shift);
            }
            density = next;
            zero = nextZero;
            return zero + stays;
        }
    }
}
