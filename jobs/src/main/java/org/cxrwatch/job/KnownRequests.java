package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.traffic.DailyRequests;

/**
 * Requests by day, version and slice, by what was known: from service cells, which every request leaves, also one that
 * failed. What a correction took away counts until then.
 */
final class KnownRequests {

    private final CellSums cells;
    private final SortedMap<LocalDate, Map<Of, List<Known>>> days = new TreeMap<>();
    private final Map<String, List<Known>> ofVersions = new HashMap<>();
    private final Map<Slice, Map<Slice, Instant>> within = new TreeMap<>();

    private record Of(String version, Slice slice) {}

    /** So many requests of an hour (of a day: its first), known from one instant on and before another. */
    private record Known(Instant from, Instant until, Instant hour, long rows) {
        boolean at(Instant asOf) {
            return !from.isAfter(asOf) && until.isAfter(asOf);
        }
    }

    /** Counts them; {@code nestedIn} says of a nested attribute in which other its values lie. */
    KnownRequests(CellSums cells, Map<String, String> nestedIn) {
        this.cells = cells;
        cells.cells().forEach(cell -> {
            if (cell.key().kind() == PartKind.SERVICE && cell.part().rows() > 0) {
                add(cell);
            }
            if (cell.key().kind() == PartKind.DISTRIBUTION) {
                nestedIn.forEach((inner, outer) -> addNested(cell, inner, outer));
            }
        });
    }

    private void add(Cell cell) {
        String version = cell.key().modelVersion();
        Instant hour = cell.key().day().atTime(cell.key().hour().orElse(0), 0).toInstant(ZoneOffset.UTC);
        Known known = new Known(
                cell.knownFrom(),
                cells.replacedAt(cell).orElse(Instant.MAX),
                hour,
                cell.part().rows());
        days.computeIfAbsent(cell.key().day(), day -> new HashMap<>())
                .computeIfAbsent(new Of(version, cell.key().slice()), absent -> new ArrayList<>())
                .add(known);
        if (cell.key().slice().isAll()) {
            ofVersions.computeIfAbsent(version, absent -> new ArrayList<>()).add(known);
        }
    }

    private void addNested(Cell cell, String inner, String outer) {
        if (cell.key().slice().key().equals(outer)) {
            ((DistributionPart) cell.part())
                    .classes()
                    .entries()
                    .values()
                    .forEach(ofClass -> ofClass.attributes()
                            .find(inner)
                            .ifPresent(values -> values.values()
                                    .entries()
                                    .keySet()
                                    .forEach(value -> within.computeIfAbsent(
                                                    new Slice(inner, value), fresh -> new HashMap<>())
                                            .merge(
                                                    cell.key().slice(),
                                                    cell.knownFrom(),
                                                    (one, other) -> one.isBefore(other) ? one : other))));
        }
    }

    /** The versions that were asked on a day. */
    SortedSet<String> versionsOn(LocalDate day, Instant asOf) {
        TreeSet<String> versions = new TreeSet<>();
        days.getOrDefault(day, Map.of()).forEach((of, known) -> {
            if (of.slice().isAll() && known.stream().anyMatch(each -> each.at(asOf))) {
                versions.add(of.version());
            }
        });
        return versions;
    }

    /** The first day of which anything was known. */
    Optional<LocalDate> firstDay(Instant asOf) {
        return days.keySet().stream()
                .filter(day -> !versionsOn(day, asOf).isEmpty())
                .findFirst();
    }

    /** The hour of a version's first request, of those that were known. */
    Optional<Instant> firstRequest(String version, Instant asOf) {
        return ofVersions.getOrDefault(version, List.of()).stream()
                .filter(known -> known.at(asOf))
                .map(Known::hour)
                .min(Comparator.naturalOrder());
    }

    /** The requests of each day of a range, from the first of which anything was known; of all slices and versions. */
    DailyRequests daily(LocalDate first, LocalDate last, Instant asOf) {
        TreeMap<LocalDate, SortedMap<Slice, Long>> daily = new TreeMap<>();
        firstDay(asOf)
                .map(known -> known.isAfter(first) ? known : first)
                .filter(from -> !from.isAfter(last))
                .ifPresent(from ->
                        from.datesUntil(last.plusDays(1)).forEach(day -> daily.put(day, requests(day, asOf))));
        return new DailyRequests(daily);
    }

    private SortedMap<Slice, Long> requests(LocalDate day, Instant asOf) {
        TreeMap<Slice, Long> requests = new TreeMap<>();
        days.getOrDefault(day, Map.of()).forEach((of, known) -> {
            long rows = known.stream()
                    .filter(each -> each.at(asOf))
                    .mapToLong(Known::rows)
                    .sum();
            requests.merge(of.slice(), rows, Long::sum);
            if (of.slice().isAll()) {
                requests.merge(DailyRequests.version(of.version()), rows, Long::sum);
            }
        });
        return requests;
    }

    /** Of each value of a nested attribute the values it was seen in: the sites of a scanner. */
    Map<Slice, Set<Slice>> within(Instant asOf) {
        Map<Slice, Set<Slice>> known = new TreeMap<>();
        within.forEach((inner, outer) -> outer.forEach((slice, from) -> {
            if (!from.isAfter(asOf)) {
                known.computeIfAbsent(inner, fresh -> new TreeSet<>()).add(slice);
            }
        }));
        return known;
    }
}
