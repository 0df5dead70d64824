package org.cxrwatch.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.summary.DistributionPart;

/** One slice of a baseline, ready to be compared with: bins, counts and day-to-day dispersion of every subject. */
final class SliceReference {

    private final DistributionPart total;
    private final List<DistributionPart> days;
    private final List<Subject> subjects;
    private final Map<String, Prepared> prepared = new HashMap<>();
    private final double sliceFactor;

    private record Prepared(Binning binning, List<Long> counts, Dispersion.BetweenDays between) {

        long[] countArray() {
            return counts.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** Takes the slice's days, at least one. */
    SliceReference(List<DistributionPart> days) {
        this.days = List.copyOf(days);
        this.total = days.stream().reduce(DistributionPart::plus).orElseThrow();
        this.subjects = Subject.of(total);
        double statistic = 0;
        double freedom = 0;
        for (Subject subject : subjects) {
            Dispersion.BetweenDays between =
                    prepare(subject, subject.shift(total)).between();
            statistic += between.statistic();
            freedom += between.freedom();
        }
        this.sliceFactor = freedom > 0 ? statistic / freedom : 1;
    }

    List<Subject> subjects() {
        return subjects;
    }

    DistributionPart total() {
        return total;
    }

    List<DistributionPart> days() {
        return days;
    }

    /** How much more than chance a subject's days differ. */
    Dispersion dispersion(Subject subject) {
        Dispersion.BetweenDays own = prepare(subject, subject.shift(total)).between();
        return days.size() < 2 ? Dispersion.UNKNOWN : Dispersion.of(own, sliceFactor, days.size());
    }

    /** Compares a subject of a window that has rows. */
    SubjectTest test(Subject subject, DistributionPart window) {
        return test(subject, window, dispersion(subject));
    }

    SubjectTest test(Subject subject, DistributionPart window, Dispersion dispersion) {
        Prepared reference = prepare(subject, Math.max(subject.shift(total), subject.shift(window)));
        long[] before = reference.countArray();
        long[] after = reference.binning().count(window);
        Homogeneity homogeneity = Homogeneity.of(before, after);
        return new SubjectTest(
                window.rows(),
                total.rows(),
                effect(subject, before, after, dispersion.factor()),
                homogeneity,
                new RaoScott(homogeneity.freedom(), dispersion));
    }

    private static Effect effect(Subject subject, long[] before, long[] after, double factor) {
        double variance = 1.0 / sum(before) + 1.0 / sum(after);
        if (subject instanceof Subject.ClassShare) {
            long[] both = new long[before.length];
            Arrays.setAll(both, i -> before[i] + after[i]);
            return Effect.ofShares(shares(before), shares(after), shares(both), factor * variance);
        }
        return Effect.ofNumbers(shares(before), shares(after), factor, variance);
    }

    /**
     * Compares again with the reference reweighted to the window's mix of predicted classes: what disappears is
     * prevalence, what stays is input. Empty for class shares themselves and where no class of the window is known.
     */
    Optional<Effect> reweighted(Subject subject, DistributionPart window) {
        if (subject instanceof Subject.ClassShare) {
            return Optional.empty();
        }
        Prepared reference = prepare(subject, Math.max(subject.shift(total), subject.shift(window)));
        return Reweighting.effect(reference.binning(), total, window);
    }

    /** The bins of a subject with the counts of this reference. */
    Binned binned(Subject subject, DistributionPart window) {
        Prepared reference = prepare(subject, Math.max(subject.shift(total), subject.shift(window)));
        return new Binned(
                reference.binning().labels(),
                boxed(shares(reference.countArray())),
                boxed(shares(reference.binning().count(window))));
    }

    /** Bins with the shares of both sides. */
    record Binned(List<String> labels, List<Double> referenceShares, List<Double> windowShares) {}

    private Prepared prepare(Subject subject, int shift) {
        return prepared.computeIfAbsent(subject.name() + "@" + shift, key -> {
            Binning binning = subject.binning(total, shift);
            List<long[]> daily = days.stream().map(binning::count).toList();
            List<Long> counts = Arrays.stream(binning.count(total)).boxed().toList();
            return new Prepared(binning, counts, Dispersion.BetweenDays.of(daily));
        });
    }

    private static List<Double> boxed(double[] shares) {
        return Arrays.stream(shares).boxed().toList();
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    static double[] shares(long[] counts) {
        double total = sum(counts);
        return Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
    }
}
