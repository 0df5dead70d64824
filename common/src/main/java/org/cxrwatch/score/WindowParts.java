package org.cxrwatch.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
 */
public record WindowParts(
        Scope scope,
        Window window,
        SortedMap<Slice, DistributionPart> distributions,
        SortedMap<Slice, LabelPart> labels) {

    /** Copies the maps. */
    public WindowParts {
        distributions = Collections.unmodifiableSortedMap(new TreeMap<>(distributions));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
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

    private static CellKey key(PartKind kind, String modelVersion, LocalDate day, Slice slice) {
        return new CellKey(kind, modelVersion, day, Optional.empty(), slice);
    }

    /** Rows of a slice. */
    public long rows(Slice slice) {
        return Optional.ofNullable(distributions.get(slice))
                .map(DistributionPart::rows)
                .orElse(0L);
    }

    /** How many days the rows of a slice come from. */
    public int days(Slice slice) {
        return window.days().size();
    }

    /** Whose, when and which. */
    public WindowSlice at(Slice slice) {
        return new WindowSlice(scope, window, slice);
    }
}
