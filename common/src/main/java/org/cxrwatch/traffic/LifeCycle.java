package org.cxrwatch.traffic;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;

/**
 * The life of every site, scanner and version, day by day: a pure function of their daily requests, so that what comes
 * late changes the days it belongs to, and those after.
 *
 * <p>A count is taken as negative binomial about the mean of the same weekday in the last eight weeks. The night's
 * values, all requests and the versions among them, are one family (Benjamini and Hochberg). A value without requests is
 * judged by all its days without, multiplied; days on which the whole service was silent say nothing of its parts.
 */
public final class LifeCycle {

    /** The values of an attribute that are watched: those with most requests. */
    public static final int MOST_VALUES = 1_000;

    private final TrafficPolicy policy;
    private final Map<Slice, Set<Slice>> within;

    /**
     * Watches by this policy.
     *
     * @param policy what is watched
     * @param within of a value of a nested attribute, the values it was seen in: the sites of a scanner
     */
    public LifeCycle(TrafficPolicy policy, Map<Slice, Set<Slice>> within) {
        this.policy = policy;
        this.within = new TreeMap<>(within);
    }

    /** Every day from the first to the last of which requests are known, in order. */
    public List<TrafficDay> fold(DailyRequests requests) {
        return requests.days().isEmpty() ? List.of() : new LifeFold(policy, within, requests, watched(requests)).days();
    }

    /** The values that are watched: of each attribute no more than {@link #MOST_VALUES}, the busiest. */
    public SortedSet<Slice> watched(DailyRequests requests) {
        Map<Slice, Long> totals = new TreeMap<>();
        requests.days().values().forEach(day -> day.forEach((slice, count) -> totals.merge(slice, count, Long::sum)));
        Map<String, List<Slice>> byAttribute =
                totals.keySet().stream().filter(this::isAsked).collect(Collectors.groupingBy(Slice::key));
        TreeSet<Slice> watched = new TreeSet<>(Set.of(Slice.ALL));
        byAttribute
                .values()
                .forEach(values -> values.stream()
                        .sorted(Comparator.comparing((Slice slice) -> totals.get(slice))
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(MOST_VALUES)
                        .forEach(watched::add));
        return watched;
    }

    private boolean isAsked(Slice slice) {
        return slice.key().equals(DailyRequests.VERSION) || policy.attributes().contains(slice.key());
    }
}
