package org.cxrwatch.traffic;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;

/**
 * What is known of a day's requests.
 *
 * @param day which
 * @param values everything that has ever asked up to then
 * @param causes of the values from which requests are missing those that explain it; the others are their symptoms
 * @param unnamed watched attributes that too few requests named to say anything of their values
 * @param replacing of a scanner or other nested value that is silent, the new one beside it
 * @param withOuter nested values that entered their state together with what they lie in: no news of their own
 */
public record TrafficDay(
        LocalDate day,
        SortedMap<Slice, ValueDay> values,
        SortedSet<Slice> causes,
        Set<String> unnamed,
        SortedMap<Slice, Slice> replacing,
        Set<Slice> withOuter) {

    /** Copies the collections. */
    public TrafficDay {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        causes = Collections.unmodifiableSortedSet(new TreeSet<>(causes));
        unnamed = Set.copyOf(unnamed);
        replacing = Collections.unmodifiableSortedMap(new TreeMap<>(replacing));
        withOuter = Set.copyOf(withOuter);
    }

    /** What is known of one value. */
    public Optional<ValueDay> find(Slice slice) {
        return Optional.ofNullable(values.get(slice));
    }

    /** The versions in a state. */
    public SortedSet<String> versions(Life.State state) {
        TreeSet<String> versions = new TreeSet<>();
        values.values().stream()
                .filter(value -> value.slice().key().equals(DailyRequests.VERSION)
                        && value.life().state() == state)
                .forEach(value -> versions.add(value.slice().value()));
        return versions;
    }
}
