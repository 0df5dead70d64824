package org.cxrwatch.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which share of all requests names a value of an attribute, by weekday. Where most stop to do so, and as many more
 * name none, the log changed and not every one of the values: nothing is said of them. A site that is silent takes its
 * names with it, and leaves no more requests that name none.
 */
final class NamedShares {

    private static final int WEEK = 7;

    /** At most this share of the usual share says that the log changed. */
    private static final double HALF = 0.5;

    private final Map<Of, Sums> before = new HashMap<>();

    private record Of(String attribute, int weekday) {}

    private record Sums(long named, long unnamed, int days) {

        private static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(long more, long without) {
            return new Sums(named + more, unnamed + without, days + 1);
        }

        boolean isLost(long count, long without) {
            if (named == 0) {
                return false;
            }
            double should = HALF * (count + without) * named / (named + unnamed);
            return count < should && without >= (double) unnamed / days + should;
        }
    }

    /** The attributes that too few of a day's requests name, by the same weekdays before; the day is remembered. */
    Set<String> unnamed(int day, Map<String, Long> named, long all) {
        TreeSet<String> unnamed = new TreeSet<>();
        named.forEach((attribute, count) -> {
            Of of = new Of(attribute, day % WEEK);
            Sums sums = before.getOrDefault(of, Sums.NONE);
            if (sums.isLost(count, all - count)) {
                unnamed.add(attribute);
            } else {
                before.put(of, sums.plus(count, Math.max(0, all - count)));
            }
        });
        return unnamed;
    }
}
