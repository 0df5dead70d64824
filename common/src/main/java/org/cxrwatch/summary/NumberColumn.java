package org.cxrwatch.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A number's finite values as keys with their rows, and the rows in which it was not finite. */
final class NumberColumn {

    private long[] keys = new long[64];
    private int[] rows = new int[64];
    private int size;
    private boolean sorted;
    private final List<Integer> notFinite = new ArrayList<>();

    void add(int row, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            notFinite.add(row);
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            rows = Arrays.copyOf(rows, 2 * size);
        }
        keys[size] = OrderedKey.of(value);
        rows[size++] = row;
        sorted = false;
    }

    /** Sorts by value; a second call costs nothing. */
    NumberColumn inOrder() {
        if (!sorted) {
            KeySort result = new KeySort(keys, rows, size).sorted();
            keys = result.keys();
            rows = result.rows();
            sorted = true;
        }
        return this;
    }

    int size() {
        return size;
    }

    long keyAt(int index) {
        return keys[index];
    }

    int rowAt(int index) {
        return rows[index];
    }

    List<Integer> notFinite() {
        return notFinite;
    }
}
