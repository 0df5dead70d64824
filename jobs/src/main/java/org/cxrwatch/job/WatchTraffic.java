package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.traffic.DailyRequests;
import org.cxrwatch.traffic.LifeCycle;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.traffic.TrafficPolicy;

/** The life of sites, scanners and versions as nights see it, for people to look at; nothing is stored. */
public final class WatchTraffic {

    private final Cells cells;
    private final EvaluationPolicy policy;

    /** Answers by this policy. */
    public WatchTraffic(Cells cells, EvaluationPolicy policy) {
        this.cells = cells;
        this.policy = policy;
    }

    /**
     * What was found.
     *
     * @param days the days asked for of which anything is known, in order
     * @param leftOut by attribute, how many of its values are not watched, as there are too many
     */
    public record Found(List<TrafficDay> days, SortedMap<String, Long> leftOut) {

        /** Copies the list. */
        public Found {
            days = List.copyOf(days);
        }
    }

    /**
     * The days of a range.
     *
     * @param first the first one
     * @param last the last one: the night as which it is seen
     * @param asOf only what had arrived by then counts
     */
    public Found run(LocalDate first, LocalDate last, Instant asOf) {
        Period horizon = policy.alertHorizon();
        LocalDate ofNight = last.plusDays(1).minus(horizon);
        LocalDate from = first.isBefore(ofNight) ? first : ofNight;
        CellSums sums = new CellSums(cells.load(new Cells.Range(
                from.minusDays(ServiceScorer.TRAFFIC_DAYS),
                last,
                Set.of(PartKind.SERVICE, PartKind.DISTRIBUTION),
                asOf)));
        TrafficPolicy traffic = policy.traffic();
        KnownRequests requests = new KnownRequests(sums, traffic.nestedIn());
        List<TrafficDay> days = new TrafficScorer(requests, traffic)
                .days(from, last, asOf).stream()
                        .filter(day -> !day.day().isBefore(first))
                        .toList();
        return new Found(days, leftOut(requests.daily(from.minusDays(ServiceScorer.TRAFFIC_DAYS), last, asOf)));
    }

    private SortedMap<String, Long> leftOut(DailyRequests daily) {
        Set<Slice> watched = Set.copyOf(new LifeCycle(policy.traffic(), Map.of()).watched(daily));
        return daily.slices().stream()
                .filter(slice -> policy.traffic().attributes().contains(slice.key()) && !watched.contains(slice))
                .collect(Collectors.groupingBy(Slice::key, TreeMap::new, Collectors.counting()));
    }
}
