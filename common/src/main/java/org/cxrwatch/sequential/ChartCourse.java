package org.cxrwatch.sequential;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;

/**
 * How a share went from day to day.
 *
 * @param slice whose
 * @param metric its name
 * @param design of its chart
 * @param days each day's place on the chart
 * @param level what is normal
 */
public record ChartCourse(Slice slice, String metric, CusumDesign design, List<ChartDay> days, Level level) {

    /** A chart that got no mature day for so long says nothing of today. */
    private static final int SILENT_DAYS = 14;

    /** Copies the days. */
    public ChartCourse {
        days = List.copyOf(days);
    }

    /**
     * What is normal, by the days in control.
     *
     * @param days how many
     * @param share the level, 0 to 1
     * @param rowsADay rows of the denominator on a usual day
     * @param overdispersion ρ: by how much days differ beyond chance
     * @param decidesFrom days from which a chart decides
     */
    public record Level(int days, double share, double rowsADay, double overdispersion, int decidesFrom) {

        /** The standard deviation of a usual day's share around the level. */
        public double deviation() {
            double rows = Math.max(1, rowsADay);
            return Math.sqrt(share * (1 - share) * (1 / rows + overdispersion * (1 - 1 / rows)));
        }
    }

    /** The newest day with a score. */
    public Optional<ChartDay> latest() {
        return days.stream()
                .filter(day -> day.state() != ChartState.NOT_CHARTED)
                .reduce((earlier, later) -> later);
    }

    /** Days on which an alarm began. */
    public List<ChartDay> alarms() {
        return IntStream.range(0, days.size())
                .filter(i -> days.get(i).state().isAlarm()
                        && (i == 0 || days.get(i - 1).state() != days.get(i).state()))
                .mapToObj(days::get)
                .toList();
    }

    /**
     * Why the chart says nothing of a night: no rows ever ({@link Reason#NO_LABELS_YET}), too few days to know a level
     * ({@link Reason#TOO_FEW_ROWS}), or no mature day of late ({@link Reason#LABELS_IMMATURE}). Empty if it does.
     */
    public Optional<Reason> absence(LocalDate night) {
        if (level.days() == 0) {
            return Optional.of(Reason.NO_LABELS_YET);
        }
        Optional<ChartDay> latest = latest();
        if (latest.isEmpty()) {
            boolean waits = level.days() >= ShareChart.LEAST_REFERENCE;
            return Optional.of(waits ? Reason.LABELS_IMMATURE : Reason.TOO_FEW_ROWS);
        }
        boolean silent = ChronoUnit.DAYS.between(latest.get().share().day(), night) > SILENT_DAYS;
        return silent ? Optional.of(Reason.LABELS_IMMATURE) : Optional.empty();
    }

    /** How soon a fall from the level by so much (0 to 1) would be found on days of the usual size. */
    public CusumDesign.Delay delay(double fall, int within) {
        return design.delay(fall / level.deviation(), Math.max(1, level.days()), within);
    }

    /** Hits and rows from a day on, as one. */
    public ShareDay since(LocalDate first) {
        long hits = 0;
        long rows = 0;
        for (ChartDay day : days) {
            if (!day.share().day().isBefore(first)) {
                hits += day.share().hits();
                rows += day.share().n();
            }
        }
        return new ShareDay(first, hits, rows);
    }
}
