package org.cxrwatch.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearestName {

    private NearestName() {}

    private static final int LEAST_BEGINNING = 4;

    /**
     * The name that takes the fewest edits to come by; else one whose beginning does; empty if even that takes more
     * than every third letter.
     */
    public static Optional<String> find(String written, Collection<String> names) {
        return nearest(written, names)
                .or(() -> written.length() < LEAST_BEGINNING
                        ? Optional.empty()
                        : names.stream()
                                .filter(name -> name.length() > written.length()
                                        && isNear(written, name.substring(0, written.length())))
                                .min(Comparator.<String>comparingInt(
                                                name -> edits(written, name.substring(0, written.length())))
                                        .thenComparing(name -> name)));
    }

    private static Optional<String> nearest(String written, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> edits(written, name))
                        .thenComparing(name -> name))
                .filter(name -> isNear(written, name));
    }

    private static boolean isNear(String written, String name) {
        return edits(written, name) <= Math.max(1, name.length() / 3);
    }

    /** The names that take the fewest edits to come by, the nearest first; at most so many, and none that is far. */
    public static List<String> several(String written, Collection<String> names, int most) {
        return names.stream()
                .filter(name -> isNear(written, name) || name.contains(written) || written.contains(name))
                .sorted(Comparator.<String>comparingInt(name -> edits(written, name))
                        .thenComparing(name -> name))
                .limit(most)
                .toList();
    }

    /** The beginning of a remedy, "Did you mean NAME? "; empty if no name is near. */
    public static String hint(String written, Collection<String> names) {
        return hint(find(written, names));
    }

    /** The same of a name that was found otherwise. */
    public static String hint(Optional<String> meant) {
        return meant.map(name -> "Did you mean " + name + "? ").orElse("");
    }

    /** Levenshtein's distance: letters inserted, dropped or replaced. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
