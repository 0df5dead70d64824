package org.cxrwatch.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which share of all requests names a value of an attribute. Where most stop to do so, the log changed and not every one
 * of the values: nothing is said of them.
 */
final class NamedShares {

    /** At most this share of the usual share says that the log changed. */
    private static final double HALF = 0.5;

    private final Map<String, Sums> before = new HashMap<>();

    private record Sums(long named, long all) {
        double share() {
            return all == 0 ? 0 : (double) named / all;
        }
    }

    /** The attributes that too few of a day's requests name, by the days before; the day is remembered. */
    Set<String> unnamed(Map<String, Long> named, long all) {
        TreeSet<String> unnamed = new TreeSet<>();
        named.forEach((attribute, count) -> {
            Sums sums = before.getOrDefault(attribute, new Sums(0, 0));
            if (count < HALF * sums.share() * all) {
                unnamed.add(attribute);
            } else if (sums.named() + count > 0) {
                before.put(attribute, new Sums(sums.named() + count, sums.all() + all));
            }
        });
        return unnamed;
    }
}
