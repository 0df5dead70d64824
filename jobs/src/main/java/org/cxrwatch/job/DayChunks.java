package org.cxrwatch.job;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Cuts days into chunks that are looked at in turn, so that memory is bounded also if all that lies between the first
 * and the last day of a chunk is loaded.
 *
 * @param held so many days are held in memory at once
 * @param near days farther apart are not looked at together, for the sake of those between them
 */
record DayChunks(int held, int near) {

    /** Chunks in order, of each of which the first and the last day are less than {@code held} days apart. */
    List<List<LocalDate>> of(Collection<LocalDate> days) {
        List<List<LocalDate>> chunks = new ArrayList<>();
        List<LocalDate> open = new ArrayList<>();
        for (LocalDate day : new TreeSet<>(days)) {
            if (!open.isEmpty() && !belongs(day, open.get(open.size() - 1))) {
                chunks.add(open);
                open = new ArrayList<>();
            }
            open.add(day);
        }
        if (!open.isEmpty()) {
            chunks.add(open);
        }
        return chunks;
    }

    /** Chunks begin on the same days whichever days are asked for. */
    private boolean belongs(LocalDate day, LocalDate last) {
        return day.toEpochDay() / held == last.toEpochDay() / held && ChronoUnit.DAYS.between(last, day) <= near;
    }
}
