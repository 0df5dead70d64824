package org.cxrwatch.score;

import java.util.List;

/**
 * The rows of each day of one side of a comparison: days, not rows, are what chance draws first.
 *
 * @param rows all rows, above 0
 * @param days days with rows, at least 1
 * @param concentration Σ (n_d / n)², 1 / days if all are alike, 1 if one day has all
 */
record DayRows(long rows, int days, double concentration) {

    /** Of these days; those without rows do not count, at least one must have some. */
    static DayRows of(List<Long> rowsOfDays) {
        long rows = rowsOfDays.stream().mapToLong(Long::longValue).sum();
        int days = (int) rowsOfDays.stream().filter(day -> day > 0).count();
        double concentration = rowsOfDays.stream()
                .mapToDouble(day -> (double) day / rows)
                .map(share -> share * share)
                .sum();
        return new DayRows(rows, days, concentration);
    }

    /** A window of so many rows and days, whose days are as uneven as these. */
    DayRows window(long windowRows, int windowDays) {
        return new DayRows(windowRows, windowDays, Math.min(1, concentration * days / windowDays));
    }

    /**
     * The rows of a usual day, as the variance between days counts them: (n − Σ n_d² / n) / (D − 1); all of them if
     * there is one day.
     */
    double usual() {
        return days < 2 ? rows : rows * (1 - concentration) / (days - 1);
    }

    /**
     * The rows of a day, as the variance of a comparison with another side counts them: (Σ (n_d / n)² of both) / (1 /
     * n_C + 1 / n_R). That of one day with a day as large is its rows.
     */
    double against(DayRows other) {
        return (concentration + other.concentration) / (1.0 / rows + 1.0 / other.rows);
    }
}
