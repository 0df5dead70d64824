package org.cxrwatch.job;

import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.performance.CustomShare;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CustomMetric;

/** The shares that users define, of every slice of a window: they need no labels, so that no maturity gates them. */
record CustomMetrics(List<CustomMetric> metrics, long leastRows) {

    /** One score a slice and metric; NOT_SUMMARISED where the window's cells were not all defined to hold it. */
    List<MetricScore> score(WindowParts parts) {
        List<MetricScore> scores = new ArrayList<>();
        parts.distributions()
                .forEach((slice, rows) -> metrics.forEach(metric -> {
                    MetricValue value = CustomShare.of(rows.share(metric)).restingOn(leastRows);
                    scores.add(new MetricScore(parts.at(slice), metric.name(), value.score(), value.n()));
                }));
        return scores;
    }
}
