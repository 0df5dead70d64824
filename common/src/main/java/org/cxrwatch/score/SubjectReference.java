package org.cxrwatch.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.summary.DistributionPart;

/**
 * One subject of one slice of a baseline, ready to be compared with: bins, counts, how much its days differ. What
 * depends on the baseline alone is computed once. Not for several threads at a time.
 */
final class SubjectReference {

    private final Subject subject;
    private final DistributionPart total;
    private final Column whole;
    private final DayRows rows;
    private final SplitStatistic betweenDays;
    private final Map<Integer, Binned> byShift = new HashMap<>();
    private Optional<ReadingAids.Reading> reading = Optional.empty();

    /** The reference's own bins at a shift. */
    private static final class Binned {

        private final Binning binning;
        private final long[] counts;
        private final Map<String, double[]> sharesByClass = new HashMap<>();

        Binned(Binning binning, long[] counts) {
            this.binning = binning;
            this.counts = counts;
        }
    }

    SubjectReference(Subject subject, DistributionPart total, List<DistributionPart> days, DayRows rows) {
        this.subject = subject;
        this.rows = rows;
        this.total = total;
        this.whole = subject.column(total);
        Binning binning = binned(whole).binning;
        this.betweenDays = Dispersion.between(
                days.stream().map(subject::column).map(binning::count).toList());
    }

    Subject subject() {
        return subject;
    }

    /** Its values over the whole baseline. */
    Column whole() {
        return whole;
    }

    /** How much its days differ from each other. */
    SplitStatistic betweenDays() {
        return betweenDays;
    }

    /** What people read of the whole baseline; empty for what is no number. */
    Optional<ReadingAids.Reading> reading() {
        if (reading.isEmpty()) {
            reading = whole.number().map(number -> ReadingAids.Reading.of(number, whole.rows()));
        }
        return reading;
    }

    /** Compares a window that has rows, of so many days. */
    SubjectTest test(Column window, int windowDays, Dispersion dispersion) {
        Binned reference = binned(window);
        long[] after = reference.binning.count(window);
        Homogeneity homogeneity = Homogeneity.of(reference.counts, after);
        Dispersion.Inflations inflations = inflations(window.rows(), windowDays, dispersion);
        return new SubjectTest(
                window.rows(),
                whole.rows(),
                effect(reference.counts, after, inflations.whole().factor()),
                homogeneity,
                SplitTails.of(homogeneity.split(), inflations));
    }

    private Effect effect(long[] before, long[] after, double factor) {
        double variance = 1.0 / sum(before) + 1.0 / sum(after);
        if (subject instanceof Subject.ClassShare) {
            long[] both = new long[before.length];
            Arrays.setAll(both, i -> before[i] + after[i]);
            return Effect.ofShares(shares(before), shares(after), shares(both), factor, variance);
        }
        return Effect.ofNumbers(shares(before), shares(after), factor, variance);
    }

    /** What a window of so many rows and days adds to chance, by how much this subject's days differ. */
    Dispersion.Inflations inflations(double windowRows, int windowDays, Dispersion dispersion) {
        return dispersion.forDaysOf(rows.against(rows.window(Math.max(1, Math.round(windowRows)), windowDays)));
    }

    /** The reference's shares in its own bins. */
    double[] shares() {
        return shares(binned(whole).counts);
    }

    /** The shares in the same bins of other rows. */
    double[] sharesOf(Column other) {
        return shares(binned(whole).binning.count(other));
    }

    /**
     * Compares again with the reference reweighted to the window's mix of predicted classes: what disappears is
     * prevalence, what stays is input. Empty for class shares themselves and where no class of the window is known.
     */
    Optional<Effect> reweighted(DistributionPart window, Column column) {
        Map<String, Double> weights = Reweighting.weights(total, window);
        if (subject instanceof Subject.ClassShare || weights.isEmpty()) {
            return Optional.empty();
        }
        Binned reference = binned(column);
        Map<String, double[]> shares = new HashMap<>();
        weights.keySet().forEach(name -> shares.put(name, ofClass(reference, name)));
        return Optional.of(Reweighting.effect(
                weights,
                shares,
                shares(reference.binning.count(column)),
                Reweighting.variance(weights, total, window)));
    }

    private double[] ofClass(Binned reference, String name) {
        return reference.sharesByClass.computeIfAbsent(
                name, key -> shares(reference.binning.count(subject.column(Reweighting.onlyClass(total, key)))));
    }

    /** The shares of both sides, for drawing. */
    BinShares shares(Column window) {
        Binned reference = binned(window);
        return new BinShares(
                reference.binning.labels(),
                Arrays.stream(shares(reference.counts)).boxed().toList(),
                Arrays.stream(shares(reference.binning.count(window))).boxed().toList());
    }

    /**
     * Bins with the shares of both sides.
     *
     * @param labels what the bins hold
     * @param referenceShares of the reference
     * @param windowShares of the window
     */
    record BinShares(List<String> labels, List<Double> referenceShares, List<Double> windowShares) {}

    /** Its counts, then those of each of some days, in bins that are the same for all. */
    List<long[]> counts(List<Column> days) {
        Binned reference = binned(days.stream().mapToInt(Column::shift).max().orElse(0));
        return Stream.concat(Stream.of(reference.counts.clone()), days.stream().map(reference.binning::count))
                .toList();
    }

    private Binned binned(Column window) {
        return binned(window.shift());
    }

    private Binned binned(int shiftOfWindow) {
        return byShift.computeIfAbsent(Math.max(whole.shift(), shiftOfWindow), shift -> {
            Binning binning = whole.binning(shift);
            return new Binned(binning, binning.count(whole));
        });
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    private static double[] shares(long[] counts) {
        double all = sum(counts);
        return Arrays.stream(counts).mapToDouble(count -> count / all).toArray();
    }
}
