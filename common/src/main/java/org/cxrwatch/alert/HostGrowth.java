package org.cxrwatch.alert;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.window.Window;

/**
 * How a number that a host logged went over the days up to a day.
 *
 * @param host its name
 * @param window the day
 * @param metric what was logged, e.g. {@code gpu_memory_mb}
 * @param growth how it went; empty if too few days are known
 */
public record HostGrowth(String host, Window window, String metric, Optional<Growth> growth) {

    /**
     * A trend over days.
     *
     * @param days how many
     * @param since the first day that rises; empty if all of them do, and perhaps days before
     * @param perDay change a day since it began to rise
     * @param last usual value on the last day
     * @param gained change over these days as a share of the usual value; empty if that is 0
     * @param probability of days that rise as much by chance
     * @param daysToLimit after how many days a limit is reached; empty without a limit, or if it is not neared
     */
    public record Growth(
            int days,
            Optional<LocalDate> since,
            double perDay,
            double last,
            OptionalDouble gained,
            double probability,
            OptionalDouble daysToLimit) {}
}
