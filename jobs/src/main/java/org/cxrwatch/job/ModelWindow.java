package org.cxrwatch.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.EstimateTrust;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SliceEstimate;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;

/**
 * What a version's window comes to, but for words.
 *
 * @param parts what is known of it
 * @param input how its images and answers compare with the baseline
 * @param concept how its accuracy compares with the baseline's; empty without one
 * @param why of a day whose accuracy drifted, which value explains that and what moved there; empty otherwise
 * @param metrics performance, measured whether mature or not
 * @param judged the same, metrics of labels not measured where these are immature: what rules may judge
 */
record ModelWindow(
        WindowParts parts,
        InputDrift input,
        List<SubjectScore> concept,
        Optional<String> why,
        List<MetricScore> metrics,
        List<MetricScore> judged) {

    /**
     * Data and prediction drift of a window.
     *
     * @param reference what it was compared with, if anything
     * @param subjects decided scores
     * @param previous scores against the window before, which decide nothing
     * @param causes by kind
     * @param measures every measure
     * @param bins for drawing
     * @param estimates of a day, what its labels are expected to say, by slice; none of other windows
     */
    record InputDrift(
            Optional<DriftReference> reference,
            List<SubjectScore> subjects,
            List<SubjectScore> previous,
            SortedMap<DriftKind, List<Slice>> causes,
            List<MeasureScore> measures,
            List<DistributionBins> bins,
            SortedMap<Slice, SliceEstimate> estimates) {

        /** Whether the estimates may be believed, by slice. */
        Map<Slice, EstimateTrust> trusts() {
            return estimates.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, estimate -> estimate.getValue().trust()));
        }
    }

    /** All decided scores. */
    List<SubjectScore> subjects() {
        return Stream.concat(input.subjects().stream(), concept.stream()).toList();
    }
}
