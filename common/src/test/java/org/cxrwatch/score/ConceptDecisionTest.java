package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.LabelHistory;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;

class ConceptDecisionTest {

    private static final LocalDate DAY = SyntheticDays.FIRST.plusDays(10);
    private static final Slice NORTH = new Slice("site", "north");
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final SyntheticDays HOSPITAL = new SyntheticDays(21, 400);
    private static final DriftReference REFERENCE = HOSPITAL.baseline();
    private static final List<Prediction> QUIET = HOSPITAL.day(DAY);

    private final ConceptDecision decision = new ConceptDecision(DriftPolicy.DEFAULT);

    @Test
    void theProbabilityIsFishersAsSciPyGivesIt() {
        for (OracleTable.Line line : OracleTable.read("fisher.csv")) {
            Map<Slice, LabelPart> before =
                    Map.of(Slice.ALL, labels(line.whole("n_baseline"), line.whole("right_baseline")));
            WindowParts after = windowWith(Map.of(Slice.ALL, labels(line.whole("n"), line.whole("right"))));
            SubjectScore score = find(decide(before, after, always(1)), Slice.ALL);
            double expected = line.number("p");
            assertThat(score.evidence().p()).as("%s", line).isCloseTo(expected, within(1e-9 * expected));
            assertThat(score.evidence().n()).isEqualTo(line.whole("n"));
        }
    }

    @Test
    void aFallAtOneSiteIsFoundThere() {
        Map<Slice, LabelPart> before =
                Map.of(Slice.ALL, labels(1_800, 1_570), NORTH, labels(600, 520), VALLEY, labels(300, 260));
        WindowParts after =
                windowWith(Map.of(Slice.ALL, labels(200, 158), NORTH, labels(100, 86), VALLEY, labels(60, 33)));
        List<SubjectScore> scores = decide(before, after, always(30));
        SubjectScore valley = find(scores, VALLEY);
        assertThat(valley.drifted()).isTrue();
        assertThat(valley.kind()).isEqualTo(DriftKind.CONCEPT);
        // (260/300 − 33/60) / (260/300).
        assertThat(valley.distance().number().orElseThrow()).isCloseTo(1 - 0.55 * 300 / 260, within(1e-12));
        assertThat(valley.aid("accuracy_before")).isCloseTo(260.0 / 300, within(1e-12));
        assertThat(valley.aid("accuracy_after")).isCloseTo(0.55, within(1e-12));
        assertThat(valley.evidence().excess())
                .isBetween(0.3, valley.distance().number().orElseThrow());
        assertThat(valley.evidence().leastDetectable()).isBetween(0.1, 0.3);
        assertThat(find(scores, NORTH).decision()).isEqualTo(Decision.NOT_DRIFTED);
    }

    /** 200 labels can come at few slices only: fewer are looked at, and a smaller fall would have been decided. */
    @Test
    void theMoreIsLookedAtTheLargerAFallHasToBe() {
        Map<Slice, LabelPart> before = Map.of(Slice.ALL, labels(1_000, 600));
        WindowParts after = windowWith(Map.of(Slice.ALL, labels(250, 140)));
        double ofMany =
                find(decide(before, after, always(30)), Slice.ALL).evidence().leastDetectable();
        double ofFew =
                find(decide(before, after, always(200)), Slice.ALL).evidence().leastDetectable();

        assertThat(ofFew).isGreaterThanOrEqualTo(ConceptDecision.LEAST_DROP);
        assertThat(ofMany).isGreaterThan(1.01 * ofFew);
    }

    @Test
    void aClearFallThatIsSmallIsNotWorthACall() {
        Map<Slice, LabelPart> before = Map.of(Slice.ALL, labels(20_000, 18_000));
        SubjectScore score =
                find(decide(before, windowWith(Map.of(Slice.ALL, labels(10_000, 8_200))), always(1)), Slice.ALL);
        assertThat(score.evidence().p()).isLessThan(1e-50);
        assertThat(score.distance().number().orElseThrow()).isLessThan(0.1);
        assertThat(score.decision()).isEqualTo(Decision.NOT_DRIFTED);
    }

    @Test
    void accuracyThatRoseIsNoDrift() {
        Map<Slice, LabelPart> before = Map.of(Slice.ALL, labels(1_000, 700));
        SubjectScore score =
                find(decide(before, windowWith(Map.of(Slice.ALL, labels(300, 290))), always(1)), Slice.ALL);
        assertThat(score.distance().number()).hasValue(0);
        assertThat(score.evidence().excess()).isZero();
        assertThat(score.decision()).isEqualTo(Decision.NOT_DRIFTED);
    }

    @Test
    void theFamilyHoldsEverySliceThatWillBeMature() {
        Map<Slice, LabelPart> before = new HashMap<>();
        Map<Slice, LabelPart> after = new HashMap<>();
        before.put(Slice.ALL, labels(1_800, 1_570));
        after.put(Slice.ALL, labels(200, 158));
        SubjectScore score = find(decide(before, windowWith(after), LabelMaturity.Policy.DEFAULT), Slice.ALL);
        long family = windowWith(after).distributions().values().stream()
                .filter(part -> part.rows() * 0.6 >= 30)
                .count();
        assertThat(family).isGreaterThan(5);
        assertThat(score.evidence().adjusted())
                .isCloseTo(Math.min(1, score.evidence().p() * family), within(1e-12));
    }

