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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;

/** Cells held in memory, summed as of any instant: what a window was known to hold then. */
public final class CellSums {

    private static final SortedSet<Slice> NO_SLICES = Collections.unmodifiableSortedSet(new TreeSet<>());

    private static final Comparator<Generation> NEWEST_FIRST =
            Comparator.comparingInt(Generation::number).reversed().thenComparing(Generation::from);

    private final Map<CellKey, List<Cell>> byKey = new HashMap<>();

    private final Map<LocalDate, Map<String, SortedSet<Slice>>> slicesByVersion = new HashMap<>();

    private final Map<PartKind, Map<LocalDate, List<Instant>>> known = new EnumMap<>(PartKind.class);

    private final Map<LocalDate, Set<Generation>> generations = new HashMap<>();

    /** Holds these cells; of a day's generations only the highest that stood at the instant asked for counts. */
    public CellSums(Collection<Cell> cells) {
        cells.forEach(this::hold);
        known.values().forEach(days -> days.values().forEach(list -> list.sort(Comparator.naturalOrder())));
        byKey.keySet().forEach(this::know);
        byKey.values()
                .forEach(list -> list.sort(
                        Comparator.comparing((Cell cell) -> cell.arrival().at())));
    }

    private void hold(Cell cell) {
        CellKey key = cell.key();
        byKey.computeIfAbsent(key, absent -> new ArrayList<>()).add(cell);
        known.computeIfAbsent(key.kind(), kind -> new HashMap<>())
                .computeIfAbsent(key.day(), day -> new ArrayList<>())
                .add(cell.knownFrom());
        generations
                .computeIfAbsent(key.day(), day -> new TreeSet<>(NEWEST_FIRST))
                .add(cell.generation());
    }

    private void know(CellKey key) {
        slicesByVersion
                .computeIfAbsent(key.day(), day -> new HashMap<>())
                .computeIfAbsent(key.modelVersion(), version -> new TreeSet<>())
                .add(key.slice());
    }

    /** The sum of one key's cells that had arrived by then; empty if none had. */
    public Optional<Part> sum(CellKey key, Instant asOf) {
        return cellsOf(key, asOf).stream().map(Cell::part).reduce(Part::together);
    }

    /**
     * The cells of one key that had arrived by then, by arrival, of the generation that stood then. A generation begins
     * with a cell for every key and arrival of the one before it, empty where no row is left.
     */
    public List<Cell> cellsOf(CellKey key, Instant asOf) {
        List<Cell> cells = byKey.getOrDefault(key, List.of());
        int standing = standing(key.day(), asOf).map(Generation::number).orElse(-1);
        return cells.stream()
                .takeWhile(cell -> !cell.arrival().at().isAfter(asOf))
                .filter(cell -> cell.generation().number() == standing)
                .toList();
    }

    private Optional<Generation> standing(LocalDate day, Instant asOf) {
        return generations.getOrDefault(day, Set.of()).stream()
                .filter(generation -> generation.standsAt(asOf))
                .findFirst();
    }

    /** The instant from which a cell no longer counts, as its day's next generation stands; empty if it is the last. */
    public Optional<Instant> replacedAt(Cell cell) {
        return generations.getOrDefault(cell.key().day(), Set.of()).stream()
                .filter(generation -> generation.number() > cell.generation().number())
                .map(Generation::from)
                .min(Comparator.naturalOrder());
    }

    /** How many cells of one key were known by then: while that stays the same, so does the sum. */
    public long known(CellKey key, Instant asOf) {
        return byKey.getOrDefault(key, List.of()).stream()
                .filter(cell -> !cell.knownFrom().isAfter(asOf))
                .count();
    }

    /** How many cells of a kind and day were known by then: while that stays the same, so do all their sums. */
    public long known(PartKind kind, LocalDate day, Instant asOf) {
        return known.getOrDefault(kind, Map.of()).getOrDefault(day, List.of()).stream()
                .takeWhile(from -> !from.isAfter(asOf))
                .count();
    }

    /** The sum over several keys. */
    public Optional<Part> sum(Stream<CellKey> keys, Instant asOf) {
        return keys.map(key -> sum(key, asOf)).flatMap(Optional::stream).reduce(Part::together);
    }

    /** The keys of which cells were known by then. */
    public Stream<CellKey> keys(Instant asOf) {
        return byKey.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(cell -> !cell.knownFrom().isAfter(asOf)))
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
