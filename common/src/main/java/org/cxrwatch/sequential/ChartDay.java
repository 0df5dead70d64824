package org.cxrwatch.sequential;

import java.time.LocalDate;
import java.util.Optional;
import org.cxrwatch.model.Score;

/**
 * A day of a chart.
 *
 * @param share of the day
 * @param score the day as a standard normal score, or why it has none
 * @param low the sum that falls add to, after this day
 * @param high the sum that rises add to
 * @param inControl days the level was known from; of an alarm those before the change, so that a chart does not decide
 *     by days that were not normal
 * @param state what the chart says
 * @param since the day after the sum last was 0, of an alarm: the most likely beginning of the change
 * @param decides whether so many days were in control that it is more than information
 */
public record ChartDay(
        ShareDay share,
        Score score,
        double low,
        double high,
        int inControl,
        ChartState state,
        Optional<LocalDate> since,
        boolean decides) {}
