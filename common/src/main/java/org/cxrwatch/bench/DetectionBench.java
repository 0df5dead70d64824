package org.cxrwatch.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.cxrwatch.bench.ClusteredRate.OfBaseline;
import org.cxrwatch.bench.QuietNights.Condition;
import org.cxrwatch.window.WindowKind;

/**
 * Measures the drift decision on worlds drawn from {@link Hospital}: how often it is wrong, how small a change it
 * finds, how soon it finds events. The same plan gives the same report.
 */
public final class DetectionBench {

    private static final List<WindowKind> ROLLING = List.of(WindowKind.DAYS_7, WindowKind.DAYS_28);

    private final Plan plan;
    private final Progress progress;

    /**
     * What to measure.
     *
     * @param seed of everything; world number w of a part has a seed of its own made from it
     * @param worlds of quiet nights, at least 2; power and events take a quarter and as many
     * @param nights quiet nights a world, at least 1
     * @param mostRows rows a weekday of the largest hospital, at least 20
     * @param parts what to measure
     * @param differing how much days of quiet nights differ, one run each
     */
    public record Plan(long seed, int worlds, int nights, int mostRows, Set<BenchPart> parts, Set<DayToDay> differing) {

        /** Of hospitals with fewer rows a day, the slices are too small to decide anything. */
        public static final int LEAST_ROWS = 20;

