package org.cxrwatch.score;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Wilson;

/**
 * Why a share changed against the baseline: over each attribute, whom it was asked of (mix) and how each value answers
 * (within), in the symmetric form of Kitagawa (1955, doi:10.2307/2281213), which is Oaxaca and Blinder's with the mean
 * of both sides as weights. What people see is the share among the labelled; labels are missing not at random, so that
 * the mix is that of <em>all</em> rows, and a change of which rows were labelled is a part of its own.
 *
 * @param metric its name, e.g. {@code accuracy}
 * @param before all rows of the baseline
 * @param after all rows of the window
 * @param attributes that with the value that stands out most first
 * @param leastRows from fewer rows on a side nothing is told
 */
public record ChangeAttribution(
        String metric, ShareCounts before, ShareCounts after, List<AttributeChange> attributes, long leastRows) {

    /** The value that stands for rows without one. */
    public static final String NO_VALUE = "(none)";

    /** A value stands out if it explains at least so much of the change … */
    private static final double LEAST_EXPLAINED = 0.5;

    /** … and did not change as the others did, at this level. */
    private static final double LEVEL = 0.01;

    /** Groups that explain so much of what the best one does tell the same. */
    private static final double AS_MUCH = 0.75;

    /** Copies the list. */
    public ChangeAttribution {
        attributes = List.copyOf(attributes);
    }

    /**
     * Takes a change apart.
     *
     * @param metric its name
     * @param before counts of the baseline by slice, {@code all} among them
     * @param after counts of the window by slice, {@code all} among them
     * @param leastRows rows of either side below which there is a reason instead
     */
    public static ChangeAttribution of(
            String metric, Map<Slice, ShareCounts> before, Map<Slice, ShareCounts> after, long leastRows) {
        ShareCounts allBefore = before.getOrDefault(Slice.ALL, ShareCounts.NONE);
        ShareCounts allAfter = after.getOrDefault(Slice.ALL, ShareCounts.NONE);
        TreeSet<String> names = new TreeSet<>();
        Stream.of(before, after)
                .flatMap(side -> side.keySet().stream())
                .filter(slice -> !slice.isAll())
                .forEach(slice -> names.add(slice.key()));
        ChangeAttribution none = new ChangeAttribution(metric, allBefore, allAfter, List.of(), leastRows);
        if (none.absence().isPresent()) {
            return none;
        }
        List<AttributeChange> attributes = names.stream()
                .map(name -> new Decomposition(name, values(name, before), values(name, after)).change())
                .sorted(Comparator.comparingDouble((AttributeChange change) -> change.values().stream()
                                .mapToDouble(none::beyondSize)
                                .max()
                                .orElse(0))
                        .reversed())
                .map(none::ranked)
                .toList();
        return new ChangeAttribution(metric, allBefore, allAfter, attributes, leastRows);
    }

    /** Counts by value; rows that have none are one more. */
    private static Map<Slice, ShareCounts> values(String attribute, Map<Slice, ShareCounts> side) {
        Map<Slice, ShareCounts> values = new TreeMap<>();
        ShareCounts rest = side.getOrDefault(Slice.ALL, ShareCounts.NONE);
        for (var entry : side.entrySet()) {
            if (entry.getKey().key().equals(attribute)) {
                values.put(entry.getKey(), entry.getValue());
                rest = rest.without(entry.getValue());
            }
        }
        if (rest.rows() > 0) {
            values.merge(new Slice(attribute, NO_VALUE), rest, ShareCounts::plus);
        }
        return values;
    }

    private AttributeChange ranked(AttributeChange change) {
        return new AttributeChange(
                change.attribute(),
                change.mix(),
                change.within(),
                change.labelling(),
                change.values().stream()
                        .sorted(Comparator.comparingDouble(this::beyondSize).reversed())
                        .toList(),
                change.unlabelled());
    }

    /** Why nothing is taken apart: a side has no labels, or too few, or the share is what it was. */
    public Optional<Reason> absence() {
        if (before.n() == 0 || after.n() == 0) {
            return Optional.of(Reason.NO_LABELS_YET);
        }
        if (Math.min(before.n(), after.n()) < leastRows) {
            return Optional.of(Reason.TOO_FEW_ROWS);
        }
        return change() == 0 ? Optional.of(Reason.NOT_FINITE) : Optional.empty();
    }

    /** By how much it changed; NaN if a side has no labels. */
    public double change() {
        return after.share() - before.share();
    }

    /** Whether it changed by more than chance, at 95 %. */
    public boolean isMoreThanChance() {
        return Math.abs(change()) > Wilson.Z95 * Math.sqrt(before.variance() + after.variance());
    }

    /** The part of the change that a value explains: 0.91 is 91 %; negative, or above 1, where others go back. */
    public double explained(ValueChange value) {
        return value.contribution() / change();
    }

    /** What it explains beyond its share of the rows: half of all rows explain half of any common change. */
    double beyondSize(ValueChange value) {
        return explained(value) - value.weight();
    }

    /** The value that explains the change by itself, if one does. */
    public Optional<ValueChange> standsOut() {
        return attributes.stream()
                .flatMap(change -> change.values().stream())
                .filter(value -> !value.slice().value().equals(NO_VALUE))
                .filter(value -> explained(value) >= LEAST_EXPLAINED)
                .filter(value -> value.p() <= LEVEL || value.known() != ValueChange.Known.BOTH)
                .max(Comparator.comparingDouble(this::beyondSize));
    }

    /**
     * The values of one attribute that explain the change together, if it is several: of attributes that tell the same,
     * as scanners do of their sites, that with the fewest. Where one value stands out by itself, only those beside it.
     */
    public Optional<ValueGroup> standTogether() {
        Optional<ValueChange> alone = standsOut();
        List<ValueGroup> groups = attributes.stream()
                .flatMap(attribute -> ValueGroup.of(attribute, change(), LEVEL).stream())
                .filter(group -> group.contribution() / change() >= LEAST_EXPLAINED && beyondSizeOf(group) > 0)
                .filter(group ->
                        group.slices().stream().noneMatch(slice -> slice.value().equals(NO_VALUE)))
                .filter(group -> alone.map(value -> group.slices().contains(value.slice()))
                        .orElse(true))
                .toList();
        double most = groups.stream().mapToDouble(this::beyondSizeOf).max().orElse(0);
        return groups.stream()
                .filter(group -> beyondSizeOf(group) >= AS_MUCH * most)
                .min(Comparator.comparingInt(group -> group.values().size()));
    }

    private double beyondSizeOf(ValueGroup group) {
        return group.contribution() / change() - group.weight();
    }
}
