package org.cxrwatch.summary;

import java.util.Arrays;

/** Takes values one at a time and gives their summary; memory is bounded by the resolution's capacity. */
public final class NumericCollector {

    private final Resolution resolution;
    private NumericSummary sealed;
    private long[] keys = new long[16];
    private int size;
    private long notFinite;

    /** Collects at this resolution. */
    public NumericCollector(Resolution resolution) {
        this.resolution = resolution;
        this.sealed = NumericSummary.empty(resolution);
    }

    /** Takes one value. */
    public void add(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            notFinite++;
            return;
        }
        if (size == keys.length) {
            makeRoom();
        }
        keys[size++] = OrderedKey.of(value);
    }

    private void makeRoom() {
        if (size < 4 * resolution.capacity()) {
            keys = Arrays.copyOf(keys, 2 * size);
        } else {
            seal();
        }
    }

    private void seal() {
        Arrays.sort(keys, 0, size);
        sealed = sealed.plus(NumericSummary.ofSortedKeys(resolution, keys, 0, size))
                .withNotFinite(notFinite);
        size = 0;
        notFinite = 0;
    }

    /** The summary of all values taken so far. */
    public NumericSummary summary() {
        seal();
        return sealed;
    }
}