        /** Checks the numbers and copies the set. */
        public Plan {
            if (worlds < 2 || nights < 1 || mostRows < LEAST_ROWS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "A benchmark needs at least 2 worlds, as baselines are compared, 1 night and %d rows, got %d,"
                                + " %d and %d.",
                        LEAST_ROWS,
                        worlds,
                        nights,
                        mostRows));
            }
            parts = Set.copyOf(parts);
            differing = Set.copyOf(differing);
        }

        private long seedOf(BenchPart part, int detail, int world) {
            return ((seed * 31 + part.stream()) * 1_009 + detail) * 1_000_003 + world;
        }
    }

    /** Is told how far a run has come. */
    public interface Progress {

        /** A stage begins, of so many steps. */
        void begin(String stage, int steps);

        /** So many steps are done. */
        void reach(int done);

        /** The stage is over. */
        void end();
    }

    private interface World {
        Map<Condition, OfBaseline> look(int world);
    }

    /** Will measure this. */
    public DetectionBench(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures. Takes about a second a world and part, more where days are large. */
    public DetectionReport run() {
        List<DetectionReport.Quiet> quiet = new ArrayList<>();
        List<DetectionReport.Quiet> peers = new ArrayList<>();
        if (plan.parts().contains(BenchPart.QUIET)) {
            for (DayToDay dayToDay : DayToDay.values()) {
                if (plan.differing().contains(dayToDay)) {
                    quiet.addAll(usualSize(Detector.decision(), dayToDay, BenchPart.QUIET));
                }
            }
            if (plan.differing().contains(DayToDay.USUAL)) {
                peers.addAll(usualSize(Detector.kolmogorovSmirnov(), DayToDay.USUAL, BenchPart.QUIET));
            }
        }
        if (plan.parts().contains(BenchPart.ROLLING)) {
            quiet.addAll(usualSize(Detector.decision(), DayToDay.USUAL, BenchPart.ROLLING));
        }
        if (plan.parts().contains(BenchPart.SIZES)) {
            QuietNights nights = new QuietNights(Detector.decision(), plan.nights(), plan.mostRows());
            quiet.addAll(conditions(
                    "Quiet nights of other sizes",
                    world -> nights.otherSizes(plan.seedOf(BenchPart.SIZES, 0, world), DayToDay.USUAL)));
        }
        return new DetectionReport(plan.seed(), quiet, peers, power(), events());
    }

    private List<DetectionReport.Quiet> usualSize(Detector detector, DayToDay dayToDay, BenchPart part) {
        QuietNights nights = new QuietNights(detector, plan.nights(), plan.mostRows());
        List<WindowKind> kinds = part == BenchPart.ROLLING ? ROLLING : List.of(WindowKind.DAY);
        return conditions(
                part == BenchPart.ROLLING ? "Quiet weeks and months" : "Quiet nights, " + text(dayToDay),
                world -> nights.usualSize(plan.seedOf(part, dayToDay.ordinal(), world), dayToDay, kinds));
    }

    private List<DetectionReport.Quiet> conditions(String stage, World worlds) {
        Map<Condition, List<OfBaseline>> found = new LinkedHashMap<>();
        progress.begin(stage, plan.worlds());
        for (int world = 0; world < plan.worlds(); world++) {
            worlds.look(world)
                    .forEach((condition, nights) -> found.computeIfAbsent(condition, fresh -> new ArrayList<>())
                            .add(nights));
            progress.reach(world + 1);
        }
        progress.end();
        return found.entrySet().stream()
                .map(entry -> new DetectionReport.Quiet(
                        entry.getKey().dayToDay(),
                        entry.getKey().baselineDays(),
                        entry.getKey().window(),
                        entry.getKey().ratio(),
                        plan.worlds(),
                        ClusteredRate.of(entry.getValue())))
                .toList();
    }

    private List<DetectionReport.Power> power() {
        List<DetectionReport.Power> lines = new ArrayList<>();
        if (plan.parts().contains(BenchPart.POWER)) {
            int worlds = Math.max(2, plan.worlds() / 4);
            List<Integer> rows =
                    LeastFound.ROWS.stream().filter(n -> n <= plan.mostRows()).toList();
            for (DayToDay dayToDay : List.of(DayToDay.CHANCE, DayToDay.USUAL)) {
                for (LeastFound.Kind kind : LeastFound.Kind.values()) {
                    progress.begin("Least " + kind.text() + " found, " + text(dayToDay), rows.size());
                    for (int n : rows) {
                        lines.add(power(dayToDay, kind, n, worlds));
                        progress.reach(rows.indexOf(n) + 1);
                    }
                    progress.end();
                }
            }
        }
        return lines;
    }

    private DetectionReport.Power power(DayToDay dayToDay, LeastFound.Kind kind, int rows, int worlds) {
        long seed = plan.seedOf(BenchPart.POWER, kind.ordinal(), rows);
        OptionalDouble decision = new LeastFound(Detector.decision(), dayToDay).least(seed, rows, kind, worlds);
        OptionalDouble peer = kind == LeastFound.Kind.CLASS_SHARE || dayToDay != DayToDay.CHANCE
                ? OptionalDouble.empty()
                : new LeastFound(Detector.kolmogorovSmirnov(), dayToDay).least(seed, rows, kind, worlds);
        return new DetectionReport.Power(dayToDay, kind.text(), rows, decision, peer);
    }

    private static String text(DayToDay dayToDay) {
        return "days differ by " + dayToDay.name().toLowerCase(Locale.ROOT);
    }

    private List<DetectionReport.Events> events() {
        List<DetectionReport.Events> lines = new ArrayList<>();
        if (plan.parts().contains(BenchPart.EVENTS)) {
            progress.begin("Events", Event.values().length * plan.worlds());
            for (Event event : Event.values()) {
                lines.add(events(event));
            }
            progress.end();
        }
        return lines;
    }

    private DetectionReport.Events events(Event event) {
        InjectedEvents injected = new InjectedEvents();
        List<InjectedEvents.Outcome> outcomes = new ArrayList<>();
        for (int world = 0; world < plan.worlds(); world++) {
            outcomes.add(injected.of(event, plan.seedOf(BenchPart.EVENTS, event.ordinal(), world)));
            progress.reach(event.ordinal() * plan.worlds() + world + 1);
        }
        double[] delays = outcomes.stream()
                .flatMapToInt(outcome -> outcome.firstNight().stream())
                .asDoubleStream()
                .sorted()
                .toArray();
        return new DetectionReport.Events(
                event.name().toLowerCase(Locale.ROOT),
                plan.worlds(),
                delays.length,
                delays.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(delays[(delays.length - 1) / 2]),
                Arrays.stream(delays).max(),
                (int) outcomes.stream().filter(InjectedEvents.Outcome::named).count(),
                (int) outcomes.stream()
                        .filter(InjectedEvents.Outcome::otherKind)
                        .count());
    }
}
