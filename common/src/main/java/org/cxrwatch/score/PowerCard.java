package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.LabelPart;

/**
 * What a baseline's slices would show, at the volume of the baseline's own days: the least change of each kind that
 * would be decided with a probability of {@value #PROBABILITY} in one night, in the rows of a week, and in those of
 * four weeks, had it alone changed.
 *
 * <p>Of the mean and of class shares the decision is that of {@link DriftDecision} at the first rank of
 * Benjamini–Hochberg; of accuracy that of {@link ConceptDecision}, exactly: the largest number of right answers whose
 * one-sided probability by Fisher is small enough, and the accuracy at which so few are {@value #PROBABILITY} probable.
 */
public final class PowerCard {

    /** With which a change is decided. */
    public static final double PROBABILITY = 0.9;

    /** Nights that are looked at together. */
    public static final List<Integer> NIGHTS = List.of(1, 7, 28);

    private final DriftPolicy policy;
    private final String positiveClass;
    private final long leastLabels;

    /** Of decisions by this policy; accuracy is decided of at least so many labels. */
    public PowerCard(DriftPolicy policy, String positiveClass, long leastLabels) {
        this.policy = policy;
        this.positiveClass = positiveClass;
        this.leastLabels = leastLabels;
    }

    /**
     * One slice of the card.
     *
     * @param slice which
     * @param rows predictions on a day of the baseline on which it had any, on average
     * @param labels those of them that have a label by now
     * @param accuracy of the baseline; empty without labels
     * @param changes what would be found, in the order of {@link #NIGHTS}
     */
    public record Line(Slice slice, double rows, double labels, OptionalDouble accuracy, List<Changes> changes) {

        /** Copies the list. */
        public Line {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The least changes that would be found.
     *
     * @param nights of so many nights' rows
     * @param means by feature, in its unit; empty where no shift of up to 8 standard deviations would be found
     * @param share change of the share of the positive class, 0 to 1
     * @param accuracy fall of accuracy, 0 to 1
     */
    public record Changes(int nights, SortedMap<String, Shift> means, OptionalDouble share, OptionalDouble accuracy) {

        /** Copies the map. */
        public Changes {
            means = Collections.unmodifiableSortedMap(new TreeMap<>(means));
        }

        /** The median over the features, in standard deviations; a feature that would never show counts as infinite. */
        public OptionalDouble medianShift() {
            double[] shifts = means.values().stream()
                    .mapToDouble(shift -> shift.least().orElse(Double.POSITIVE_INFINITY) / shift.deviation())
                    .sorted()
                    .toArray();
            double median = shifts.length == 0 ? Double.POSITIVE_INFINITY : shifts[shifts.length / 2];
            return Double.isFinite(median) ? OptionalDouble.of(median) : OptionalDouble.empty();
        }
    }

    /**
     * A shift of a mean.
     *
     * @param least in the feature's unit
     * @param deviation standard deviation of the baseline, above 0
     */
    public record Shift(OptionalDouble least, double deviation) {}

    /** The card of every slice of a baseline that has the rows a decision needs. */
    public List<Line> of(DriftReference reference, Map<Slice, LabelPart> labels) {
        List<Line> lines = new ArrayList<>();
        List<Family> families =
                NIGHTS.stream().map(nights -> family(reference, labels, nights)).toList();
        for (Slice slice : reference.sliceNames()) {
            SliceReference side = reference.find(slice).orElseThrow();
            if (side.total().rows() >= policy.leastRows()) {
                lines.add(line(slice, side, count(labels, slice), families));
            }
        }
        return lines;
    }

    /** How many decisions of so many nights' rows share the rate, 1 at least. */
    private record Family(int nights, int subjects, int accuracies) {}

    /** The more nights, the more slices have the rows and labels that a decision needs. */
    private Family family(DriftReference reference, Map<Slice, LabelPart> labels, int nights) {
        int subjects = 0;
        int accuracies = 0;
        for (Slice slice : reference.sliceNames()) {
            SliceReference side = reference.find(slice).orElseThrow();
            subjects +=
                    rows(side) * nights >= policy.leastRows() ? side.subjects().size() : 0;
            accuracies += labelsIn(count(labels, slice), side, nights) >= leastLabels ? 1 : 0;
        }
        return new Family(nights, Math.max(1, subjects), Math.max(1, accuracies));
    }

    private static double rows(SliceReference side) {
        return (double) side.total().rows() / side.days();
    }

    private static long labelsIn(AccuracyCount labels, SliceReference side, int nights) {
        return Math.round((double) labels.labelled() / side.days() * nights);
    }

    private static AccuracyCount count(Map<Slice, LabelPart> labels, Slice slice) {
        return Optional.ofNullable(labels.get(slice)).map(AccuracyCount::of).orElse(AccuracyCount.NONE);
    }

    private Line line(Slice slice, SliceReference side, AccuracyCount labels, List<Family> families) {
        List<Changes> changes =
                families.stream().map(family -> changes(side, labels, family)).toList();
        return new Line(
                slice,
                rows(side),
                (double) labels.labelled() / side.days(),
                labels.labelled() > 0 ? OptionalDouble.of(labels.accuracy()) : OptionalDouble.empty(),
                changes);
    }

    private Changes changes(SliceReference side, AccuracyCount labels, Family family) {
        int nights = family.nights();
        double rows = rows(side) * nights;
        SortedMap<String, Shift> means = new TreeMap<>();
        OptionalDouble share = OptionalDouble.empty();
        if (rows >= policy.leastRows()) {
            LeastChange.Asked asked =
                    new LeastChange.Asked(policy.inputRate() / family.subjects(), policy.leastExcess(), PROBABILITY);
            for (SubjectReference subject : side.subjects()) {
                LeastChange least = new LeastChange(subject, side.dispersion(subject), asked, rows, nights);
                if (subject.subject() instanceof Subject.ClassShare) {
                    share = least.ofShare((double) side.total().rowsOf(positiveClass)
                            / side.total().rows());
                } else if (subject.subject().kind() == DriftKind.DATA) {
                    double deviation = subject.whole().number().orElseThrow().standardDeviation();
                    if (deviation > 0) {
                        means.put(subject.subject().name(), new Shift(least.ofMean(), deviation));
                    }
                }
            }
        }
        OptionalDouble fall = fall(labels, labelsIn(labels, side, nights), policy.conceptRate() / family.accuracies());
        return new Changes(nights, means, share, fall);
    }

    /** The least fall of accuracy among so many labels; empty if not even none right would be decided. */
    OptionalDouble fall(AccuracyCount before, long labelled, double level) {
        if (labelled < leastLabels || before.labelled() < leastLabels || !(before.accuracy() > 0)) {
            return OptionalDouble.empty();
        }
        long right = (long) Math.ceil((1 - ConceptDecision.LEAST_DROP) * before.accuracy() * labelled) - 1;
        while (right >= 0 && new AccuracyCount(right, labelled).probabilityOfSoFew(before) > level) {
            right--;
        }
        if (right < 0) {
            return OptionalDouble.empty();
        }
        double accuracy = right == labelled
                ? 1
                : BetaDistribution.of(right + 1.0, labelled - (double) right)
                        .inverseCumulativeProbability(1 - PROBABILITY);
        return OptionalDouble.of(before.accuracy() - accuracy);
    }
}
