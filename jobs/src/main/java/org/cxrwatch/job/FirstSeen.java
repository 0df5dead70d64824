package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;

/** When versions answered, by what had arrived: from service cells, which every request leaves. */
final class FirstSeen {

    private final SortedMap<LocalDate, Map<String, Instant>> arrivedBy = new TreeMap<>();
    private final Map<String, SortedMap<Instant, Instant>> firstRequests = new HashMap<>();

    FirstSeen(CellSums cells) {
        cells.cells()
                .filter(cell -> cell.key().kind() == PartKind.SERVICE
                        && cell.key().slice().isAll())
                .forEach(this::add);
    }

    private void add(Cell cell) {
        String version = cell.key().modelVersion();
        Instant arrived = cell.arrival().at();
        arrivedBy
                .computeIfAbsent(cell.key().day(), day -> new HashMap<>())
                .merge(version, arrived, (left, right) -> left.isBefore(right) ? left : right);
        Instant hour = cell.key().day().atTime(cell.key().hour().orElse(0), 0).toInstant(ZoneOffset.UTC);
        firstRequests
                .computeIfAbsent(version, key -> new TreeMap<>())
                .merge(arrived, hour, (left, right) -> left.isBefore(right) ? left : right);
    }

    SortedSet<String> versionsOn(LocalDate day, Instant asOf) {
        TreeSet<String> versions = new TreeSet<>();
        arrivedBy.getOrDefault(day, Map.of()).forEach((version, arrived) -> {
            if (!arrived.isAfter(asOf)) {
                versions.add(version);
            }
        });
        return versions;
    }

    /** The versions that answered on an earlier day. */
    SortedSet<String> versionsBefore(LocalDate day, Instant asOf) {
        TreeSet<String> versions = new TreeSet<>();
        arrivedBy.headMap(day).keySet().forEach(earlier -> versions.addAll(versionsOn(earlier, asOf)));
        return versions;
    }

    /** The first day of which anything had arrived. */
    Optional<LocalDate> day(Instant asOf) {
        return arrivedBy.keySet().stream()
                .filter(day -> !versionsOn(day, asOf).isEmpty())
                .findFirst();
    }

    /** The hour of a version's first request, of those that had arrived. */
    Optional<Instant> instant(String version, Instant asOf) {
        return firstRequests.getOrDefault(version, new TreeMap<>()).entrySet().stream()
                .filter(entry -> !entry.getKey().isAfter(asOf))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder());
    }
}
