package org.cxrwatch.score;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

final class DayTail {
    static final double[] NODES = new double[48];
    static final double[] WEIGHTS = new double[48];
    static {
        int n = NODES.length;
        for (int i = 0; i < n; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            double d = 1;
            for (int it = 0; it < 50; it++) {
                double p0 = 1, p1 = x;
                for (int k = 2; k <= n; k++) { double p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k; p0 = p1; p1 = p2; }
                d = n * (x * p1 - p0) / (x * x - 1);
                double dx = p1 / d; x -= dx;
                if (Math.abs(dx) < 1e-15) break;
            }
            NODES[i] = (1 - x) * Math.PI / 4;
            WEIGHTS[i] = 2 / ((1 - x * x) * d * d) * Math.PI / 4;
        }
    }
    final int freedom; final double lambda; final TDistribution t; final ChiSquaredDistribution rest;
    DayTail(int freedom, double lambda, double nu) { this.freedom = freedom; this.lambda = lambda; t = TDistribution.of(nu); rest = freedom > 1 ? ChiSquaredDistribution.of(freedom - 1) : null; }
    double p(double x) {
        if (!(x > 0)) return 1;
        if (rest == null) return 2 * t.survivalProbability(Math.sqrt(x / lambda));
        double sum = rest.survivalProbability(x);
        for (int i = 0; i < NODES.length; i++) {
            double s = Math.sin(NODES[i]), c = Math.cos(NODES[i]);
            sum += WEIGHTS[i] * 2 * x * s * c * rest.density(x * s * s) * 2 * t.survivalProbability(c * Math.sqrt(x / lambda));
        }
        return Math.min(1, sum);
    }
    double at(double p) {
        double x = lambda * Math.pow(t.inverseSurvivalProbability(p / 2), 2) + freedom;
        double target = Math.log(p);
        for (int i = 0; i < 12; i++) {
            double f = Math.log(p(x)) - target;
            if (Math.abs(f) < 1e-6) break;
            double g = (Math.log(p(x * 1.01)) - target - f) / Math.log(1.01);
            x *= Math.exp(Math.max(-1, Math.min(1, -f / g)));
        }
        return x;
    }
}
