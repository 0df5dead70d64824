package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;

/**
 * When versions answered, by what was known: from service cells, which every request leaves. What a correction took
 * away counts until then.
 */
final class FirstSeen {

    private final CellSums cells;
    private final SortedMap<LocalDate, Map<String, Set<Known>>> days = new TreeMap<>();
    private final Map<String, Map<Known, Instant>> firstRequests = new HashMap<>();

    /** From one instant on, and before another. */
    private record Known(Instant from, Instant until) {
        boolean at(Instant asOf) {
            return !from.isAfter(asOf) && until.isAfter(asOf);
        }
    }

    FirstSeen(CellSums cells) {
        this.cells = cells;
        cells.cells()
                .filter(cell -> cell.key().kind() == PartKind.SERVICE
                        && cell.key().slice().isAll()
                        && cell.part().rows() > 0)
                .forEach(this::add);
    }

    private void add(Cell cell) {
        String version = cell.key().modelVersion();
        Known known = new Known(cell.knownFrom(), cells.replacedAt(cell).orElse(Instant.MAX));
        days.computeIfAbsent(cell.key().day(), day -> new HashMap<>())
                .computeIfAbsent(version, absent -> new HashSet<>())
                .add(known);
        Instant hour = cell.key().day().atTime(cell.key().hour().orElse(0), 0).toInstant(ZoneOffset.UTC);
        firstRequests
                .computeIfAbsent(version, absent -> new HashMap<>())
                .merge(known, hour, (left, right) -> left.isBefore(right) ? left : right);
    }

    SortedSet<String> versionsOn(LocalDate day, Instant asOf) {
        TreeSet<String> versions = new TreeSet<>();
        days.getOrDefault(day, Map.of()).forEach((version, known) -> {
            if (known.stream().anyMatch(each -> each.at(asOf))) {
                versions.add(version);
            }
        });
        return versions;
    }

    /** The versions that answered on an earlier day. */
    SortedSet<String> versionsBefore(LocalDate day, Instant asOf) {
        TreeSet<String> versions = new TreeSet<>();
        days.headMap(day).keySet().forEach(earlier -> versions.addAll(versionsOn(earlier, asOf)));
        return versions;
    }

    /** The first day of which anything was known. */
    Optional<LocalDate> day(Instant asOf) {
        return days.keySet().stream()
                .filter(day -> !versionsOn(day, asOf).isEmpty())
                .findFirst();
    }

    /** The hour of a version's first request, of those that were known. */
    Optional<Instant> instant(String version, Instant asOf) {
        return firstRequests.getOrDefault(version, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().at(asOf))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder());
    }
}
