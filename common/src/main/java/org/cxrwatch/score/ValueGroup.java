package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cxrwatch.model.Slice;

/**
 * Several values of one attribute that changed as the others of it did not: two sites whose images arrive inverted.
 * Values are put in the order of their change and parted where both sides differ most, z = (mean change of those
 * before − of those after) / standard error, means by their weights; that is the best of all 2^(K − 1) − 1 ways to part
 * K values in two, so that p is as often the two-sided tail of z. Of the first side those stay that differ from the
 * other side by themselves (p ≤ 0.01).
 *
 * @param attribute whose values they are
 * @param values at least two, that which changed most first
 * @param others those that are left, known on both sides
 * @param p of the hypothesis that all changed alike
 */
public record ValueGroup(AttributeChange attribute, List<ValueChange> values, List<ValueChange> others, double p) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Copies the lists. */
    public ValueGroup {
        values = List.copyOf(values);
        others = List.copyOf(others);
    }

    /** The values of an attribute that part from the others, if it is several and not one, at this level. */
    static Optional<ValueGroup> of(AttributeChange attribute, double change, double level) {
        List<ValueChange> ordered = attribute.values().stream()
                .filter(value -> value.known() == ValueChange.Known.BOTH)
                .sorted(Comparator.comparingDouble(
                        value -> -Math.signum(change) * Side.of(List.of(value)).change()))
                .toList();
        Split best = IntStream.range(1, ordered.size())
                .mapToObj(at -> new Split(ordered.subList(0, at), ordered.subList(at, ordered.size())))
                .max(Comparator.comparingDouble(Split::z))
                .orElse(Split.NONE);
        double ways = Math.pow(2, ordered.size() - 1.0) - 1;
        double p = Math.min(1, ways * tail(best.z()));
        if (best.first().size() < 2 || !(p <= level)) {
            return Optional.empty();
        }
        List<ValueChange> values = new ArrayList<>(best.first());
        List<ValueChange> others = new ArrayList<>(best.second());
        best.first().stream()
                .filter(value -> !(tail(new Split(List.of(value), best.second()).z()) <= level))
                .forEach(value -> {
                    values.remove(value);
                    others.add(value);
                });
        return values.size() < 2 ? Optional.empty() : Optional.of(new ValueGroup(attribute, values, others, p));
    }

    private static double tail(double z) {
        return 2 * NORMAL.survivalProbability(z);
    }

    /** Two sides of an attribute's values. */
    private record Split(List<ValueChange> first, List<ValueChange> second) {

        static final Split NONE = new Split(List.of(), List.of());

        /** How far apart they changed, in standard errors; 0 if a side is empty. */
        double z() {
            Side one = Side.of(first);
            Side other = Side.of(second);
            double variance = one.variance() + other.variance();
            return variance > 0 ? Math.abs(one.change() - other.change()) / Math.sqrt(variance) : 0;
        }
    }

    /** The mean change of some values by their weights, and its variance. */
    private record Side(double change, double variance) {

        static Side of(List<ValueChange> values) {
            double weight = values.stream().mapToDouble(ValueChange::weight).sum();
            double change = 0;
            double variance = 0;
            for (ValueChange value : values) {
                double part = value.weight() / weight;
                change += part * (value.after().share() - value.before().share());
                variance +=
                        part * part * (value.before().variance() + value.after().variance());
            }
            return new Side(change, variance);
        }
    }

    /** Their slices, in their order. */
    public List<Slice> slices() {
        return values.stream().map(ValueChange::slice).toList();
    }

    /** Their counts in the baseline. */
    public ShareCounts before() {
        return sum(values.stream().map(ValueChange::before));
    }

    /** Their counts in the window. */
    public ShareCounts after() {
        return sum(values.stream().map(ValueChange::after));
    }

    /** Their share of the rows, the mean of before and after. */
    public double weight() {
        return values.stream().mapToDouble(ValueChange::weight).sum();
    }

    /** All that they add to the change. */
    public double contribution() {
        return values.stream().mapToDouble(ValueChange::contribution).sum();
    }

    private static ShareCounts sum(Stream<ShareCounts> counts) {
        return counts.reduce(ShareCounts.NONE, ShareCounts::plus);
    }
}
