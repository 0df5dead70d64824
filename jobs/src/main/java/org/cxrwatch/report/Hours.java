package org.cxrwatch.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.cxrwatch.model.Scope;
import org.cxrwatch.score.MetricScore;

/** The hours of a day in pictures. */
final class Hours {

    private static final double SLOW_SECONDS = 2;

    private Hours() {}

    /** Requests, failures and time to answer of the service, as far as hours were scored. */
    static List<Picture> pictures(List<MetricScore> scores) {
        List<HourBars> bars = List.of(
                bars("Requests, hour by hour", scores, "requests", Shown::number),
                bars("Failed requests, hour by hour", scores, "error_rate", Shown::percent),
                new HourBars(
                        "Seconds to answer, hour by hour",
                        values(scores, "latency_mean"),
                        Optional.of(SLOW_SECONDS),
                        Shown::number));
        List<Picture> pictures = new ArrayList<>();
        bars.stream()
                .filter(one -> !one.values().isEmpty())
                .map(HourBars::picture)
                .forEach(pictures::add);
        return pictures;
    }

    private static HourBars bars(String title, List<MetricScore> scores, String metric, DoubleFunction<String> text) {
        return new HourBars(title, values(scores, metric), Optional.empty(), text);
    }

    private static Map<Integer, Double> values(List<MetricScore> scores, String metric) {
        Map<Integer, Double> values = new TreeMap<>();
        scores.stream()
                .filter(score ->
                        score.metric().equals(metric) && score.where().scope().equals(Scope.SERVICE))
                .forEach(score -> score.score()
                        .number()
                        .ifPresent(value -> values.put(
                                score.where()
                                        .window()
                                        .start()
                                        .atOffset(java.time.ZoneOffset.UTC)
                                        .getHour(),
                                value)));
        return values;
    }
}
