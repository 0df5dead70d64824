package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.LAKESIDE;
import static org.cxrwatch.alert.Examples.NORTH;
import static org.cxrwatch.alert.Examples.V1;
import static org.cxrwatch.alert.Examples.VALLEY;
import static org.cxrwatch.alert.Examples.metric;
import static org.cxrwatch.alert.Examples.subject;
import static org.cxrwatch.alert.Judged.DAY;
import static org.cxrwatch.alert.Judged.judgements;
import static org.cxrwatch.alert.Judged.ofDrift;
import static org.cxrwatch.alert.Judged.raised;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.junit.jupiter.api.Test;

class DriftJudgingTest {

    private static final Slice SCANNER = new Slice("scanner", "valley-1");

    @Test
    void driftSeverityFollowsTheLargestExcessOfItsKind() {
        List<Judgement> judgements = ofDrift(
                List.of(
                        subject(DAY, VALLEY, DriftKind.DATA, "mean_intensity", 0.74),
                        subject(DAY, VALLEY, DriftKind.DATA, "skewness", 0.31),
                        subject(DAY, VALLEY, DriftKind.DATA, "entropy", 0.02),
                        subject(DAY, VALLEY, DriftKind.PREDICTION, "positive_score", 0.2),
                        subject(DAY, NORTH, DriftKind.PREDICTION, "class_share", 0.19)),
                List.of(
                        new DriftCause(V1, DAY, DriftKind.DATA, VALLEY),
                        new DriftCause(V1, DAY, DriftKind.PREDICTION, VALLEY)));

        assertThat(judgements.get(0)).isInstanceOfSatisfying(Judgement.Raised.class, data -> {
            assertThat(data.severity()).isEqualTo(AlertSeverity.EMERGENCY);
            assertThat(data.text())
                    .isEqualTo(
                            "data drift at site=valley (v1.0.0) on 2026-10-06: mean_intensity moved, median 131 \u2192"
                                    + " 158, by 0.74 more than chance (n 82, adjusted p < 0.0001); also skewness; 2 of"
                                    + " 3 subjects.");
        });
        assertThat(judgements)
                .filteredOn(one -> one.key().metric().equals("prediction"))
                .satisfiesExactly(
                        north -> assertThat(north).isInstanceOf(Judgement.Explained.class),
                        valley -> assertThat(((Judgement.Raised) valley).severity())
                                .isEqualTo(AlertSeverity.WARNING));
    }

    @Test
    void driftThatNobodyNamedACauseOfStillRaisesAtTheMostUrgentSlice() {
        List<Judgement> judgements = ofDrift(
                List.of(
                        subject(DAY, Slice.ALL, DriftKind.DATA, "entropy", 0.15),
                        subject(DAY, SCANNER, DriftKind.DATA, "entropy", 0.6)),
                List.of());

        assertThat(raised(judgements)).containsExactly(SCANNER);
    }

    @Test
    void imagesThatMovedBecauseOtherPatientsCameRaiseNothing() {
        List<Judgement> judgements = ofDrift(
                List.of(
                        subject(DAY, Slice.ALL, DriftKind.DATA, "entropy", 0.2),
                        subject(DAY, NORTH, DriftKind.DATA, "entropy", 0.2),
                        subject(DAY, VALLEY, DriftKind.DATA, "entropy", 0),
                        subject(DAY, Slice.ALL, DriftKind.PREDICTION, "class_share", 0.25)),
                List.of(new DriftCause(V1, DAY, DriftKind.PREDICTION, Slice.ALL)));

        assertThat(judgements)
                .filteredOn(Judgement.Raised.class::isInstance)
                .singleElement()
                .satisfies(one -> assertThat(one.key().metric()).isEqualTo("prediction"));
        assertThat(judgements)
                .filteredOn(Judgement.Explained.class::isInstance)
                .singleElement()
                .satisfies(one -> assertThat(one.text()).endsWith("Explained by all."));
    }

    @Test
    void noDriftIsClearAndNoDecisionIsUndecided() {
        SubjectScore quiet = subject(DAY, NORTH, DriftKind.DATA, "entropy", 0.01);
        SubjectScore unmeasured = new SubjectScore(
                quiet.where(),
                DriftKind.PREDICTION,
                "class_share",
                quiet.reference(),
                Score.none(Reason.IN_BASELINE),
                SubjectScore.Evidence.none(80, 500),
                org.cxrwatch.score.Decision.NOT_DECIDED,
                quiet.aids(),
                Optional.empty());

        List<Judgement> judgements = ofDrift(List.of(quiet, unmeasured), List.of());

        assertThat(judgements.get(0)).isInstanceOf(Judgement.Clear.class);
        assertThat(judgements.get(1)).isInstanceOf(Judgement.Undecided.class);
        assertThat(judgements.get(1).text()).contains("in_baseline");
    }

    @Test
    void conceptDriftFollowsTheCausesOfDriftAndElseTheAccuracies() {
        List<SubjectScore> concept = List.of(
                subject(DAY, Slice.ALL, DriftKind.CONCEPT, "accuracy", 0.3),
                subject(DAY, NORTH, DriftKind.CONCEPT, "accuracy", 0.5),
                subject(DAY, LAKESIDE, DriftKind.CONCEPT, "accuracy", 0));
        List<MetricScore> accuracies = List.of(
                metric(V1, DAY, Slice.ALL, "accuracy", Score.of(0.65), 160),
                metric(V1, DAY, NORTH, "accuracy", Score.of(0.47), 60),
                metric(V1, DAY, LAKESIDE, "accuracy", Score.of(0.93), 100));
        Findings findings = found(accuracies, concept, List.of());
        Findings attached = found(List.of(), concept, List.of(new DriftCause(V1, DAY, DriftKind.DATA, NORTH)));

        assertThat(judgements(findings))
                .filteredOn(one -> one.key().metric().equals("concept"))
                .filteredOn(Judgement.Raised.class::isInstance)
                .extracting(one -> one.key().slice())
                .containsExactly(NORTH);
        assertThat(raised(judgements(attached))).containsExactly(NORTH);
    }

    private static Findings found(List<MetricScore> metrics, List<SubjectScore> subjects, List<DriftCause> causes) {
        return new Findings(
                metrics, subjects, causes, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                Map.of());
    }
}
