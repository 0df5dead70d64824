package org.cxrwatch.port;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Checks that are forgotten when the test ends. */
public final class MemorySourceChecks implements SourceChecks {

    private final TreeSet<Position> positions =
            new TreeSet<>(Comparator.comparing(Position::at).thenComparing(Position::source));
    private final TreeSet<Compared> comparisons = new TreeSet<>(Comparator.comparing(Compared::at)
            .thenComparing(Compared::source)
            .thenComparing(Compared::day)
            .thenComparing(Compared::modelVersion));

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
    public List<Compared> comparisons(Instant from, Instant to) {
        return comparisons.stream()
                .filter(one -> !one.at().isBefore(from) && one.at().isBefore(to))
                .toList();
    }
}
