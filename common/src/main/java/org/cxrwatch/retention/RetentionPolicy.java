package org.cxrwatch.retention;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * For how many days what is kept. A row expires when its day is more than so many days before today.
 *
 * @param days how many, of everything that has a time of its own
 * @param labelHorizonDays a label reaches predictions that are so many days before or after it
 */
public record RetentionPolicy(Map<Kept, Integer> days, int labelHorizonDays) {

    /** A night looks back so many days: cells of these days are never made coarser. */
    public static final int NIGHT_DAYS = 120;

    /** Copies the map. */
    public RetentionPolicy {
        days = Map.copyOf(days);
        days.forEach((kept, many) -> {
            if (many < 1) {
                throw new IllegalArgumentException(kept + " are kept for " + many + " days.");
            }
        });
    }

    /** The same, but rows about patients that are older than so many days go too. */
    public RetentionPolicy withoutPatientsOlderThan(int many) {
        Map<Kept, Integer> shorter = new EnumMap<>(days);
        Kept.OF_PATIENTS.forEach(kept -> shorter.computeIfPresent(kept, (key, own) -> Math.min(own, many)));
        return new RetentionPolicy(shorter, labelHorizonDays);
    }

    /**
     * The first day that is kept, of everything. Labels outlive the predictions they reach: an image that is sent again
     * has a label that is older than the prediction, and a recount of its day would miss it.
     */
    public Map<Kept, LocalDate> firstKept(LocalDate today) {
        Map<Kept, LocalDate> first = new TreeMap<>();
        days.forEach((kept, many) -> first.put(kept, today.minusDays(many)));
        if (first.containsKey(Kept.PREDICTIONS)) {
            LocalDate reaching = first.get(Kept.PREDICTIONS).minusDays(labelHorizonDays);
            first.computeIfPresent(Kept.LABELS, (key, own) -> own.isAfter(reaching) ? reaching : own);
        }
        return first;
    }

    /**
     * The first night that can be evaluated as it was known, once cells before a day are old: it looks at none of them,
     * and at no instant before they had all arrived.
     *
     * @param fineFrom the first day whose cells are as they were
     * @param arrived the day on which the last of the old cells arrived or began to stand
     */
    public static LocalDate firstNight(LocalDate fineFrom, LocalDate arrived) {
        LocalDate seen = fineFrom.plusDays(NIGHT_DAYS + 1L);
        return arrived.isBefore(seen) ? seen : arrived.plusDays(1);
    }
}
