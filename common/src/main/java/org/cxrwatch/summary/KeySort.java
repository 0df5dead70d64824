package org.cxrwatch.summary;

/** Sorts keys and carries their row numbers along: a radix sort of 11 bits a pass that skips passes without effect. */
final class KeySort {

    private static final int BITS = 11;
    private static final int RADIX = 1 << BITS;

    private long[] keys;
    private int[] rows;
    private final int size;

    /** Takes over both arrays; the first {@code size} entries are sorted. */
    KeySort(long[] keys, int[] rows, int size) {
        this.keys = keys;
        this.rows = rows;
        this.size = size;
    }

    KeySort sorted() {
        long differing = 0;
        for (int i = 1; i < size; i++) {
            differing |= keys[i] ^ keys[0];
        }
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            if ((differing >>> shift & RADIX - 1) != 0) {
                pass(shift);
            }
        }
        return this;
    }

    private void pass(int shift) {
        int[] starts = new int[RADIX + 1];
        for (int i = 0; i < size; i++) {
            starts[digit(keys[i], shift) + 1]++;
        }
        for (int d = 1; d <= RADIX; d++) {
            starts[d] += starts[d - 1];
        }
        long[] sortedKeys = new long[keys.length];
        int[] sortedRows = new int[rows.length];
        for (int i = 0; i < size; i++) {
            int at = starts[digit(keys[i], shift)]++;
            sortedKeys[at] = keys[i];
            sortedRows[at] = rows[i];
        }
        keys = sortedKeys;
        rows = sortedRows;
    }

    /** Flipping the sign bit makes the unsigned order of digits the signed order of keys. */
    private static int digit(long key, int shift) {
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & RADIX - 1;
    }

    /** The keys, ascending in the first {@code size} entries. */
    long[] keys() {
        return keys;
    }

    /** The rows of those keys. */
    int[] rows() {
        return rows;
    }
}
