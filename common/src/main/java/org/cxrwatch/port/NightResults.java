package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;

/**
 * What one night found, as of its instant: rows of the result tables, changed or not.
 *
 * @param asOf only what had arrived by then counts
 * @param metrics window_metric
 * @param measures drift_measure
 * @param subjects drift_score
 * @param verdicts window_verdict
 * @param hosts system_metric_window
 * @param distributions distribution
 */
public record NightResults(
        Instant asOf,
        List<MetricScore> metrics,
        List<MeasureScore> measures,
        List<SubjectScore> subjects,
        List<Verdict> verdicts,
        List<HostMetric> hosts,
        List<DistributionBins> distributions) {

    /** Copies the lists. */
    public NightResults {
        metrics = List.copyOf(metrics);
        measures = List.copyOf(measures);
        subjects = List.copyOf(subjects);
        verdicts = List.copyOf(verdicts);
        hosts = List.copyOf(hosts);
        distributions = List.copyOf(distributions);
    }
}
