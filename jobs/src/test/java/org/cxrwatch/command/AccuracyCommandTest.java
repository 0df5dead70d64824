package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Slice;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code predictions accuracy} says beyond accuracy: bias of labels, reliability, other thresholds. */
class AccuracyCommandTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 12);
    private static final String ILL = "PNEUMONIA";
    private static final String HEALTHY = "NORMAL";
    private static final double SURE = 0.9;
    private static final double UNSURE = 0.2;

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    private void cell(PartKind kind, Part part) {
        CellKey key = new CellKey(kind, "v1", DAY, Optional.empty(), Slice.ALL);
        desk.ports.moreCells.add(
                new Cell(key, Arrival.during(DAY, ArrivalBasis.FROM_NAME), 1, Generation.FIRST, "d", part));
    }

    private static NumericSummary scores(long rows, double score) {
        return NumericSummary.of(
                Resolution.BASELINE,
                DoubleStream.generate(() -> score).limit(rows).toArray());
    }

    private static ClassDistribution answers(long rows, double score) {
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        return new ClassDistribution(
                rows, empty.confidence(), scores(rows, score), empty.features(), empty.attributes());
    }

    /** Answers said to be ill have a score of 0.9, others 0.2; of each so many, and so many labelled ill and not. */
    private void period(long saidIll, long foundIll, long wronglyIll, long saidHealthy, long missed, long rightly) {
        cell(
                PartKind.DISTRIBUTION,
                DistributionPart.of(
                        Resolution.BASELINE,
                        Map.of(ILL, answers(saidIll, SURE), HEALTHY, answers(saidHealthy, UNSURE))));
        cell(
                PartKind.LABEL,
                LabelPart.given(LabelledScores.of(ILL, ILL, scores(foundIll, SURE))
                        .plus(LabelledScores.of(HEALTHY, ILL, scores(wronglyIll, SURE)))
                        .plus(LabelledScores.of(ILL, HEALTHY, scores(missed, UNSURE)))
                        .plus(LabelledScores.of(HEALTHY, HEALTHY, scores(rightly, UNSURE)))));
    }

    private Desk.Ended ask(String... more) {
        String[] asked = {"predictions", "accuracy", "--date", "2026-10-12"};
        return desk.run(java.util.stream.Stream.concat(java.util.Arrays.stream(asked), java.util.Arrays.stream(more))
                .toArray(String[]::new));
    }

    /** Begg and Greenes's example of 1983: naive 0.89535 and 0.62791, corrected 0.83647 and 0.73840. */
    @Test
    void whereLabelsDependOnTheScoreTheCorrectedNumbersStandBesideTheNaive() {
        period(429, 231, 32, 221, 27, 54);

        Desk.Ended ended = ask();
        JsonNode total = ask("--json").json().get("totals").get(0);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("sensitivity 0.8953 (")
                .contains("    Labels depend on the score (p < 0.0001): 61 % of the answers PNEUMONIA and 37 % of the"
                        + " others are labelled, the others less.")
                .contains("    Corrected for that: sensitivity 0.8365 (")
                .contains("(above: 5.9 points too high), specificity 0.7384 (")
                .contains("(above: 11.0 points too low); read these, not those above.");
        assertThat(total.at("/label_coverage/differs").asBoolean()).isTrue();
        assertThat(total.at("/label_coverage/positive/labelled").asLong()).isEqualTo(263);
        assertThat(total.at("/label_coverage/other/predictions").asLong()).isEqualTo(221);
        assertThat(total.at("/corrected_by_score/sensitivity/value").asDouble()).isCloseTo(0.83647, within(5e-6));
        assertThat(total.at("/corrected_by_answer/specificity/value").asDouble())
                .isCloseTo(0.73840, within(5e-6));
        assertThat(total.at("/corrected_by_score/sensitivity/lower").asDouble()).isLessThan(0.83);
        assertThat(total.has("reliability")).isFalse();
    }

    @Test
    void whereTheyDoNotItSaysSoBriefly() {
        period(200, 90, 10, 200, 10, 90);

        assertThat(ask().out())
                .contains("    Labels do not depend on the score (p 1.0000): sensitivity and specificity need no"
                        + " correction for it.")
                .doesNotContain("Corrected");
    }

    @Test
    void ofFewAnswersItIsNotSaidWhetherLabelsDependOnTheScore() {
        period(5, 3, 1, 4, 1, 1);

        Desk.Ended ended = ask();
        JsonNode coverage = ask("--json").json().at("/totals/0/label_coverage");

        assertThat(ended.out()).contains("6 of 9 answers are labelled so far").doesNotContain("depend on the score");
        assertThat(coverage.at("/positive/labelled").asLong()).isEqualTo(4);
        assertThat(coverage.get("p").isNull()).isTrue();
        assertThat(coverage.get("differs").isNull()).isTrue();
        desk = new Desk(home);
        period(5, 3, 1, 5, 1, 1);
        assertThat(ask("--json").json().at("/totals/0/label_coverage/p").isNumber())
                .isTrue();
    }

    @Test
    void whatCannotBeCorrectedIsSaid() {
        period(200, 180, 10, 200, 0, 0);

        Desk.Ended ended = ask();

        assertThat(ended.out())
                .contains("95 % of the answers PNEUMONIA and 0 % of the others are labelled")
                .contains("They cannot be corrected for that yet: answers of some scores have no label");
        assertThat(ask("--json")
                        .json()
                        .at("/totals/0/corrected_by_score/sensitivity/reason")
                        .asText())
                .isEqualTo("TOO_FEW_ROWS");
    }

    @Test
    void withoutLabelsNothingIsSaidOfThem() {
        desk.ports.predicted("v1", "2026-10-12", 10);

        assertThat(ask("--reliability", "--threshold", "0.5").out())
                .contains("0 of 10 answers are labelled so far")
                .doesNotContain("depend on the score")
                .contains("(no label has a score yet)")
                .contains("0 found, 0 missed, 0 false alarms")
                .contains("sensitivity not measured: no labels yet");
    }

    @Test
    void theReliabilityCurveSaysWhereScoresAreOverConfident() {
        period(200, 70, 30, 200, 20, 80);

        Desk.Ended ended = ask("--reliability");
        JsonNode total = ask("--reliability", "--json").json().get("totals").get(0);

        assertThat(ended.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains("SCORES PROMISED POSITIVE 95 % LABELS")
                .contains("0.20 to 0.20 0.20 0.20 0.13 to 0.29 100")
                .contains("0.90 to 0.90 0.90 0.70 0.60 to 0.78 100")
                .contains(
                        "Scores are off beyond chance in 1 of 2 bins; farthest where the model says 0.90, of which 0.70"
                                + " are positive: over-confident there.");
        JsonNode worst = total.get("reliability").get(1);
        assertThat(worst.get("predicted").asDouble()).isCloseTo(0.9, within(1e-12));
        assertThat(worst.get("observed").asDouble()).isCloseTo(0.7, within(1e-12));
        assertThat(worst.get("n").asLong()).isEqualTo(100);
        assertThat(total.get("reliability_reading").asText()).contains("over-confident");
    }

    @Test
    void timidScoresAndGoodOnesAreToldApart() {
        period(200, 100, 0, 200, 20, 80);
        assertThat(ask("--reliability").out())
                .contains("says 0.90, of which 1.00 are positive: more timid than it has to be there.");

        desk = new Desk(home);
        period(200, 90, 10, 200, 20, 80);
        assertThat(ask("--reliability").out()).contains("No bin is off beyond chance");
    }

    @Test
    void ofFewLabelsABinSaysOnlyHowMany() {
        period(50, 4, 5, 50, 5, 4);

        assertThat(ask("--reliability").out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains("- - - - 9")
                .contains("Too few labels to say whether scores are probabilities.");
        assertThat(ask("--reliability", "--json")
                        .json()
                        .at("/totals/0/reliability/0/observed")
                        .isNull())
                .isTrue();
    }

    @Test
    void anotherThresholdIsAnsweredFromTheSameLabels() {
        period(200, 70, 30, 200, 20, 80);

        Desk.Ended ended = ask("--threshold", "0.1");
        JsonNode at = ask("--threshold", "0.7", "--json").json().at("/totals/0/at_threshold");

        assertThat(ended.out())
                .contains("    Positive from 0.1 on: 90 found, 0 missed, 110 false alarms, 0 rightly left alone.")
                .contains("      sensitivity 1 (0.9591 to 1) of 90")
                .contains("      npv not measured: too few rows");
        assertThat(at.get("true_positives").asLong()).isEqualTo(70);
        assertThat(at.get("false_negatives").asLong()).isEqualTo(20);
        assertThat(at.at("/precision/value").asDouble()).isCloseTo(0.7, within(1e-12));
        assertThat(at.at("/npv/value").asDouble()).isCloseTo(0.8, within(1e-12));
        assertThat(at.at("/npv/n").asLong()).isEqualTo(100);
    }

    @Test
    void cellsWhoseArrivalsAreGoneAreRefused() {
        desk.ports.expiries().note(Map.of(Kept.NIGHTS, LocalDate.of(2026, 9, 10)), Desk.NOW);

        Desk.Ended ended = ask("--as-of", "2026-09-09");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("can no longer be counted").contains("Name an instant from 2026-09-10 on");
    }
}
