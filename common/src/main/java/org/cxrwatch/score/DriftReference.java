package org.cxrwatch.score;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/**
 * A baseline, ready to be compared with: the preparation of each slice is done once and kept. Not for several threads
 * at a time.
 */
public final class DriftReference {

    /** Unions of slices that are kept: those of the nights before are likely to be asked for again. */
    private static final int UNIONS_KEPT = 32;

    private final Baseline baseline;
    private final SortedSet<Slice> sliceNames;
    private final Map<Slice, SliceReference> slices = new HashMap<>();
    private final Map<SortedSet<Slice>, SliceReference> unions = new HashMap<>();

    /** Prepares a baseline. */
    public DriftReference(Baseline baseline) {
        this.baseline = baseline;
        this.sliceNames = baseline.slices();
    }

    /** The baseline. */
    public Baseline baseline() {
        return baseline;
    }

    Reference reference() {
        return Reference.baseline(baseline.about().id());
    }

    SortedSet<Slice> sliceNames() {
        return sliceNames;
    }

    /** Whether a window shares days with the baseline's own period: its rows are not independent of it. */
    boolean overlaps(WindowParts window) {
        return baseline.about().modelVersion().equals(window.scope().modelVersion())
                && window.window().days().stream().anyMatch(baseline.about()::covers);
    }

    /** A slice of it; empty if the baseline had no rows of it. */
    Optional<SliceReference> find(Slice slice) {
        if (!sliceNames.contains(slice)) {
            return Optional.empty();
        }
        return Optional.of(slices.computeIfAbsent(slice, key -> new SliceReference(baseline.daily(key))));
    }

    /** Several slices of one attribute together, at least one of which the baseline has. */
    SliceReference union(SortedSet<Slice> together) {
        if (unions.size() == UNIONS_KEPT) {
            unions.clear();
        }
        return unions.computeIfAbsent(new TreeSet<>(together), key -> new SliceReference(daily(key)));
    }

    private List<DistributionPart> daily(SortedSet<Slice> together) {
        TreeMap<LocalDate, DistributionPart> sums = new TreeMap<>();
        baseline.days()
                .forEach((day, parts) -> together.stream()
                        .map(parts::get)
                        .filter(Objects::nonNull)
                        .forEach(part -> sums.merge(day, part, DistributionPart::plus)));
        return List.copyOf(sums.values());
    }
}
