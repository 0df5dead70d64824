package org.cxrwatch.alert;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.window.Window;

/**
 * What was measured of all predictions of a version's day, beside the days before.
 *
 * @param modelVersion whose
 * @param window the day
 * @param rows its successful predictions
 * @param daysBefore how many of the days before had enough of them to measure anything
 * @param lost what is not measured and was on more than half of those days, with the reason
 * @param fading what is not measured and was on some of those days, but no more than half
 */
public record MeasuredDay(
        String modelVersion,
        Window window,
        long rows,
        int daysBefore,
        SortedMap<String, Reason> lost,
        List<String> fading) {

    /** Fewer predictions of a day do not say what is measured. */
    public static final int ENOUGH = 50;

    /** Copies the collections. */
    public MeasuredDay {
        lost = Collections.unmodifiableSortedMap(new TreeMap<>(lost));
        fading = List.copyOf(fading);
    }

    /**
     * What was measured of a day, by name.
     *
     * @param rows its successful predictions
     * @param absences why something was not measured; empty if it was
     */
    public record Known(long rows, Map<String, Optional<Reason>> absences) {

        /** Copies the map. */
        public Known {
            absences = Map.copyOf(absences);
        }

        private boolean measured(String name) {
            return absences.getOrDefault(name, Optional.of(Reason.NOT_SUMMARISED))
                    .isEmpty();
        }
    }

    /**
     * Compares a day with days before it. What is not in a day's map was not summarised.
     *
     * @param before days with enough predictions
     */
    public static MeasuredDay of(String modelVersion, Window window, Known today, List<Known> before) {
        TreeMap<String, Integer> days = new TreeMap<>();
        before.forEach(day -> day.absences().keySet().stream()
                .filter(day::measured)
                .forEach(name -> days.merge(name, 1, Integer::sum)));
        days.keySet().removeIf(today::measured);
        TreeMap<String, Reason> lost = new TreeMap<>();
        days.forEach((name, measured) -> {
            if (2 * measured > before.size()) {
                lost.put(
                        name,
                        today.absences().getOrDefault(name, Optional.empty()).orElse(Reason.NOT_SUMMARISED));
            }
        });
        List<String> fading =
                days.keySet().stream().filter(name -> !lost.containsKey(name)).toList();
        return new MeasuredDay(modelVersion, window, today.rows(), before.size(), lost, fading);
    }
}
