package org.cxrwatch.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cxrwatch.summary.CategorySummary;

/**
 * A category of a window beside the same category of its reference. Values that both sides count one by one are
 * compared one by one; the rest of each side is one value more, and so are the rows without a value.
 */
public final class CategoricalComparison {

    private final CategoricalSample reference;
    private final CategoricalSample window;
    private final List<String> names;
    private final PairedCounts counts;

    private CategoricalComparison(CategoricalSample reference, CategoricalSample window) {
        this.reference = reference;
        this.window = window;
        Set<String> common =
                reference.values().plus(window.values()).values().entries().keySet();
        this.names = List.copyOf(common);
        this.counts = PairedCounts.ofCategories(counts(reference), counts(window));
    }

    /** These two. */
    public static CategoricalComparison of(CategoricalSample reference, CategoricalSample window) {
        return new CategoricalComparison(reference, window);
    }

    /** A value that stays in the sum of both was dropped by neither; its rows are therefore known on both sides. */
    private List<Long> counts(CategoricalSample side) {
        CategorySummary values = side.values();
        List<Long> rows = new ArrayList<>();
        names.forEach(name -> rows.add(values.rowsOf(name)));
        rows.add(values.count() - rows.stream().mapToLong(Long::longValue).sum());
        rows.add(side.missing());
        return rows;
    }

    /** The reference as it was given. */
    public CategoricalSample reference() {
        return reference;
    }

    /** The window as it was given. */
    public CategoricalSample window() {
        return window;
    }

    /** Both sides by value: those compared one by one, in their order; all others; the rows without a value. */
    public PairedCounts counts() {
        return counts;
    }
}
