package org.cxrwatch.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/**
 * What is known of a model version's window as of an instant.
 *
 * @param scope whose
 * @param window when
 * @param distributions features and scores by slice
 * @param labels labels by slice
 * @param daysOf how many days the rows of a slice come from, where that is not one
 */
public record WindowParts(
        Scope scope,
        Window window,
        SortedMap<Slice, DistributionPart> distributions,
        SortedMap<Slice, LabelPart> labels,
        SortedMap<Slice, Integer> daysOf) {

    /** Copies the maps. */
    public WindowParts {
        distributions = Collections.unmodifiableSortedMap(new TreeMap<>(distributions));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        daysOf = Collections.unmodifiableSortedMap(new TreeMap<>(daysOf));
    }

    /** Of an hour or a day. */
    public WindowParts(
            Scope scope,
            Window window,
            SortedMap<Slice, DistributionPart> distributions,
            SortedMap<Slice, LabelPart> labels) {
        this(scope, window, distributions, labels, Collections.emptySortedMap());
    }

    /** Sums the cells of a version's day that had arrived by then; slices of which no row is left are left out. */
    public static WindowParts ofDay(CellSums cells, String modelVersion, LocalDate day, Instant asOf) {
        TreeMap<Slice, DistributionPart> distributions = new TreeMap<>();
        TreeMap<Slice, LabelPart> labels = new TreeMap<>();
        for (Slice slice : cells.slicesOf(modelVersion, day)) {
            cells.sum(key(PartKind.DISTRIBUTION, modelVersion, day, slice), asOf)
                    .filter(part -> part.rows() > 0)
                    .ifPresent(part -> distributions.put(slice, (DistributionPart) part));
            cells.sum(key(PartKind.LABEL, modelVersion, day, slice), asOf)
                    .filter(part -> part.rows() > 0)
                    .ifPresent(part -> labels.put(slice, (LabelPart) part));
        }
        return new WindowParts(Scope.version(modelVersion), Window.day(day), distributions, labels);
    }

    /** Several windows of one scope as one. */
    public static WindowParts together(Window window, List<WindowParts> parts) {
        TreeMap<Slice, DistributionPart> distributions = new TreeMap<>();
        TreeMap<Slice, LabelPart> labels = new TreeMap<>();
        TreeMap<Slice, Integer> days = new TreeMap<>();
        for (WindowParts part : parts) {
            part.distributions().forEach((slice, rows) -> {
                distributions.merge(slice, rows, DistributionPart::plus);
                days.merge(slice, part.days(slice), Integer::sum);
            });
            part.labels().forEach((slice, more) -> labels.merge(slice, more, LabelPart::plus));
        }
        return new WindowParts(parts.get(0).scope(), window, distributions, labels, days);
    }

    /**
     * The same window, in which slices that are too small to be decided have the rows and labels of the first of some
     * longer windows in which they are not.
     *
     * @param decidable whether a slice of some parts can be decided
     * @param longer windows that end with this one, the shortest first
     */
    public WindowParts widened(BiPredicate<WindowParts, Slice> decidable, List<WindowParts> longer) {
        TreeMap<Slice, DistributionPart> wideDistributions = new TreeMap<>(distributions);
        TreeMap<Slice, LabelPart> wideLabels = new TreeMap<>(labels);
        TreeMap<Slice, Integer> days = new TreeMap<>(daysOf);
        longer.stream()
                .flatMap(parts -> parts.distributions().keySet().stream())
                .distinct()
                .filter(slice -> !decidable.test(this, slice))
                .forEach(slice -> longer.stream()
                        .filter(parts -> decidable.test(parts, slice))
                        .findFirst()
                        .ifPresent(parts -> {
                            wideDistributions.put(slice, parts.distributions().get(slice));
                            Optional.ofNullable(parts.labels().get(slice))
                                    .ifPresent(label -> wideLabels.put(slice, label));
                            days.put(slice, parts.days(slice));
                        }));
        return new WindowParts(scope, window, wideDistributions, wideLabels, days);
    }

    /** How many days the rows of a slice come from. */
    public int days(Slice slice) {
        return daysOf.getOrDefault(slice, 1);
    }

    private static CellKey key(PartKind kind, String modelVersion, LocalDate day, Slice slice) {
        return new CellKey(kind, modelVersion, day, Optional.empty(), slice);
    }

    /** Rows of a slice. */
    public long rows(Slice slice) {
        return Optional.ofNullable(distributions.get(slice))
                .map(DistributionPart::rows)
                .orElse(0L);
    }

    /** Whose, when and which. */
    public WindowSlice at(Slice slice) {
        return new WindowSlice(scope, window, slice);
    }
}
