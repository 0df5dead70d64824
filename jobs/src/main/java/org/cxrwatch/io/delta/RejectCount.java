package org.cxrwatch.io.delta;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.cxrwatch.model.RejectReason;

/**
 * How many rows could not be used for one reason.
 *
 * @param rows how many
 * @param example the detail of one of them, without a patient's values; the first by name
 */
record RejectCount(long rows, String example) implements Comparable<RejectCount>, Serializable {

    @Override
    public int compareTo(RejectCount other) {
        return Long.compare(rows, other.rows);
    }

    private RejectCount plus(RejectCount other) {
        return new RejectCount(rows + other.rows, example.compareTo(other.example) <= 0 ? example : other.example);
    }

    /** Those of both. */
    static Map<RejectReason, RejectCount> plus(
            Map<RejectReason, RejectCount> one, Map<RejectReason, RejectCount> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        EnumMap<RejectReason, RejectCount> sum = new EnumMap<>(one);
        other.forEach((reason, count) -> sum.merge(reason, count, RejectCount::plus));
        return sum;
    }
}
