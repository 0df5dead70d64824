package org.cxrwatch.performance;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.Resolution;

/**
 * A program that prints what a night's metrics from labels cost in one thread, in its processor time: those stored,
 * those on request and the corrected shares, each for {@code all} and 20 slices whose histograms are full. Argument:
 * nights, e.g. {@code 50}.
 */
public final class MetricsPace {

    private static final int SLICES = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final MadeWorld WORLD = new MadeWorld(-0.5, 2.5, 0.4, 0.6);

    /** A slice's labels and answers. */
    private record Part(LabelledScores labels, DistributionPart answers) {

        Outcomes outcomes() {
            return Outcomes.of(labels, Labelled.POSITIVE, answers.rows());
        }
    }

    private MetricsPace() {}

    /** Prints the figures. */
    public static void main(String[] nights) {
        List<Part> parts = new ArrayList<>();
        parts.add(part(Resolution.ALL, 20_000));
        for (int i = 0; i < SLICES; i++) {
            parts.add(part(Resolution.SLICE, 4_000));
        }
        int times = Integer.parseInt(nights[0]);
        for (int i = 0; i < times; i++) {
            score(parts, PerformanceMetrics.all());
        }
        say("stored", times, () -> score(parts, PerformanceMetrics.all()));
        say("on request", times, () -> score(parts, PerformanceMetrics.onRequest()));
        say(
                "corrected",
                times,
                () -> parts.stream()
                        .mapToLong(part -> VerificationBias.of(part.labels(), part.answers(), Labelled.POSITIVE)
                                .byScore()
                                .accuracy()
                                .n())
                        .sum());
    }

    private static Part part(Resolution resolution, int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        LabelledScores labels = LabelledScores.empty(resolution);
        DistributionPart answers = DistributionPart.empty(resolution);
        for (String said : new String[] {Labelled.POSITIVE, Labelled.NEGATIVE}) {
            for (String actual : new String[] {Labelled.POSITIVE, Labelled.NEGATIVE}) {
                double[] scores = WORLD.unrounded(random, rows, said.equals(Labelled.POSITIVE));
                labels = labels.plus(Labelled.scores(resolution, actual, said, Arrays.copyOf(scores, rows / 10)));
                answers = answers.plus(Labelled.answers(resolution, said, scores));
            }
        }
        return new Part(labels, answers);
    }

    private static long score(List<Part> parts, List<PerformanceMetric> metrics) {
        long n = 0;
        for (Part part : parts) {
            Outcomes outcomes = part.outcomes();
            for (PerformanceMetric metric : metrics) {
                n += metric.score(outcomes).n();
            }
        }
        return n;
    }

    private static void say(String what, int times, LongSupplier night) {
        double[] milliseconds = new double[times];
        long rows = 0;
        for (int i = 0; i < times; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            rows += night.getAsLong();
            milliseconds[i] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f ms a night (median), %.0f at most, n in all %d%n",
                what,
                milliseconds[times / 2],
                milliseconds[times - 1],
                rows / times);
    }
}
