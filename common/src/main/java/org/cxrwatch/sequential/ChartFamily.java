package org.cxrwatch.sequential;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;

/**
 * Charts that share one rate of false alarms: with nothing changed, a day on which any of them begins an alarm comes
 * once in {@link Policy#runLength} days on the average. Each of m charts gets m times that (Bonferroni), so that charts
 * that move together err less often than is said, never more.
 */
public final class ChartFamily {

    private final Policy policy;

    /**
     * How charts are designed.
     *
     * @param k what a score must exceed to count: half the shift, in standard deviations of a day, found soonest
     * @param runLength days from one false alarm of the whole family to the next, on the average
     * @param decidesFrom days in control from which a chart is more than information
     * @param afterAlarm how a chart goes on after an alarm
     */
    public record Policy(double k, double runLength, int decidesFrom, AfterAlarm afterAlarm) {

        /** One false alarm a year; nothing but information before four weeks. */
        public static final Policy DEFAULT = new Policy(0.5, 365, 28, AfterAlarm.LASTS);

        /** The design of each of so many charts. */
        public CusumDesign design(int charts) {
            return CusumDesign.withRunLength(
                    Math.min(CusumDesign.LONGEST, runLength * Math.max(1, charts)), k, Sides.TWO);
        }

        /** The probability of a false alarm within so many days, at most. */
        public double falseAlarmWithin(int days) {
            return -Math.expm1(-days / runLength);
        }
    }

    /**
     * A share to be followed.
     *
     * @param slice whose
     * @param metric its name, e.g. {@code sensitivity}
     * @param baseline the baseline's days, as their labels are known now
     * @param days later days in their order, only those with mature labels
     */
    public record Series(Slice slice, String metric, List<ShareDay> baseline, List<ShareDay> days) {

        /** Copies the days. */
        public Series {
            baseline = List.copyOf(baseline);
            days = List.copyOf(days);
        }
    }

    /** Will follow shares so. */
    public ChartFamily(Policy policy) {
        this.policy = policy;
    }

    /**
     * The courses of all of them, in their order. Those that have no labels yet count as members too, so that the limit
     * does not move as labels come.
     */
    public List<ChartCourse> follow(List<Series> family) {
        CusumDesign design = policy.design(family.size());
        Map<String, Double> overdispersions = overdispersions(family);
        return family.stream()
                .map(series -> course(series, design, overdispersions.get(series.metric())))
                .toList();
    }

    /** ρ of each metric by the baseline's days of its slices; {@code all} holds their rows once more. */
    private static Map<String, Double> overdispersions(List<Series> family) {
        Map<String, Double> found = new TreeMap<>();
        family.stream().collect(Collectors.groupingBy(Series::metric)).forEach((metric, members) -> {
            boolean parts = members.stream().anyMatch(series -> !series.slice().isAll());
            found.put(
                    metric,
                    ReferenceDays.pooledOverdispersion(members.stream()
                            .filter(series -> !parts || !series.slice().isAll())
                            .map(series -> ReferenceDays.of(series.baseline()))
                            .toList()));
        });
        return found;
    }

    private ChartCourse course(Series series, CusumDesign design, double ofFamily) {
        ShareChart chart = new ShareChart(design, policy.afterAlarm(), policy.decidesFrom(), ofFamily);
        ShareChart.Followed followed = chart.follow(series.baseline(), series.days());
        ReferenceDays known = followed.known();
        return new ChartCourse(
                series.slice(),
                series.metric(),
                design,
                followed.days(),
                new ChartCourse.Level(
                        known.days(),
                        known.share(),
                        known.rowsADay(),
                        known.overdispersion(ofFamily),
                        policy.decidesFrom()));
    }
}
