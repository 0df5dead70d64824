package org.cxrwatch.job;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.window.Window;

/**
 * How long one thread takes for all that a night says of a day's labels, there or not, of 22 slices: a program, not a
 * test. Argument: how often each day of the six weeks is scored (default 3).
 */
public final class PerformancePace {

    private static final String VERSION = "v1.0.0";

    private final CellSums cells;
    private final DriftReference baseline;
    private final EvaluationPolicy policy = SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of());
    private final Map<String, Long> spent = new LinkedHashMap<>();

    private PerformancePace(SixWeeks weeks) {
        this.cells = new CellSums(weeks.cells());
        this.baseline = new DriftReference(weeks.baseline(SixWeeksReplay.FIRST_WEEK));
    }

    /** Measures and prints. */
    public static void main(String[] arguments) {
        int turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        PerformancePace pace = new PerformancePace(new SixWeeks(LocalDate.of(2026, 11, 3)));
        for (int turn = 0; turn < turns; turn++) {
            pace.turn(turn + 1);
        }
    }

    private void turn(int turn) {
        spent.clear();
        List<Double> times = new ArrayList<>();
        LocalDate.of(2026, 9, 8).datesUntil(LocalDate.of(2026, 10, 9)).forEach(day -> {
            WindowParts parts =
                    WindowParts.ofDay(cells, VERSION, day, Window.day(day).end());
            List<SubjectScore> drift = new DriftDecision(policy.drift()).decide(baseline, parts);
            long began = cpu();
            score(day, parts, drift);
            times.add((cpu() - began) / 1e9);
        });
        double[] sorted = times.stream().mapToDouble(time -> time).sorted().toArray();
        StringBuilder shares = new StringBuilder();
        spent.forEach((part, nanos) ->
                shares.append(String.format(Locale.ROOT, " %s %.1f,", part, nanos / 1e6 / times.size())));
        System.out.printf(
                Locale.ROOT,
                "turn %d: a day's processor time %.3f s (median), %.3f s (largest); on average, in ms:%s%n",
                turn,
                sorted[sorted.length / 2],
                Arrays.stream(sorted).max().orElseThrow(),
                shares);
    }

    /** Two weeks later, when its labels are there; the estimate by what was known then, learnt anew for each day. */
    private void score(LocalDate day, WindowParts parts, List<SubjectScore> drift) {
        LocalDate night = day.plusDays(14);
        Instant asOf = Window.day(night).end();
        WindowParts labelled = WindowParts.ofDay(cells, VERSION, day, asOf);
        KnownLabels known =
                timed("labels known", () -> new LabelKnowledge(cells, night, asOf).known(LabelMaturity.Policy.DEFAULT));
        List<MetricScore> performance = timed(
                "metrics", () -> new LabelledPerformance(policy.positiveClass(), policy.leastRows()).score(labelled));
        timed("final", () -> new Maturities(labelled, performance, known, policy.leastRows()).scores());
        timed("estimates", () -> new LabelFreeScorer(policy, cells).estimate(parts, baseline, drift));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private <T> T timed(String part, Supplier<T> work) {
        long began = cpu();
        T result = work.get();
        spent.merge(part, cpu() - began, Long::sum);
        return result;
    }
}
