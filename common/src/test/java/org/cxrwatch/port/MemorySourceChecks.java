package org.cxrwatch.port;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.schema.KnownShape;
import org.cxrwatch.schema.ShapeOf;
import org.cxrwatch.schema.SourceChange;

/** Checks that are forgotten when the test ends. */
public final class MemorySourceChecks implements SourceChecks {

    private final TreeSet<Position> positions =
            new TreeSet<>(Comparator.comparing(Position::at).thenComparing(Position::source));
    private final TreeSet<Compared> comparisons = new TreeSet<>(Comparator.comparing(Compared::at)
            .thenComparing(Compared::source)
            .thenComparing(Compared::day)
            .thenComparing(Compared::modelVersion));
    private final Map<ShapeOf, KnownShape> shapes = new TreeMap<>();
    private final Map<Long, List<SourceChange>> changes = new TreeMap<>();

    @Override
    public void note(Position position) {
        positions.add(position);
    }

    @Override
    public List<Position> positions(Instant from, Instant to) {
        return positions.stream()
                .filter(one -> !one.at().isBefore(from) && one.at().isBefore(to))
                .toList();
    }

    @Override
    public void note(List<Compared> compared) {
        comparisons.addAll(compared);
    }

    @Override
    public List<KnownShape> shapes(String source) {
        return shapes.values().stream()
                .filter(shape -> shape.of().source().equals(source))
                .toList();
    }

    @Override
    public void note(long batch, Collection<KnownShape> known, List<SourceChange> found) {
        if (changes.putIfAbsent(batch, List.copyOf(found)) == null) {
            known.forEach(shape -> shapes.put(shape.of(), shape));
        }
    }

    @Override
    public List<SourceChange> changes(long batch) {
        return changes.getOrDefault(batch, List.of());
    }

    @Override
    public List<SourceChange> changes(Instant from, Instant to) {
        return changes.values().stream()
                .flatMap(List::stream)
                .filter(one -> !one.seen().arrival().at().isBefore(from)
                        && one.seen().arrival().at().isBefore(to))
                .toList();
    }

    @Override
    public List<Compared> comparisons(Instant from, Instant to) {
        return comparisons.stream()
                .filter(one -> !one.at().isBefore(from) && one.at().isBefore(to))
                .toList();
    }
}
