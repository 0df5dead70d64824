package org.cxrwatch.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cuts days into chunks that are looked at in turn, so that memory is bounded also if all that lies between the first
 * and the last day of a chunk is loaded.
 *
 * @param held so many days are held in memory at once
 */
record DayChunks(int held) {

    /** Chunks in order, of each of which the first and the last day are less than {@code held} days apart. */
    List<List<LocalDate>> of(Collection<LocalDate> days) {
        SortedMap<Long, List<LocalDate>> chunks = new TreeMap<>();
        days.stream()
                .sorted()
                .forEach(day -> chunks.computeIfAbsent(day.toEpochDay() / held, chunk -> new ArrayList<>())
                        .add(day));
        return List.copyOf(chunks.values());
    }
}
