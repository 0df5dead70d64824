package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final Slice VALLEY = new Slice("site", "valley");
    private final Verdicts verdicts = new Verdicts(DriftPolicy.DEFAULT);

    @Test
    void aSliceIsAsSevereAsItsLargestDecidedExcess() {
        List<Verdict> found = verdicts(
                new TreeMap<>(),
                SomeScores.drifted(DriftKind.DATA, "site=valley", "entropy", 0.25, Map.of()),
                SomeScores.drifted(DriftKind.DATA, "site=valley", "skewness", 0.35, Map.of()),
                SomeScores.quiet(DriftKind.DATA, "site=valley", "edges", 0.9),
                SomeScores.quiet(DriftKind.DATA, "all", "edges", 0.7));
        Verdict valley = found.get(1);
        assertThat(valley.where().slice()).isEqualTo(VALLEY);
        assertThat(valley.severity()).isEqualTo(Severity.HIGH);
        assertThat(valley.data().number().orElseThrow()).isCloseTo(1.0, within(1e-12));
        assertThat(valley.worst()).isEmpty();
        assertThat(valley.recommendations()).isEmpty();
    }

    @Test
    void theWindowIsAsSevereAsItsWorstSliceAndNamesIt() {
        Verdict window = verdicts(
                        SomeScores.causes(DriftKind.DATA, "site=valley"),
                        SomeScores.drifted(DriftKind.DATA, "site=valley", "entropy", 0.55, Map.of()),
                        SomeScores.drifted(DriftKind.DATA, "scanner=valley-1", "entropy", 0.7, Map.of()),
                        SomeScores.drifted(DriftKind.DATA, "all", "entropy", 0.15, Map.of()))
                .get(0);
        assertThat(window.where().slice()).isEqualTo(Slice.ALL);
        assertThat(window.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(window.worst()).as("a cause before its symptoms").hasValue(VALLEY);
        assertThat(window.causes()).containsOnly(Map.entry(DriftKind.DATA, List.of(VALLEY)));
        assertThat(window.data().number().orElseThrow()).isCloseTo(0.25, within(1e-12));
        assertThat(window.recommendations()).containsExactly("read this");
    }

    @Test
    void withoutCausesTheWorstOfAllThatDriftedIsNamed() {
        assertThat(verdicts(
                                new TreeMap<>(),
                                SomeScores.drifted(DriftKind.DATA, "site=north", "entropy", 0.2, Map.of()),
                                SomeScores.drifted(DriftKind.CONCEPT, "site=valley", "accuracy", 0.3, Map.of()))
                        .get(0)
                        .worst())
                .hasValue(VALLEY);
    }

    @Test
    void withoutADecisionThereIsNoSeverity() {
        Verdict window = verdicts(new TreeMap<>(), SomeScores.quiet(DriftKind.DATA, "all", "entropy", 0.6))
                .get(0);
        assertThat(window.severity()).isEqualTo(Severity.NONE);
        assertThat(window.worst()).isEqualTo(Optional.empty());
    }

    @Test
    void overallIsTheLargestOfWhatWasMeasured() {
        Verdict window = verdicts(
                        new TreeMap<>(),
                        SomeScores.quiet(DriftKind.DATA, "all", "entropy", 0.1),
                        SomeScores.quiet(DriftKind.PREDICTION, "all", "positive_score", 0.05),
                        SomeScores.quiet(DriftKind.PREDICTION, "all", "class_share", 0.4),
                        SomeScores.unmeasured(DriftKind.CONCEPT, "all", "accuracy", Reason.LABELS_IMMATURE))
                .get(0);
        assertThat(window.overall().number().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(window.prediction()).isEqualTo(window.overall());
        assertThat(window.concept().absence()).hasValue(Reason.LABELS_IMMATURE);
    }

    @Test
    void whatWasNotMeasuredSaysWhy() {
        Verdict window = verdicts(
                        new TreeMap<>(), SomeScores.unmeasured(DriftKind.DATA, "all", "entropy", Reason.TOO_FEW_ROWS))
                .get(0);
        assertThat(window.data().absence()).hasValue(Reason.TOO_FEW_ROWS);
        assertThat(window.overall().absence()).hasValue(Reason.TOO_FEW_ROWS);
        assertThat(window.concept().absence()).hasValue(Reason.NO_BASELINE);
    }

    @Test
    void withoutABaselineEverySliceSaysSo() {
        WindowParts window = SyntheticDays.window(SomeScores.DAY, new SyntheticDays(1, 60).day(SomeScores.DAY));
        List<Verdict> found = verdicts.of(window, new Verdicts.Findings(List.of(), new TreeMap<>(), List.of()));
        assertThat(found)
                .hasSize(window.distributions().size())
                .allMatch(verdict -> verdict.overall().absence().equals(Optional.of(Reason.NO_BASELINE)))
                .allMatch(verdict -> verdict.severity() == Severity.NONE);
        assertThat(found.get(0).where().slice()).isEqualTo(Slice.ALL);
    }

    private List<Verdict> verdicts(SortedMap<DriftKind, List<Slice>> causes, SubjectScore... scores) {
        return verdicts.of(SomeScores.EMPTY, new Verdicts.Findings(List.of(scores), causes, List.of("read this")));
    }
}
