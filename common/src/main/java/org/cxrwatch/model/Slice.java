package org.cxrwatch.model;

import java.util.Comparator;

/**
 * A part of the traffic: the rows whose attribute {@code key} has the value {@code value}, or {@link #ALL} of them.
 *
 * @param key attribute name, or {@code all}
 * @param value attribute value, or {@code all}
 */
public record Slice(String key, String value) implements Comparable<Slice> {

    /** Every row. */
    public static final Slice ALL = new Slice("all", "all");

    private static final Comparator<Slice> ORDER = Comparator.comparing((Slice slice) -> slice.isAll() ? 0 : 1)
            .thenComparing(Slice::key)
            .thenComparing(Slice::value);

    /** Checks that both parts say something. */
    public Slice {
        if (key.isEmpty() || value.isEmpty()) {
            throw new IllegalArgumentException("A slice needs a key and a value, got '" + key + "=" + value + "'.");
        }
    }

    /** Parses {@code all} or {@code key=value}. */
    public static Slice parse(String text) {
        if (text.equals("all")) {
            return ALL;
        }
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a slice; write all or key=value, e.g. site=north.");
        }
        return new Slice(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Whether this slice holds every row. */
    public boolean isAll() {
        return key.equals("all");
    }

    /** {@code all} first, then by key and value. */
    @Override
    public int compareTo(Slice other) {
        return ORDER.compare(this, other);
    }

    /** {@code all} or {@code key=value}, as {@link #parse} reads it. */
    @Override
    public String toString() {
        return isAll() ? "all" : key + "=" + value;
    }
}
