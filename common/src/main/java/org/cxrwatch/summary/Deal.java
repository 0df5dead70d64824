package org.cxrwatch.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deals sorted columns out to groups of rows: group {@code slice · classes + class}. */
final class Deal {

    private final NameColumn classes;
    private final Resolution resolution;
    private final int[] groupOfRow;
    private final long[] rowsOfGroup;

    Deal(NameColumn slices, NameColumn classes, Resolution resolution) {
        this.classes = classes;
        this.resolution = resolution;
        this.groupOfRow = new int[classes.rows()];
        this.rowsOfGroup = new long[slices.distinct() * classes.distinct()];
        for (int row = 0; row < groupOfRow.length; row++) {
            int slice = slices.at(row);
            groupOfRow[row] = slice == NameColumn.NONE ? NameColumn.NONE : group(slice, classes.at(row));
            if (slice != NameColumn.NONE) {
                rowsOfGroup[groupOfRow[row]]++;
            }
        }
    }

    int group(int slice, int predictedClass) {
        return slice * classes.distinct() + predictedClass;
    }

    long rowsOf(int group) {
        return rowsOfGroup[group];
    }

    /** The summaries of a number, one a group. */
    List<NumericSummary> out(NumberColumn column) {
        long[][] keys = new long[rowsOfGroup.length][];
        int[] sizes = new int[rowsOfGroup.length];
        NumberColumn sorted = column.inOrder();
        for (int i = 0; i < sorted.size(); i++) {
            int group = groupOfRow[sorted.rowAt(i)];
            if (group != NameColumn.NONE) {
                if (keys[group] == null) {
                    keys[group] = new long[(int) rowsOfGroup[group]];
                }
                keys[group][sizes[group]++] = sorted.keyAt(i);
            }
        }
        List<NumericSummary> summaries = new ArrayList<>();
        for (int group = 0; group < keys.length; group++) {
            summaries.add(
                    keys[group] == null
                            ? NumericSummary.empty(resolution)
                            : NumericSummary.ofSortedKeys(resolution, keys[group], 0, sizes[group]));
        }
        countNotFinite(column, summaries);
        return summaries;
    }

    private void countNotFinite(NumberColumn column, List<NumericSummary> summaries) {
        for (int row : column.notFinite()) {
            int group = groupOfRow[row];
            if (group != NameColumn.NONE) {
                summaries.set(group, summaries.get(group).withNotFinite(1));
            }
        }
    }

    /** How often each name of a column occurs, one summary a group. */
    List<CategorySummary> countsOf(NameColumn column) {
        List<Map<String, Long>> counts = new ArrayList<>();
        for (int group = 0; group < rowsOfGroup.length; group++) {
            counts.add(new TreeMap<>());
        }
        for (int row = 0; row < groupOfRow.length; row++) {
            int group = groupOfRow[row];
            int name = column.at(row);
            if (group != NameColumn.NONE && name != NameColumn.NONE) {
                counts.get(group).merge(column.name(name), 1L, Long::sum);
            }
        }
        return counts.stream().map(CategorySummary::of).toList();
    }
}
