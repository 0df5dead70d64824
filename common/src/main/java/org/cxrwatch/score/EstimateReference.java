package org.cxrwatch.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.estimate.BlackBoxShift;
import org.cxrwatch.estimate.Calibration;
import org.cxrwatch.estimate.LabelFreeEstimate;
import org.cxrwatch.estimate.LabelFreePrevalence;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.Resolution;

/**
 * What a baseline teaches about answers whose labels have not come: what a score means, by the labels of all its
 * predictions, and how many of each slice are positive. The calibration is learnt once, each slice's prevalence when
 * it is first asked for. Not for several threads at a time.
 */
public final class EstimateReference {

    private final DriftReference baseline;
    private final Map<Slice, LabelPart> labels;
    private final DriftPolicy policy;
    private final Calibration calibration;
    private final EstimateGuard guard;
    private final Map<Slice, LabelFreePrevalence> prevalences = new HashMap<>();

    /**
     * Learns from a baseline.
     *
     * @param baseline its predictions
     * @param labels its labels by slice, as far as they are known
     * @param policy says how severe a drift is
     * @param positiveClass the class whose probability the scores are
     */
    public EstimateReference(
            DriftReference baseline, Map<Slice, LabelPart> labels, DriftPolicy policy, String positiveClass) {
        this.baseline = baseline;
        this.labels = Map.copyOf(labels);
        this.policy = policy;
        this.calibration = Calibration.learn(labelsOf(Slice.ALL).standing(), positiveClass);
        this.guard = new EstimateGuard(calibration, policy);
    }

    /**
     * What is expected of a slice of a window. {@link Reason#IN_BASELINE} where it would be told what it was learnt
     * from, {@link Reason#NO_BASELINE} of a slice that the baseline does not know.
     *
     * @param window its predictions
     * @param slice one that has rows in it
     * @param drift decided scores of the window against this baseline, of any slice
     */
    public SliceEstimate estimate(WindowParts window, Slice slice, List<SubjectScore> drift) {
        DistributionPart rows = window.distributions().get(slice);
        Optional<DistributionPart> usual = baseline.baseline().total(slice);
        if (baseline.overlaps(window)) {
            return SliceEstimate.none(Reason.IN_BASELINE, rows.rows());
        }
        if (usual.isEmpty()) {
            return SliceEstimate.none(Reason.NO_BASELINE, rows.rows());
        }
        LabelFreePrevalence prevalences = prevalence(slice, usual.get());
        MetricValue prevalence = prevalences.score(rows);
        EstimateTrust trust = trust(new EstimateGuard.Evidence(
                rows,
                drift.stream()
                        .filter(score -> score.where().slice().equals(slice))
                        .toList(),
                prevalence,
                prevalences.ofBaseline()));
        return new SliceEstimate(LabelFreeEstimate.of(calibration, rows), prevalence, blackBox(slice, rows), trust);
    }

    /** Doubts hold numbers, and fewer rows than these tell nothing that may leave the lake. */
    private EstimateTrust trust(EstimateGuard.Evidence evidence) {
        return evidence.window().rows() < policy.leastRows() ? new EstimateTrust(List.of()) : guard.judge(evidence);
    }

    private LabelFreePrevalence prevalence(Slice slice, DistributionPart usual) {
        return prevalences.computeIfAbsent(slice, fresh -> new LabelFreePrevalence(calibration, usual));
    }

    private MetricValue blackBox(Slice slice, DistributionPart rows) {
        String positive = calibration.positiveClass();
        return new BlackBoxShift(Confusion.of(labelsOf(slice).standing(), positive))
                .score(rows.rowsOf(positive), rows.rows());
    }

    private LabelPart labelsOf(Slice slice) {
        return labels.getOrDefault(slice, LabelPart.empty(Resolution.BASELINE));
    }
}
