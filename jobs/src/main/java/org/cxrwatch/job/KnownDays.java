package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * What is known of versions' days, and of several days together: summed once for as long as nothing arrives. Cheapest
 * if asked as of instants that do not go back.
 */
final class KnownDays {

    private static final int WEEK = 7;

    private final CellSums cells;
    private final Map<Key, Held> held = new HashMap<>();

    private record Key(String modelVersion, Window window) {}

    /** As long as no more cells are known, so are the parts. */
    private record Held(long cells, WindowParts parts) {}

    KnownDays(CellSums cells) {
        this.cells = cells;
    }

    /** A version's window of a day or more. */
    WindowParts of(String modelVersion, Window window, Instant asOf) {
        long known = predictions(window, asOf) + labels(window, asOf);
        Held before = held.get(new Key(modelVersion, window));
        if (before == null || before.cells() != known) {
            before = new Held(known, sum(modelVersion, window, asOf));
            held.put(new Key(modelVersion, window), before);
        }
        return before.parts();
    }

    private WindowParts sum(String modelVersion, Window window, Instant asOf) {
        LocalDate last = window.lastDay();
        return switch (window.kind()) {
            case HOUR -> throw new IllegalArgumentException("Predictions are counted by the day, not by the hour.");
            case DAY -> WindowParts.ofDay(cells, modelVersion, last, asOf);
            case DAYS_7 ->
                WindowParts.together(
                        window,
                        window.days().stream()
                                .map(day -> of(modelVersion, Window.day(day), asOf))
                                .toList());
            case DAYS_28 ->
                WindowParts.together(
                        window,
                        IntStream.range(0, window.days().size() / WEEK)
                                .mapToObj(week -> last.minusDays((long) WEEK * week))
                                .map(day -> of(modelVersion, Window.endingOn(day, WindowKind.DAYS_7), asOf))
                                .toList());
        };
    }

    /** The days of a range on which a version had predictions. */
    List<WindowParts> days(String modelVersion, LocalDate first, LocalDate last, Instant asOf) {
        return first.datesUntil(last.plusDays(1))
                .map(day -> of(modelVersion, Window.day(day), asOf))
                .filter(parts -> !parts.distributions().isEmpty())
                .toList();
    }

    /** The labels of some days together, by slice. */
    Map<Slice, LabelPart> labelsOf(String modelVersion, Iterable<LocalDate> ofDays, Instant asOf) {
        Map<Slice, LabelPart> labels = new TreeMap<>();
        ofDays.forEach(day -> of(modelVersion, Window.day(day), asOf)
                .labels()
                .forEach((slice, part) -> labels.merge(slice, part, LabelPart::plus)));
        return labels;
    }

    /** How many cells of predictions are known: as long as that stays the same, so do they. */
    long predictions(Window window, Instant asOf) {
        return known(PartKind.DISTRIBUTION, window, asOf);
    }

    /** The same of labels. */
    long labels(Window window, Instant asOf) {
        return known(PartKind.LABEL, window, asOf);
    }

    private long known(PartKind kind, Window window, Instant asOf) {
        return window.days().stream()
                .mapToLong(day -> cells.known(kind, day, asOf))
                .sum();
    }
}
