package org.cxrwatch.job;

import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.Outcomes;
import org.cxrwatch.performance.PerformanceMetric;
import org.cxrwatch.performance.PerformanceMetrics;
import org.cxrwatch.performance.VerificationBias;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;

/** What the labels of a window say of its answers, slice by slice. */
final class LabelledPerformance {

    private final String positiveClass;
    private final long leastRows;

    /**
     * By the labels.
     *
     * @param positiveClass the class whose probability the scores are
     * @param leastRows fewer rows tell nothing that may leave the lake
     */
    LabelledPerformance(String positiveClass, long leastRows) {
        this.positiveClass = positiveClass;
        this.leastRows = leastRows;
    }

    List<MetricScore> score(WindowParts parts) {
        List<MetricScore> scores = new ArrayList<>();
        parts.distributions().forEach((slice, answers) -> {
            LabelPart labels = parts.labels().getOrDefault(slice, LabelPart.empty(answers.resolution()));
            Rows rows = new Rows(parts, slice, scores);
            all(rows, labels, answers);
            corrected(rows, labels, answers);
        });
        return scores;
    }

    private record Rows(WindowParts parts, Slice slice, List<MetricScore> scores) {

        void add(String metric, MetricValue value) {
            scores.add(new MetricScore(parts.at(slice), metric, value.score(), value.n()));
        }
    }

    private void all(Rows rows, LabelPart labels, DistributionPart answers) {
        Outcomes outcomes = Outcomes.of(labels.standing(), positiveClass, answers.rows());
        for (PerformanceMetric metric : PerformanceMetrics.all()) {
            boolean counts = metric.name().equals(MetricNames.LABEL_COVERAGE);
            rows.add(metric.name(), metric.score(outcomes).restingOn(counts ? 0 : leastRows));
        }
    }

    /** Labels that come to some answers rather than to others: what would be seen if they came to all alike. */
    private void corrected(Rows rows, LabelPart labels, DistributionPart answers) {
        VerificationBias bias = VerificationBias.of(labels.standing(), answers, positiveClass);
        rows.add(MetricNames.SENSITIVITY_CORRECTED, bias.byScore().sensitivity().restingOn(leastRows));
        rows.add(MetricNames.SPECIFICITY_CORRECTED, bias.byScore().specificity().restingOn(leastRows));
        rows.add(
                MetricNames.COVERAGE_BY_SCORE,
                new MetricValue(bias.coverage().p(), answers.rows()).restingOn(leastRows));
    }
}
