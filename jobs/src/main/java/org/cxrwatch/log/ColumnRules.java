package org.cxrwatch.log;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a contract asks of the columns of one kind of rows. Columns are named by their paths: {@code confidence},
 * {@code metadata.site}, {@code metadata.image_stats.entropy}.
 *
 * @param required must be there and hold something: a row without one is rejected
 * @param ranges of finite numbers; a row with one outside is rejected. NaN and infinities are measured, not judged
 * @param allowed what a column may say; a row without the column is not judged
 * @param onViolation what becomes of a row that says something else
 */
public record ColumnRules(
        List<String> required,
        SortedMap<String, Range> ranges,
        SortedMap<String, List<String>> allowed,
        OnViolation onViolation)
        implements Serializable {

    /** Asks nothing. */
    public static final ColumnRules NONE = new ColumnRules(List.of(), Map.of(), Map.of(), OnViolation.REPORT);

    /** Copies the lists and maps. */
    public ColumnRules {
        required = List.copyOf(required);
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        TreeMap<String, List<String>> values = new TreeMap<>();
        allowed.forEach((column, names) -> values.put(column, List.copyOf(names)));
        allowed = Collections.unmodifiableSortedMap(values);
    }

    /** The same, of maps in any order. */
    public ColumnRules(
            List<String> required,
            Map<String, Range> ranges,
            Map<String, List<String>> allowed,
            OnViolation onViolation) {
        this(required, new TreeMap<>(ranges), new TreeMap<>(allowed), onViolation);
    }

    /** What becomes of a row that says what is not allowed. */
    public enum OnViolation {
        /** It is taken, and counted as one to be told of: a new site is not hidden. */
        REPORT,
        /** It is put aside. */
        REJECT
    }

    /**
     * A range of numbers, both ends in it.
     *
     * @param least the smallest
     * @param most the largest
     */
    public record Range(double least, double most) implements Serializable {

        /** Whether a number that is finite lies outside. */
        boolean excludes(double number) {
            return Double.isFinite(number) && !(number >= least && number <= most);
        }

        @Override
        public String toString() {
            return text(least) + " to " + text(most);
        }

        private static String text(double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }
    }
}
