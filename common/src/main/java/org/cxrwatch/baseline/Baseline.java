package org.cxrwatch.baseline;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/** The frozen contents of a baseline: the distribution of every slice on each of its days. */
public final class Baseline {

    private final BaselineRecord about;
    private final SortedMap<LocalDate, Map<Slice, DistributionPart>> days;
    private final Map<Slice, DistributionPart> totals;

    /** Takes the distributions of each day; incident days are not among them. */
    public Baseline(BaselineRecord about, Map<LocalDate, Map<Slice, DistributionPart>> days) {
        this.about = about;
        this.days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
        Map<Slice, DistributionPart> sums = new TreeMap<>();
        this.days
                .values()
                .forEach(slices -> slices.forEach((slice, part) -> sums.merge(slice, part, DistributionPart::plus)));
        this.totals = Collections.unmodifiableMap(sums);
    }

    /** What is known of it besides. */
    public BaselineRecord about() {
        return about;
    }

    /** The slices it has rows of. */
    public SortedSet<Slice> slices() {
        return new TreeSet<>(totals.keySet());
    }

    /** The distribution of a slice over the whole period; empty if it had no rows. */
    public Optional<DistributionPart> total(Slice slice) {
        return Optional.ofNullable(totals.get(slice));
    }

    /** The distributions of a slice day by day, days without rows left out. */
    public List<DistributionPart> daily(Slice slice) {
        return days.values().stream()
                .map(slices -> slices.get(slice))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Its days, incident days left out. */
    public SortedMap<LocalDate, Map<Slice, DistributionPart>> days() {
        return days;
    }
}
