package org.cxrwatch.spark.expression;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an expression reads, by names that no schema knows and that may be mistyped.
 *
 * @param entries entries of features and attributes, as {@code features.mean_intensity}
 * @param classes what the predicted class is compared with
 */
public record NamesRead(SortedSet<String> entries, SortedSet<String> classes) {

    /** Copies the sets. */
    public NamesRead {
        entries = Collections.unmodifiableSortedSet(new TreeSet<>(entries));
        classes = Collections.unmodifiableSortedSet(new TreeSet<>(classes));
    }
}