    @Test
    void whyNothingIsSaid() {
        Map<Slice, LabelPart> before =
                Map.of(Slice.ALL, labels(1_800, 1_570), NORTH, labels(20, 18), VALLEY, labels(200, 150));
        WindowParts after = windowWith(Map.of(
                Slice.ALL,
                labels(40, 20),
                NORTH,
                labels(100, 50),
                VALLEY,
                labels(10, 2),
                new Slice("site", "harbor"),
                labels(60, 3)));
        List<SubjectScore> scores = decide(before, after, LabelMaturity.Policy.DEFAULT);
        assertThat(find(scores, Slice.ALL).distance().absence()).hasValue(Reason.LABELS_IMMATURE);
        assertThat(find(scores, Slice.ALL).aid("accuracy_after")).isEqualTo(0.5);
        assertThat(find(scores, NORTH).distance().absence()).hasValue(Reason.TOO_FEW_ROWS);
        assertThat(find(scores, VALLEY).distance().absence()).hasValue(Reason.LABELS_IMMATURE);
        assertThat(find(scores, new Slice("site", "harbor")).distance().absence())
                .hasValue(Reason.NO_LABELS_YET);
        assertThat(find(scores, new Slice("view", "AP")).distance().absence()).hasValue(Reason.NO_LABELS_YET);
        assertThat(scores).noneMatch(SubjectScore::drifted);
    }

    @Test
    void aSliceThatNeverHasEnoughLabelsSaysTooFewRatherThanNotYet() {
        Slice lakeside = new Slice("scanner", "lakeside-1");
        Map<Slice, LabelPart> before = Map.of(lakeside, labels(200, 150));
        List<SubjectScore> scores =
                decide(before, windowWith(Map.of(lakeside, labels(10, 2))), LabelMaturity.Policy.DEFAULT);
        assertThat(find(scores, lakeside).distance().absence()).hasValue(Reason.TOO_FEW_ROWS);
    }

    @Test
    void aBaselineThatWasNeverRightCannotFall() {
        Map<Slice, LabelPart> before = Map.of(Slice.ALL, labels(100, 0));
        SubjectScore score = find(decide(before, windowWith(Map.of(Slice.ALL, labels(100, 10))), always(1)), Slice.ALL);
        assertThat(score.distance().absence()).hasValue(Reason.NOT_FINITE);
    }

    @Test
    void aDayOfTheBaselineIsNeverDecided() {
        WindowParts day = windowWith(Map.of(Slice.ALL, labels(200, 20)));
        WindowParts inside = new WindowParts(
                day.scope(), Window.day(SyntheticDays.FIRST.plusDays(3)), day.distributions(), day.labels());
        List<SubjectScore> scores = decide(Map.of(Slice.ALL, labels(1_800, 1_570)), inside, always(1));
        assertThat(find(scores, Slice.ALL).distance().absence()).hasValue(Reason.IN_BASELINE);
    }

    private List<SubjectScore> decide(Map<Slice, LabelPart> before, WindowParts after, LabelMaturity.Policy policy) {
        return decision.decide(REFERENCE, new ConceptDecision.Labels(before, maturity(policy)), after);
    }

    private static LabelMaturity.Policy always(long leastLabels) {
        return new LabelMaturity.Policy(0, leastLabels, 7);
    }

    /** Six of ten predictions are labelled in the end, at once. */
    private static LabelMaturity maturity(LabelMaturity.Policy policy) {
        List<LabelTriangle.Entry> entries = new ArrayList<>();
        List<LabelMaturity.DayCount> days = new ArrayList<>();
        for (int age = 0; age < 10; age++) {
            entries.add(new LabelTriangle.Entry(age, 0, 60));
            for (Slice slice : REFERENCE.sliceNames()) {
                days.add(new LabelMaturity.DayCount(slice, age, 100, 60));
            }
        }
        return new LabelMaturity(policy, LabelTriangle.of(entries), days);
    }

    private static WindowParts windowWith(Map<Slice, LabelPart> labels) {
        WindowParts day = SyntheticDays.window(DAY, QUIET);
        return new WindowParts(day.scope(), day.window(), day.distributions(), new TreeMap<>(labels));
    }

    /** Labels of so many predictions, of which so many were right. */
    static LabelPart labels(int n, int right) {
        LabelCells cells = new LabelCells(SyntheticDays.DEFINITION, new LabelRules(120, List.of()));
        Arrival arrival = Arrival.during(DAY, ArrivalBasis.FROM_NAME);
        for (int i = 0; i < n; i++) {
            Prediction prediction = QUIET.get(i % QUIET.size());
            String said = prediction.answer().predictedClass();
            String other = said.equals("NORMAL") ? "PNEUMONIA" : "NORMAL";
            LabelEvent event = LabelEvent.ofImage(
                    "p" + i, Optional.of(i < right ? said : other), Optional.empty(), "radiologist", arrival);
            cells.add(prediction, arrival, List.of(), List.of(LabelHistory.Word.of(event)));
        }
        return cells.drain().stream()
                .filter(content -> content.key().slice().isAll())
                .map(CellContent::part)
                .map(LabelPart.class::cast)
                .reduce(LabelPart::plus)
                .orElseThrow();
    }

    private static SubjectScore find(List<SubjectScore> scores, Slice slice) {
        return scores.stream()
                .filter(score -> score.where().slice().equals(slice))
                .findFirst()
                .orElseThrow();
    }
}
