package org.cxrwatch.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.cxrwatch.bench.ClusteredRate.OfBaseline;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.window.WindowKind;

/** Nights on which nothing happened: how many of them say that something did. */
final class QuietNights {

    private static final List<Integer> BASELINES = List.of(7, 14, 28);
    private static final List<Double> RATIOS = List.of(0.125, 1.0, 4.0);
    private static final double FEWEST_ROWS = 150;
    private static final double MOST_ROWS_OF_WINDOW = 12_000;

    private final Detector detector;
    private final int nights;
    private final double mostRows;

    /** Asks a detector on so many nights a world, at least 1, in hospitals of up to so many rows a day. */
    QuietNights(Detector detector, int nights, double mostRows) {
        this.detector = detector;
        this.nights = nights;
        this.mostRows = mostRows;
    }

    /**
     * What a share of quiet nights was measured under.
     *
     * @param dayToDay how days differ
     * @param baselineDays days of the baseline
     * @param window length of the windows
     * @param ratio rows of the window over rows of the baseline, where a window's rows were set to that; else a
     *     window's days are as large as the baseline's
     */
    record Condition(DayToDay dayToDay, int baselineDays, WindowKind window, Optional<Double> ratio) {}

    /** Days of the usual size: windows of each length against the last week, two weeks and four weeks behind. */
    Map<Condition, OfBaseline> usualSize(long seed, DayToDay dayToDay, List<WindowKind> kinds) {
        SplittableRandom random = new SplittableRandom(seed);
        double rows = logUniform(random, Math.min(FEWEST_ROWS, mostRows), mostRows);
        World world = new World(new Hospital(random.nextLong(), dayToDay), rows, World.DAYS_BEHIND);
        int warmUp = kinds.stream().mapToInt(QuietNights::days).max().orElse(1) - 1;
        List<Map<Slice, DistributionPart>> days = new ArrayList<>();
        Map<Condition, long[]> counts = new LinkedHashMap<>();
        Map<Integer, DriftReference> baselines = new LinkedHashMap<>();
        BASELINES.forEach(length -> baselines.put(length, world.baseline(length)));
        for (int night = 0; night < warmUp + nights; night++) {
            LocalDate day = World.FIRST_NIGHT.plusDays(night);
            days.add(world.day(day, Change.NONE));
            for (WindowKind kind : kinds) {
                if (night >= warmUp) {
                    var window = World.window(kind, day, days.subList(days.size() - days(kind), days.size()));
                    baselines.forEach((length, baseline) -> count(
                            counts,
                            new Condition(dayToDay, length, kind, Optional.empty()),
                            detector.drifted(baseline, window)));
                }
            }
        }
        return finished(counts);
    }

    /** Single days whose rows are an eighth, as many and four times as many as the baseline's. */
    Map<Condition, OfBaseline> otherSizes(long seed, DayToDay dayToDay) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Condition, long[]> counts = new LinkedHashMap<>();
        for (int length : BASELINES) {
            for (double ratio : RATIOS) {
                double most = Math.min(mostRows, MOST_ROWS_OF_WINDOW / (ratio * length));
                double rows = logUniform(random, Math.min(FEWEST_ROWS, most), most);
                World world = new World(new Hospital(random.nextLong(), dayToDay), rows, length);
                DriftReference baseline = world.baseline(length);
                for (int night = 0; night < nights; night++) {
                    LocalDate day = World.FIRST_NIGHT.plusDays(night);
                    var window = World.window(WindowKind.DAY, day, List.of(world.day(day, ratio * world.rows(length))));
                    count(
                            counts,
                            new Condition(dayToDay, length, WindowKind.DAY, Optional.of(ratio)),
                            detector.drifted(baseline, window));
                }
            }
        }
        return finished(counts);
    }

    private static int days(WindowKind kind) {
        return Math.toIntExact(kind.length().toDays());
    }

    private static void count(Map<Condition, long[]> counts, Condition condition, Set<Detector.Member> drifted) {
        long[] count = counts.computeIfAbsent(condition, fresh -> new long[2]);
        count[0]++;
        count[1] += drifted.isEmpty() ? 0 : 1;
    }

    private static Map<Condition, OfBaseline> finished(Map<Condition, long[]> counts) {
        Map<Condition, OfBaseline> finished = new LinkedHashMap<>();
        counts.forEach((condition, count) -> finished.put(condition, new OfBaseline(count[0], count[1])));
        return finished;
    }

    private static double logUniform(SplittableRandom random, double from, double to) {
        return from * Math.exp(random.nextDouble() * Math.log(to / from));
    }
}
