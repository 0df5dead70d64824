package org.cxrwatch.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A column of names as small numbers, in the order they first occurred; {@link #NONE} where a row has none. */
final class NameColumn {

    static final int NONE = -1;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int[] ofRow = new int[64];
    private int rows;

    static NameColumn constant(String name, int rows) {
        NameColumn column = new NameColumn();
        for (int i = 0; i < rows; i++) {
            column.add(name);
        }
        return column;
    }

    /** Adds the next row's name; null for none. */
    void add(String name) {
        if (rows == ofRow.length) {
            ofRow = Arrays.copyOf(ofRow, 2 * rows);
        }
        ofRow[rows++] = name == null ? NONE : numberOf(name);
    }

    private int numberOf(String name) {
        return numbers.computeIfAbsent(name, fresh -> {
            names.add(fresh);
            return names.size() - 1;
        });
    }

    int at(int row) {
        return ofRow[row];
    }

    int rows() {
        return rows;
    }

    int distinct() {
        return names.size();
    }

    String name(int number) {
        return names.get(number);
    }
}
