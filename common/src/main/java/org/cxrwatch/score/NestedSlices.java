package org.cxrwatch.score;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.CategorySummary;
import org.cxrwatch.summary.DistributionPart;

/** Which values of a nested attribute lie inside another slice: the scanners of a site, as its rows tell. */
final class NestedSlices {

    private NestedSlices() {}

    /** The values of an attribute that occur among these rows; slices must have been counted by that attribute. */
    static SortedSet<Slice> in(DistributionPart rows, String attribute) {
        SortedSet<Slice> inside = new TreeSet<>();
        rows.classes().entries().values().stream()
                .flatMap(ofClass -> ofClass.attributes().find(attribute).stream())
                .map(CategorySummary::values)
                .flatMap(values -> values.entries().keySet().stream())
                .forEach(value -> inside.add(new Slice(attribute, value)));
        return inside;
    }

    /** The attributes nested in another one. */
    static SortedSet<String> attributes(Map<String, String> nestedIn, String outer) {
        SortedSet<String> nested = new TreeSet<>();
        nestedIn.forEach((inner, around) -> {
            if (around.equals(outer)) {
                nested.add(inner);
            }
        });
        return nested;
    }
}
