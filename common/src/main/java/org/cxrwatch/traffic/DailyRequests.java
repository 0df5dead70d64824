package org.cxrwatch.traffic;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;

/**
 * Requests by day, whatever became of them: all together, by value of each watched attribute, and by version. A version
 * is a slice of {@link #VERSION} here. Days in between of which nothing is said had no requests.
 *
 * @param days requests by slice, in order of days
 */
public record DailyRequests(SortedMap<LocalDate, SortedMap<Slice, Long>> days) {

    /** The attribute whose values are the versions. */
    public static final String VERSION = "model_version";

    /** Copies the maps, fills in days between the first and the last, and leaves out what had none. */
    public DailyRequests {
        TreeMap<LocalDate, SortedMap<Slice, Long>> copy = new TreeMap<>();
        days.forEach((day, requests) -> {
            TreeMap<Slice, Long> some = new TreeMap<>(requests);
            some.values().removeIf(count -> count == 0);
            copy.put(day, Collections.unmodifiableSortedMap(some));
        });
        if (!copy.isEmpty()) {
            copy.firstKey()
                    .datesUntil(copy.lastKey())
                    .toList()
                    .forEach(day -> copy.putIfAbsent(day, Collections.emptySortedMap()));
        }
        days = Collections.unmodifiableSortedMap(copy);
    }

    /** The version as a slice. */
    public static Slice version(String version) {
        return new Slice(VERSION, version);
    }

    /** The slices that ever had requests. */
    public SortedSet<Slice> slices() {
        TreeSet<Slice> slices = new TreeSet<>();
        days.values().forEach(requests -> slices.addAll(requests.keySet()));
        return slices;
    }

    long of(Slice slice, LocalDate day) {
        return days.getOrDefault(day, Collections.emptySortedMap()).getOrDefault(slice, 0L);
    }
}
