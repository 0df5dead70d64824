package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.traffic.DailyRequests;
import org.cxrwatch.traffic.LifeCycle;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.traffic.TrafficPolicy;
import org.cxrwatch.traffic.Usual;
import org.cxrwatch.traffic.ValueDay;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/** Scores the requests of days, of all that is watched, beside those usual on their weekdays. */
final class TrafficScorer {

    private static final String REQUESTS = "requests";

    private final KnownRequests requests;
    private final TrafficPolicy policy;

    TrafficScorer(KnownRequests requests, TrafficPolicy policy) {
        this.requests = requests;
        this.policy = policy;
    }

    /** The days of a range as known then; eight weeks more are looked back at. */
    List<TrafficDay> days(LocalDate first, LocalDate last, Instant asOf) {
        DailyRequests daily = requests.daily(first.minusDays(ServiceScorer.TRAFFIC_DAYS), last, asOf);
        return new LifeCycle(policy, requests.within(asOf))
                .fold(daily).stream().filter(day -> !day.day().isBefore(first)).toList();
    }

    /** What a day's tables hold of it: requests where nobody else counts them, what is usual, and the probability. */
    static List<MetricScore> metrics(TrafficDay day, List<MetricScore> others) {
        Set<Slice> counted = others.stream()
                .filter(score -> score.metric().equals(REQUESTS)
                        && score.where().window().equals(Window.day(day.day())))
                .map(score -> score.where().slice())
                .collect(Collectors.toSet());
        List<MetricScore> scores = new ArrayList<>();
        day.values().values().stream()
                .filter(value -> !value.slice().key().equals(DailyRequests.VERSION))
                .forEach(value -> {
                    WindowSlice where = new WindowSlice(Scope.SERVICE, Window.day(day.day()), value.slice());
                    if (!counted.contains(value.slice())) {
                        scores.add(new MetricScore(where, REQUESTS, measured(value.requests()), value.requests()));
                    }
                    scores.add(new MetricScore(
                            where,
                            MetricNames.REQUESTS_USUAL,
                            value.usual().map(usual -> measured(usual.mean())).orElseGet(TrafficScorer::unknown),
                            weeks(value)));
                    scores.add(new MetricScore(
                            where,
                            MetricNames.REQUESTS_P,
                            value.p().isPresent() ? measured(value.p().getAsDouble()) : unknown(),
                            weeks(value)));
                });
        return scores;
    }

    private static Score measured(double value) {
        return new Score.Measured(value, value, value);
    }

    /** Two such weekdays are not known, or none usually has any. */
    private static Score unknown() {
        return Score.none(Reason.TOO_FEW_ROWS);
    }

    private static long weeks(ValueDay value) {
        return Optional.of(value).flatMap(ValueDay::usual).map(Usual::weeks).orElse(0);
    }
}
