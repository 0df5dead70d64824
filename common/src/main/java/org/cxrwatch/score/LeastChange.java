package org.cxrwatch.score;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;

/**
 * The least change of one subject that would be decided with a given probability in a window of so many rows and days,
 * had it alone changed: large enough for the test (its noncentrality, with how much days differ) and for the least
 * excess. The test is that of location and spread, which a shift is.
 */
final class LeastChange {

    /** Values that stand for a baseline's distribution. */
    private static final int GRID = 500;

    /** Standard deviations within which a shift is looked for. */
    private static final double FARTHEST = 8;

    private static final double CLOSE = 1e-4;
    private static final int HALVINGS = 60;
    private static final int STEPS = 200;

    private final SubjectReference subject;
    private final double variance;
    private final double noncentrality;
    private final List<int[]> groups;
    private final double leastDistance;
    private final double windowShare;

    /**
     * Prepares.
     *
     * @param decided what is asked of the decision
     * @param windowRows of the slice, above 0
     */
    LeastChange(SubjectReference subject, Dispersion dispersion, Asked decided, double windowRows, int windowDays) {
        this.subject = subject;
        double reference = subject.whole().rows();
        this.variance = 1 / reference + 1 / windowRows;
        this.windowShare = windowRows / (reference + windowRows);
        double[] shares = subject.shares();
        double[] expected = Arrays.stream(shares)
                .map(share -> share * (reference + windowRows))
                .toArray();
        this.groups = Homogeneity.merge(expected, Math.min(reference, windowRows) / (reference + windowRows));
        Dispersion.Inflations inflations = subject.inflations(windowRows, windowDays, dispersion);
        this.noncentrality = noncentrality(inflations.leading(), decided);
        Effect none = Effect.ofNumbers(shares, shares, inflations.whole().factor(), variance);
        this.leastDistance = Math.sqrt(decided.excess() * decided.excess() + none.expectedSquare());
    }

    /** What location and spread have to reach; not a number if nothing can be compared. */
    private double noncentrality(Dispersion.Inflation inflation, Asked decided) {
        int freedom = groups.size() - 1;
        int ofLeading = LocationAndSpread.among(freedom);
        ShiftedDayTail tail = ShiftedDayTail.of(ofLeading, inflation);
        double level = SplitTails.levelOfLeading(decided.level(), freedom - ofLeading);
        double largest = 1 + (inflation.factor() - 1) * ofLeading;
        return tail.noncentralityAt(tail.statisticAt(level), largest, decided.probability());
    }

    /**
     * What is asked of a decision.
     *
     * @param level of a single test
     * @param excess that is worth a call
     * @param probability with which it should be decided
     */
    record Asked(double level, double excess, double probability) {}

    /**
     * The least change of one class's share, up or down, whichever is harder to see; of a share of 0 or 1 the only way
     * it can go. Empty if no change is enough.
     */
    OptionalDouble ofShare(double share) {
        if (share <= 0 || share >= 1) {
            return ofShare(share, 1 - 2 * share);
        }
        OptionalDouble up = ofShare(share, 1 - share);
        OptionalDouble down = ofShare(share, -share);
        return up.isEmpty() || down.isEmpty() ? OptionalDouble.empty() : larger(up, down);
    }

    private OptionalDouble ofShare(double share, double farthest) {
        double sign = Math.signum(farthest);
        return crossing(Math.abs(farthest), change -> {
            double pooled = share + sign * change * windowShare;
            double reached = change > 0 ? change * change / (pooled * (1 - pooled)) / variance : 0;
            return Math.min(reached / noncentrality, change / leastDistance);
        });
    }

    /** The least shift of all values, up or down, whichever is harder to see, in the subject's unit. */
    OptionalDouble ofMean() {
        NumericSummary values = subject.whole().number().orElseThrow();
        double deviation = values.standardDeviation();
        if (!(deviation > 0 && Double.isFinite(FARTHEST * deviation))) {
            return OptionalDouble.empty();
        }
        double[] grid = IntStream.range(0, GRID)
                .mapToDouble(i -> values.quantile((i + 0.5) / GRID))
                .toArray();
        OptionalDouble up = crossing(FARTHEST * deviation, shift -> reached(grid, shift));
        OptionalDouble down = crossing(FARTHEST * deviation, shift -> reached(grid, -shift));
        return up.isEmpty() || down.isEmpty() ? OptionalDouble.empty() : larger(up, down);
    }

    private double reached(double[] grid, double shift) {
        NumericSummary shifted = NumericSummary.of(
                Resolution.BASELINE,
                Arrays.stream(grid).map(value -> value + shift).toArray());
        double[] before = subject.shares();
        double missing = before[before.length - 1];
        double[] after = subject.sharesOf(new Column.Numbers(GRID, shifted));
        for (int i = 0; i < before.length - 1; i++) {
            after[i] *= 1 - missing;
        }
        after[before.length - 1] = missing;
        return Math.min(leading(before, after) / noncentrality, Effect.jensenShannon(before, after) / leastDistance);
    }

    /** The noncentrality of a change in location and spread. */
    private double leading(double[] before, double[] after) {
        double[] pooled = new double[groups.size()];
        double[] differences = new double[groups.size()];
        for (int i = 0; i < pooled.length; i++) {
            int[] group = groups.get(i);
            double share = Arrays.stream(before, group[0], group[1]).sum();
            differences[i] = Arrays.stream(after, group[0], group[1]).sum() - share;
            pooled[i] = share + differences[i] * windowShare;
        }
        return Homogeneity.split(pooled, differences, 1 / variance).leading();
    }

    /**
     * Where something that grows with a change becomes 1, to a share {@value #CLOSE} of it: one wild value makes the
     * farthest change a million times the least.
     */
    private static OptionalDouble crossing(double farthest, DoubleUnaryOperator reached) {
        if (!(reached.applyAsDouble(farthest) >= 1)) {
            return OptionalDouble.empty();
        }
        double enough = farthest;
        for (int halving = 0; halving < HALVINGS && reached.applyAsDouble(enough / 2) >= 1; halving++) {
            enough /= 2;
        }
        return OptionalDouble.of(
                new BrentSolver(CLOSE * enough).solve(STEPS, change -> reached.applyAsDouble(change) - 1, 0, enough));
    }

    private static OptionalDouble larger(OptionalDouble a, OptionalDouble b) {
        return a.getAsDouble() > b.getAsDouble() ? a : b;
    }
}
