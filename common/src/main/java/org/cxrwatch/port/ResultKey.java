package org.cxrwatch.port;

import java.util.List;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.WindowSlice;

/**
 * What a row of the result tables is about: two rows with one key are the same thing, known at different times.
 *
 * <p>The baseline is no part of it. A version has one active baseline, so a subject scored against another one is the
 * same subject known better, and the new row takes the place of the old.
 *
 * @param parts what tells rows of one table apart
 */
public record ResultKey(List<Object> parts) {

    /** Copies the list. */
    public ResultKey {
        parts = List.copyOf(parts);
    }

    /** Of a row of {@code window_metric}. */
    public static ResultKey of(MetricScore row) {
        return new ResultKey(List.of(row.where(), row.metric()));
    }

    /** Of a row of {@code drift_score}. */
    public static ResultKey of(SubjectScore row) {
        return new ResultKey(
                List.of(row.where(), row.kind(), row.subject(), row.reference().comparison()));
    }

    /** Of a row of {@code window_verdict}. */
    public static ResultKey of(Verdict row) {
        return new ResultKey(List.of(row.where()));
    }

    /** Of a row of {@code distribution}. */
    public static ResultKey of(DistributionBins row) {
        return comparedSubject(row.where(), row.subject(), row.reference().comparison());
    }

    /** Of a row of {@code system_metric_window}. */
    public static ResultKey of(HostMetric row) {
        return new ResultKey(List.of(row.host(), row.window(), row.metric()));
    }

    /** What a measure in {@code drift_measure} is of. */
    static ResultKey measuredSubject(MeasureScore row) {
        return comparedSubject(row.where(), row.subject(), row.reference().comparison());
    }

    static ResultKey measuredSubject(SubjectScore row) {
        return comparedSubject(row.where(), row.subject(), row.reference().comparison());
    }

    /**
     * What the measures in {@code drift_measure} share with the rows in {@code drift_score} of the same predictions.
     */
    static ResultKey comparisonOf(MeasureScore row) {
        return new ResultKey(List.of(row.where(), row.reference().comparison()));
    }

    static ResultKey comparisonOf(SubjectScore row) {
        return new ResultKey(List.of(row.where(), row.reference().comparison()));
    }

    private static ResultKey comparedSubject(WindowSlice where, String subject, Comparison comparison) {
        return new ResultKey(List.of(where, subject, comparison));
    }
}
