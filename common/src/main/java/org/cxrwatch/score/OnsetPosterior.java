package org.cxrwatch.score;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * On which day of a series of counts a change began that still lasts on the last of them.
 *
 * <p>Each day is quiet, its counts drawn as the reference's were, or changed. Changed days form runs; all days of a run
 * share one distribution of which nothing is known before (Jeffreys' prior), so that a change may move on without
 * beginning anew. The posterior of the beginning is summed over all ways to part the days, exactly (Barry and Hartigan
 * 1992, doi:10.1214/aos/1176348521; recursion of Fearnhead 2006, doi:10.1007/s11222-006-8450-8). Counts are divided by
 * the factor of overdispersion: days differ more than chance.
 */
final class OnsetPosterior {

    /** A change begins once in four weeks. */
    private static final double BEGINS = Math.log(1.0 / 28);

    private static final double STAYS_QUIET = Math.log1p(-1.0 / 28);

    /** It ends after ten days … */
    private static final double ENDS = Math.log(0.1);

    /** … and becomes another change after twenty. */
    private static final double MOVES_ON = Math.log(0.05);

    private static final double GOES_ON = Math.log(0.85);

    private static final double JEFFREYS = 0.5;

    private static final double CREDIBLE = 0.95;

    private final double[] probabilities;
    private final int mode;

    OnsetPosterior(double... probabilities) {
        this(probabilities, mostProbable(probabilities));
    }

    private OnsetPosterior(double[] probabilities, int mode) {
        this.probabilities = probabilities.clone();
        this.mode = mode;
    }

    private static int mostProbable(double[] probabilities) {
        int best = probabilities.length - 1;
        for (int day = best - 1; day >= 0; day--) {
            best = probabilities[day] > probabilities[best] ? day : best;
        }
        return best;
    }

    /**
     * The posterior.
     *
     * @param reference counts of the reference, at least two bins
     * @param days counts of each day in the same bins, the first day first, at least one
     * @param factor φ ≥ 1 by which days differ more than chance
     */
    static OnsetPosterior of(double[] reference, List<double[]> days, double factor) {
        return new OnsetPosterior(new Recursion(new Likelihoods(reference, days, factor)).run());
    }

    /**
     * The same, in which no lead-in before the most probable day is part of the beginning. That day stays what it is:
     * in small slices single days look like lead-ins by chance, and what was spread over the days before is put
     * together where their lead-ins end, where it must not outweigh it.
     */
    OnsetPosterior without(LeadIns leadIns) {
        double[] moved = new double[probabilities.length];
        for (int day = 0; day < moved.length; day++) {
            moved[day < mode ? Math.min(mode, leadIns.after(day)) : day] += probabilities[day];
        }
        return new OnsetPosterior(moved, mode);
    }

    /** Of each day, that the change began on it, given that the last day is changed; they sum to 1. */
    double[] probabilities() {
        return probabilities.clone();
    }

    /** The most probable day; the later one of two alike. */
    int mode() {
        return mode;
    }

    /** First and last day of the shortest run that holds the mode and at least 95 %. */
    int[] interval() {
        int[] best = {0, probabilities.length - 1};
        for (int first = 0; first <= mode; first++) {
            double mass = 0;
            for (int last = first; last < probabilities.length && last - first < best[1] - best[0]; last++) {
                mass += probabilities[last];
                if (last >= mode && mass >= CREDIBLE) {
                    best = new int[] {first, last};
                }
            }
        }
        return best;
    }

    /** Logarithms of the marginal likelihoods of days, without the factor that all partings share. */
    private static final class Likelihoods {

        private final double[] quiet;
        private final double[][] sums;

        Likelihoods(double[] reference, List<double[]> days, double factor) {
            double[] prior = Arrays.stream(reference)
                    .map(count -> JEFFREYS + count / factor)
                    .toArray();
            this.quiet = new double[days.size()];
            this.sums = new double[days.size() + 1][reference.length];
            for (int day = 0; day < days.size(); day++) {
                double[] counts = Arrays.stream(days.get(day))
                        .map(count -> count / factor)
                        .toArray();
                quiet[day] = marginal(prior, counts);
                double[] before = sums[day];
                Arrays.setAll(sums[day + 1], bin -> before[bin] + counts[bin]);
            }
        }

        int days() {
            return quiet.length;
        }

        double quiet(int day) {
            return quiet[day];
        }

        /** Of a run of changed days, both ends included. */
        double run(int first, int last) {
            double[] prior = new double[sums[0].length];
            Arrays.fill(prior, JEFFREYS);
            double[] counts = new double[prior.length];
            Arrays.setAll(counts, bin -> sums[last + 1][bin] - sums[first][bin]);
            return marginal(prior, counts) + (last - first) * GOES_ON;
        }

        /** Dirichlet and multinomial: log Γ(A) − log Γ(A + N) + Σ log Γ(α + c) − log Γ(α). */
        private static double marginal(double[] prior, double[] counts) {
            double all = Arrays.stream(prior).sum();
            double log = LogGamma.value(all)
                    - LogGamma.value(all + Arrays.stream(counts).sum());
            for (int bin = 0; bin < counts.length; bin++) {
                log += counts[bin] > 0 ? LogGamma.value(prior[bin] + counts[bin]) - LogGamma.value(prior[bin]) : 0;
            }
            return log;
        }
    }

    /** Sums over all ways to part the days. */
    private static final class Recursion {

        private final Likelihoods likelihoods;

        /** {@code quiet[t]}: the first t days, and the last of them is quiet; that before the first one was. */
        private final double[] quiet;

        /** {@code changed[t][o]}: the first t days, a run ends with the last of them, the change began on day o. */
        private final double[][] changed;

        Recursion(Likelihoods likelihoods) {
            this.likelihoods = likelihoods;
            this.quiet = new double[likelihoods.days() + 1];
            this.changed = new double[likelihoods.days() + 1][];
            this.changed[0] = new double[0];
        }

        double[] run() {
            int days = likelihoods.days();
            for (int t = 1; t <= days; t++) {
                quiet[t] = likelihoods.quiet(t - 1) + add(quiet[t - 1] + STAYS_QUIET, sum(changed[t - 1]) + ENDS);
                changed[t] = changed(t);
            }
            double all = sum(changed[days]);
            return Arrays.stream(changed[days]).map(log -> Math.exp(log - all)).toArray();
        }

        private double[] changed(int t) {
            double[] began = new double[t];
            Arrays.fill(began, Double.NEGATIVE_INFINITY);
            for (int first = 0; first < t; first++) {
                double run = likelihoods.run(first, t - 1);
                began[first] = add(began[first], quiet[first] + BEGINS + run);
                for (int onset = 0; onset < first; onset++) {
                    began[onset] = add(began[onset], changed[first][onset] + MOVES_ON + run);
                }
            }
            return began;
        }

        private static double sum(double[] logs) {
            return IntStream.range(0, logs.length)
                    .mapToDouble(i -> logs[i])
                    .reduce(Double.NEGATIVE_INFINITY, Recursion::add);
        }

        /** The logarithm of the sum of two numbers given by their logarithms. */
        private static double add(double left, double right) {
            double larger = Math.max(left, right);
            return larger == Double.NEGATIVE_INFINITY
                    ? larger
                    : larger + Math.log1p(Math.exp(Math.min(left, right) - larger));
        }
    }
}
