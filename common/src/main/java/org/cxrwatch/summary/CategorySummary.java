package org.cxrwatch.summary;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often each value of a category occurred. Of more than {@link #LIMIT} values those of smallest hash are counted
 * one by one and the rest together; rows without a value are the part's rows that are not in {@link #count}.
 *
 * @param count rows that have a value
 * @param values rows by value
 */
public record CategorySummary(long count, Keyed<Count> values) implements Summary<CategorySummary> {

    /** The most values counted one by one. */
    public static final int LIMIT = 256;

    /** No rows. */
    public static final CategorySummary EMPTY = of(Map.of());

    /** These counts. */
    public static CategorySummary of(Map<String, Long> counts) {
        TreeMap<String, Count> values = new TreeMap<>();
        counts.forEach((value, rows) -> values.put(value, new Count(rows)));
        long count = counts.values().stream().mapToLong(Long::longValue).sum();
        return new CategorySummary(count, Keyed.of(LIMIT, values));
    }

    /** Rows with this value; 0 if it never occurred or is not counted one by one. */
    public long rowsOf(String value) {
        return values.find(value).map(Count::rows).orElse(0L);
    }

    @Override
    public CategorySummary plus(CategorySummary more) {
        return new CategorySummary(count + more.count, values.plus(more.values));
    }

    @Override
    public void writeTo(SummaryWriter out) {
        out.count(count);
        values.writeTo(out);
    }

    static CategorySummary read(SummaryReader in) {
        return new CategorySummary(in.count(), Keyed.read(in, LIMIT, Count::read));
    }
}
