package org.cxrwatch.performance;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a number rises or falls over time, and how fast: Theil and Sen's slope with the Mann–Kendall test, which up
 * to 29 % of wild values do not move.
 *
 * <p>The slope is the median of (y_j − y_i)/(x_j − x_i) over all pairs; its 95 % interval are the pairs' slopes of rank
 * (N ∓ 1.96 σ)/2 of N, σ² = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5))/18 with t the sizes of groups of equal y. Kendall's
 * τ_b lies in [−1, 1]; p is two-sided, by the normal approximation S/σ without correction for continuity. Of a constant
 * number slope and τ are 0 and p is 1. Points that are not finite are left out. Least n: {@value #LEAST}, from which
 * the approximation holds. Points are taken as independent: where neighbours resemble each other p is too small.
 *
 * <p>Sources: {@code scipy.stats.theilslopes} and {@code scipy.stats.kendalltau(method="asymptotic")};
 * doi:10.1080/01621459.1968.10480934 (Sen 1968), doi:10.2307/1907187 (Mann 1945). Time and space grow with n².
 *
 * @param n points
 * @param slope change of y per unit of x
 * @param lower lower end of the slope's interval
 * @param upper its upper end
 * @param tau Kendall's τ_b
 * @param p probability of a τ at least as far from 0 if the order were chance
 */
public record Trend(int n, double slope, double lower, double upper, double tau, double p) {

    /** The fewest points. */
    public static final int LEAST = 10;

    /** The trend of y over x; empty if there are too few points. */
    public static Optional<Trend> find(SortedMap<Double, Double> points) {
        TreeMap<Double, Double> finite = new TreeMap<>(points);
        finite.entrySet().removeIf(point -> !Double.isFinite(point.getKey()) || !Double.isFinite(point.getValue()));
        return finite.size() < LEAST ? Optional.empty() : Optional.of(of(finite));
    }

    private static Trend of(SortedMap<Double, Double> points) {
        int n = points.size();
        double[] x = values(points.keySet());
        double[] y = values(points.values());
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        long rising = 0;
        for (int j = 1; j < n; j++) {
            for (int i = 0; i < j; i++) {
                slopes[pairs++] = (y[j] - y[i]) / (x[j] - x[i]);
                rising += (long) Math.signum(y[j] - y[i]);
            }
        }
        Arrays.sort(slopes);
        double untied = pairs - tied(points.values(), t -> t * (t - 1) / 2);
        double sigma = Math.sqrt((spread(n) - tied(points.values(), Trend::spread)) / 18.0);
        if (untied == 0) {
            return new Trend(n, 0, 0, 0, 0, 1);
        }
        int low = (int) Math.max(Math.rint((pairs - Wilson.Z95 * sigma) / 2), 1) - 1;
        int high = (int) Math.min(Math.rint((pairs + Wilson.Z95 * sigma) / 2), pairs - 1);
        double tau = rising / Math.sqrt(pairs * untied);
        double p = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(rising) / sigma);
        return new Trend(n, median(slopes), slopes[low], slopes[high], tau, p);
    }

    /** 18 times the variance of S among so many untied points. */
    private static long spread(long n) {
        return n * (n - 1) * (2 * n + 5);
    }

    private static double tied(Collection<Double> values, LongUnaryOperator weight) {
        Map<Double, Long> sizes =
                values.stream().collect(Collectors.groupingBy(value -> value + 0.0, Collectors.counting()));
        return sizes.values().stream().mapToLong(weight::applyAsLong).sum();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] values(Collection<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
