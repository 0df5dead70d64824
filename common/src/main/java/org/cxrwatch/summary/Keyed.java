package org.cxrwatch.summary;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Summaries by name, bounded: of more than {@code limit} names those of smallest hash are kept and the others dropped.
 *
 * <p>Which names stay is a function of the set of names alone, and a name that stays was never dropped by any part, so
 * the bound keeps the law. (Keeping the most frequent would not: frequency in a part says nothing of the whole.)
 *
 * @param limit the most names
 * @param entries summaries by name, in the order of names
 * @param <V> what is kept for each name
 */
public record Keyed<V extends Summary<V>>(int limit, SortedMap<String, V> entries) implements Summary<Keyed<V>> {

    private static final Comparator<String> BY_HASH =
            Comparator.<String>comparingLong(name -> hash(name)).thenComparing(Comparator.naturalOrder());

    /** Copies the entries and drops those beyond the limit. */
    public Keyed {
        TreeMap<String, V> kept = new TreeMap<>(entries);
        if (kept.size() > limit) {
            kept.keySet().stream().sorted(BY_HASH).skip(limit).toList().forEach(kept::remove);
        }
        entries = Collections.unmodifiableSortedMap(kept);
    }

    static <V extends Summary<V>> Keyed<V> empty(int limit) {
        return new Keyed<>(limit, new TreeMap<String, V>());
    }

    static <V extends Summary<V>> Keyed<V> of(int limit, Map<String, V> entries) {
        return new Keyed<>(limit, new TreeMap<>(entries));
    }

    /** What is kept for a name. */
    public Optional<V> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** The same names with what each becomes. */
    Keyed<V> each(UnaryOperator<V> change) {
        TreeMap<String, V> changed = new TreeMap<>();
        entries.forEach((name, summary) -> changed.put(name, change.apply(summary)));
        return new Keyed<>(limit, changed);
    }

    @Override
    public Keyed<V> plus(Keyed<V> other) {
        TreeMap<String, V> sum = new TreeMap<>(entries);
        other.entries.forEach((name, summary) -> sum.merge(name, summary, Summary::plus));
        return new Keyed<>(limit, sum);
    }

    @Override
    public void writeTo(SummaryWriter out) {
        out.count(entries.size());
        entries.forEach((name, summary) -> {
            out.text(name);
            summary.writeTo(out);
        });
    }

    static <V extends Summary<V>> Keyed<V> read(SummaryReader in, int limit, Function<SummaryReader, V> item) {
        int size = in.size();
        TreeMap<String, V> entries = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            entries.put(in.text(), item.apply(in));
        }
        return new Keyed<>(limit, entries);
    }

    /** FNV-1a over the UTF-8 bytes with a final mix (splitmix64), written out in the format's description. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
