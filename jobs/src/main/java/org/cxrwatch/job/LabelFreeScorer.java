package org.cxrwatch.job;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.EstimateReference;
import org.cxrwatch.score.SliceEstimate;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;

/**
 * Estimates how right a version's days are before their labels come. An estimate is a forecast: it rests on the labels
 * of the baseline that were known when the day ended, and does not learn from those that came later, so that its error
 * is one it really made.
 */
final class LabelFreeScorer {

    private final EvaluationPolicy policy;
    private final BaselineLabels labels;
    private final Map<String, Learnt> learnt = new HashMap<>();

    /** Lasts as long as no more labels of the baseline are known. */
    private record Learnt(long labels, EstimateReference reference) {}

    LabelFreeScorer(EvaluationPolicy policy, CellSums cells) {
        this.policy = policy;
        this.labels = new BaselineLabels(new KnownDays(cells));
    }

    /** The estimates of a day against a baseline. */
    SortedMap<Slice, SliceEstimate> estimate(WindowParts day, DriftReference baseline, List<SubjectScore> drift) {
        EstimateReference reference = learn(baseline, day.window().end());
        SortedMap<Slice, SliceEstimate> estimates = new TreeMap<>();
        day.distributions().keySet().forEach(slice -> estimates.put(slice, reference.estimate(day, slice, drift)));
        return Collections.unmodifiableSortedMap(estimates);
    }

    /** That there are none, as there is no baseline. */
    static SortedMap<Slice, SliceEstimate> withoutBaseline(WindowParts day) {
        SortedMap<Slice, SliceEstimate> estimates = new TreeMap<>();
        day.distributions()
                .forEach((slice, rows) -> estimates.put(slice, SliceEstimate.none(Reason.NO_BASELINE, rows.rows())));
        return Collections.unmodifiableSortedMap(estimates);
    }

    private EstimateReference learn(DriftReference baseline, Instant asOf) {
        BaselineLabels.Known known = labels.of(baseline, asOf);
        String id = baseline.baseline().about().id();
        Learnt before = learnt.get(id);
        if (before == null || before.labels() != known.cells()) {
            before = new Learnt(
                    known.cells(),
                    new EstimateReference(baseline, known.labels(), policy.drift(), policy.positiveClass()));
            learnt.put(id, before);
        }
        return before.reference();
    }
}
