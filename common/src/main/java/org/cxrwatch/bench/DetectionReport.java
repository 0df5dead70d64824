package org.cxrwatch.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.window.WindowKind;

/**
 * What {@link DetectionBench} measured; a part that was not asked for has no lines.
 *
 * @param seed all worlds were drawn from
 * @param quiet shares of quiet nights that said something, of the decision
 * @param quietPeers the same of Kolmogorov and Smirnov's test
 * @param power the smallest changes that are found
 * @param events what became of events
 */
public record DetectionReport(
        long seed, List<Quiet> quiet, List<Quiet> quietPeers, List<Power> power, List<Events> events) {

    /** The rate that is promised: with nothing changed, a drift alert on at most so many nights. */
    public static final double PROMISED = 0.01;

    /** The share of baselines that must keep 2 %. */
    public static final double MOST = 0.9;

    /** Copies the lists. */
    public DetectionReport {
        quiet = List.copyOf(quiet);
        quietPeers = List.copyOf(quietPeers);
        power = List.copyOf(power);
        events = List.copyOf(events);
    }

    /**
     * Quiet nights under one condition.
     *
     * @param dayToDay how much more than chance days differ
     * @param baselineDays days of the baseline
     * @param window length of the windows
     * @param ratio rows of the window over rows of the baseline, where that was set
     * @param baselines how many, each of a world of its own
     * @param rate the share of nights with any drift
     */
    public record Quiet(
            DayToDay dayToDay,
            int baselineDays,
            WindowKind window,
            Optional<Double> ratio,
            int baselines,
            ClusteredRate rate) {

        /** Whether 1 % on average is within the interval or above it, and nine in ten baselines stay within 2 %. */
        public boolean isKept() {
            return rate.lower() <= PROMISED && rate.within() >= MOST;
        }
    }

    /**
     * The least change of one subject of one site that is found on nine nights in ten.
     *
     * @param dayToDay how much more than chance days differ
     * @param what mean, spread or class_share
     * @param rows of the site on a weekday
     * @param decision the least change the decision finds; empty if none that was tried
     * @param kolmogorovSmirnov the same of that test, where it keeps its rate too: where days differ by chance alone;
     *     empty too for class shares, which it does not test
     */
    public record Power(
            DayToDay dayToDay, String what, int rows, OptionalDouble decision, OptionalDouble kolmogorovSmirnov) {}

    /**
     * What became of an event that lasted two weeks, in hospitals of their own.
     *
     * @param event its name
     * @param hospitals how many
     * @param found in how many anything of its kind was found
     * @param medianDelay nights it went on before it was found, in half of those found; empty if none was
     * @param longestDelay the same, of the slowest
     * @param named in how many exactly the right slices were named on that night
     * @param otherKind in how many a cause of another kind was named too on that night
     */
    public record Events(
            String event,
            int hospitals,
            int found,
            OptionalDouble medianDelay,
            OptionalDouble longestDelay,
            int named,
            int otherKind) {}
}
