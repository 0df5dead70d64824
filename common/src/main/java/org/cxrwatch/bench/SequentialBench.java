package org.cxrwatch.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.cxrwatch.bench.ClusteredRate.OfBaseline;
import org.cxrwatch.sequential.ChartFamily;
import org.cxrwatch.sequential.ChartFamily.Series;

/**
 * Measures a family of charts on labelled days drawn from {@link LabelledHospital}: how many months have a false alarm
 * where nothing happened, and how soon a fall at one site is found. The same plan gives the same report.
 */
public final class SequentialBench {

    /** Days of a month. */
    public static final int MONTH = 30;

    private static final List<Integer> BASELINES = List.of(7, 14, 28);
    private static final List<Integer> ROWS = List.of(20, 50, 150, 500);
    private static final List<Double> FALLS = List.of(0.05, 0.10, 0.20);
    private static final List<Integer> DAYS_BEFORE = List.of(28, 90);
    private static final int LOOKED_AT = 28;

    private final Plan plan;
    private final DetectionBench.Progress progress;

    /**
     * What to measure.
     *
     * @param seed of everything
     * @param hospitals of each condition, at least 2
     * @param months quiet months of each, at least 1
     */
    public record Plan(long seed, int hospitals, int months) {

        /** Checks the numbers. */
        public Plan {
            if (hospitals < 2 || months < 1) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "A benchmark needs 2 hospitals or more, as baselines are compared, and 1 month, got %d and %d.",
                        hospitals,
                        months));
            }
        }
    }

    /** Will measure this. */
    public SequentialBench(Plan plan, DetectionBench.Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures. Takes about a tenth of a second a hospital, condition and year. */
    public SequentialReport run() {
        return new SequentialReport(plan.seed(), ChartFamily.Policy.DEFAULT.falseAlarmWithin(MONTH), quiet(), falls());
    }

    private List<SequentialReport.Quiet> quiet() {
        List<SequentialReport.Quiet> lines = new ArrayList<>();
        progress.begin("Quiet months", DayMood.values().length * BASELINES.size() * ROWS.size());
        for (DayMood mood : DayMood.values()) {
            for (int baselineDays : BASELINES) {
                for (int rows : ROWS) {
                    lines.addAll(quiet(mood, baselineDays, rows));
                    progress.reach(lines.size() / ChartMethod.values().length);
                }
            }
        }
        progress.end();
        return lines;
    }

    private List<SequentialReport.Quiet> quiet(DayMood mood, int baselineDays, int rows) {
        Map<ChartMethod, List<OfBaseline>> found = new EnumMap<>(ChartMethod.class);
        SplittableRandom seeds =
                new SplittableRandom(((plan.seed() * 31 + mood.ordinal()) * 31 + baselineDays) * 1_009 + rows);
        for (int hospital = 0; hospital < plan.hospitals(); hospital++) {
            LabelledHospital drawn = new LabelledHospital(seeds.nextLong(), mood, rows);
            List<Series> family = drawn.family(baselineDays, plan.months() * MONTH, LabelledHospital.NO_FALL);
            for (ChartMethod method : ChartMethod.values()) {
                long alarms = method.alarmDays(family).stream()
                        .map(day -> day / MONTH)
                        .distinct()
                        .count();
                found.computeIfAbsent(method, fresh -> new ArrayList<>()).add(new OfBaseline(plan.months(), alarms));
            }
        }
        return found.entrySet().stream()
                .map(entry -> new SequentialReport.Quiet(
                        entry.getKey(), mood, baselineDays, rows, plan.hospitals(), ClusteredRate.of(entry.getValue())))
                .toList();
    }

    private List<SequentialReport.Falls> falls() {
        List<SequentialReport.Falls> lines = new ArrayList<>();
        progress.begin("Falls at one site", FALLS.size() * DAYS_BEFORE.size() * ROWS.size());
        for (double fall : FALLS) {
            for (int before : DAYS_BEFORE) {
                for (int rows : ROWS) {
                    lines.add(falls(fall, before, rows));
                    progress.reach(lines.size());
                }
            }
        }
        progress.end();
        return lines;
    }

    private SequentialReport.Falls falls(double fall, int before, int rows) {
        SplittableRandom seeds =
                new SplittableRandom((plan.seed() * 1_009 + Math.round(100 * fall)) * 1_009 + rows + before);
        List<Integer> delays = new ArrayList<>();
        for (int hospital = 0; hospital < plan.hospitals(); hospital++) {
            LabelledHospital drawn = new LabelledHospital(seeds.nextLong(), DayMood.USUAL, rows);
            List<Series> family = drawn.family(before, LOOKED_AT, fall);
            ChartMethod.FAMILY.alarmDays(family).stream().min(Integer::compare).ifPresent(day -> delays.add(day + 1));
        }
        delays.sort(Integer::compare);
        int found = delays.size();
        int half = (plan.hospitals() + 1) / 2;
        return new SequentialReport.Falls(
                fall,
                before,
                rows,
                plan.hospitals(),
                found,
                found >= half ? OptionalInt.of(delays.get(half - 1)) : OptionalInt.empty());
    }
}
