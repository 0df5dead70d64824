package org.cxrwatch.summary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;

/** Cells held in memory, summed as of any instant: what a window was known to hold then. */
public final class CellSums {

    private static final SortedSet<Slice> NO_SLICES = Collections.unmodifiableSortedSet(new TreeSet<>());

    private final Map<CellKey, List<Cell>> byKey = new HashMap<>();

    private final Map<LocalDate, Map<String, SortedSet<Slice>>> slicesByVersion = new HashMap<>();

    private final Map<PartKind, Map<LocalDate, List<Instant>>> arrivals = new EnumMap<>(PartKind.class);

    /** Holds these cells; of a key's generations only the newest known at the instant asked for counts. */
    public CellSums(Collection<Cell> cells) {
        cells.forEach(cell ->
                byKey.computeIfAbsent(cell.key(), key -> new ArrayList<>()).add(cell));
        cells.forEach(cell -> arrivals.computeIfAbsent(cell.key().kind(), kind -> new HashMap<>())
                .computeIfAbsent(cell.key().day(), day -> new ArrayList<>())
                .add(cell.arrival().at()));
        arrivals.values().forEach(days -> days.values().forEach(list -> list.sort(Comparator.naturalOrder())));
        byKey.keySet().forEach(this::know);
        byKey.values()
                .forEach(list -> list.sort(
                        Comparator.comparing((Cell cell) -> cell.arrival().at())));
    }

    private void know(CellKey key) {
        slicesByVersion
                .computeIfAbsent(key.day(), day -> new HashMap<>())
                .computeIfAbsent(key.modelVersion(), version -> new TreeSet<>())
                .add(key.slice());
    }

    /** The sum of one key's cells that had arrived by then; empty if none had. */
    public Optional<Part> sum(CellKey key, Instant asOf) {
        List<Cell> arrived = byKey.getOrDefault(key, List.of()).stream()
                .takeWhile(cell -> !cell.arrival().at().isAfter(asOf))
                .toList();
        int newest = arrived.stream().mapToInt(Cell::generation).max().orElse(0);
        return arrived.stream()
                .filter(cell -> cell.generation() == newest)
                .map(Cell::part)
                .reduce(Part::with);
    }

    /** How many cells of one key had arrived by then: while that stays the same, so does the sum. */
    public long arrived(CellKey key, Instant asOf) {
        return byKey.getOrDefault(key, List.of()).stream()
                .takeWhile(cell -> !cell.arrival().at().isAfter(asOf))
                .count();
    }

    /** How many cells of a kind and day had arrived by then: while that stays the same, so do all their sums. */
    public long arrived(PartKind kind, LocalDate day, Instant asOf) {
        return arrivals.getOrDefault(kind, Map.of()).getOrDefault(day, List.of()).stream()
                .takeWhile(arrival -> !arrival.isAfter(asOf))
                .count();
    }

    /** The cells of one key, by arrival. */
    public List<Cell> cellsOf(CellKey key) {
        return Collections.unmodifiableList(byKey.getOrDefault(key, List.of()));
    }

    /** The sum over several keys. */
    public Optional<Part> sum(Stream<CellKey> keys, Instant asOf) {
        return keys.map(key -> sum(key, asOf)).flatMap(Optional::stream).reduce(Part::with);
    }

    /** The keys of cells that had arrived by then. */
    public Stream<CellKey> keys(Instant asOf) {
        return byKey.entrySet().stream()
                .filter(entry -> !entry.getValue().get(0).arrival().at().isAfter(asOf))
                .map(Map.Entry::getKey);
    }

    /** The model versions that have cells on a day, whenever those arrived. */
    public SortedSet<String> versionsOn(LocalDate day) {
        return new TreeSet<>(slicesByVersion.getOrDefault(day, Map.of()).keySet());
    }

    /** The slices of which a version has cells on a day, whenever those arrived. */
    public SortedSet<Slice> slicesOf(String modelVersion, LocalDate day) {
        return slicesByVersion.getOrDefault(day, Map.of()).getOrDefault(modelVersion, NO_SLICES);
    }

    /** The cells themselves, in no order. */
    public Stream<Cell> cells() {
        return byKey.values().stream().flatMap(List::stream);
    }
}
