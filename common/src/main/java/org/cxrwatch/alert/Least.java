package org.cxrwatch.alert;

/**
 * What a judgement must rest on.
 *
 * @param n rows or samples; fewer are undecided
 * @param failures rows that count against it; fewer are no evidence
 */
public record Least(long n, long failures) {

    /** So many rows, however many of them fail. */
    public static Least rows(long n) {
        return new Least(n, 0);
    }
}
