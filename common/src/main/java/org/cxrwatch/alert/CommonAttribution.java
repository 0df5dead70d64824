package org.cxrwatch.alert;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;

/**
 * Finds which slices explain that a number that is no share (a mean latency) went bad: {@code all} if it fired and
 * every decided value of an attribute did too; else the values that did, of the first attribute by name with such a
 * value; else {@code all}.
 */
final class CommonAttribution {

    private CommonAttribution() {}

    static Set<Slice> causes(List<SliceFinding> findings) {
        boolean allFired = findings.stream().anyMatch(finding -> finding.slice().isAll() && finding.fired());
        SortedMap<String, List<SliceFinding>> attributes = findings.stream()
                .filter(finding -> !finding.slice().isAll() && finding.standing() != SliceFinding.Standing.UNDECIDED)
                .collect(Collectors.groupingBy(finding -> finding.slice().key(), TreeMap::new, Collectors.toList()));
        for (List<SliceFinding> values : attributes.values()) {
            Set<Slice> fired = values.stream()
                    .filter(SliceFinding::fired)
                    .map(SliceFinding::slice)
                    .collect(Collectors.toSet());
            if (!fired.isEmpty()) {
                return allFired && fired.size() == values.size() ? Set.of(Slice.ALL) : fired;
            }
        }
        return allFired ? Set.of(Slice.ALL) : Set.of();
    }
}
