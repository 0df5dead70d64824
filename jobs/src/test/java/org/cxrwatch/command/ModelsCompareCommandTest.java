package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCompareCommandTest {

    private static final Slice NORTH = new Slice("site", "north");
    private static final Slice VALLEY = new Slice("site", "valley");

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    /** Evaluated days on which a version answered: the last days before 10-13. */
    private void answered(String version, int firstDay, int lastDay) {
        List<NightResults> nights = new ArrayList<>();
        for (int day = firstDay; day <= lastDay; day++) {
            LocalDate date = LocalDate.of(2026, 10, day);
            desk.ports.predicted(version, date.toString(), 200);
            WindowSlice where = new WindowSlice(Scope.version(version), Window.day(date), Slice.ALL);
            nights.add(new NightResults(
                    Window.day(date).end(),
                    List.of(
                            new MetricScore(where, "label_coverage", Score.of(0.5, 0.4, 0.6), 200),
                            new MetricScore(where, "accuracy", Score.of(0.9, 0.8, 0.95), 100)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
        }
        Results results = desk.ports.results();
        Results.Publication publication =
                results.begin(nights.stream().map(NightResults::asOf).toList());
        results.commit(publication, results.revise(nights), Results.AlertBook.unchanged(), Set.of());
    }

    /** Labels of a slice on one day: right and all of the positive class, then of the other. */
    private void labelled(String version, int day, Slice slice, int... rightAndAll) {
        LabelledScores scores = said("PNEUMONIA", "PNEUMONIA", rightAndAll[0])
                .plus(said("PNEUMONIA", "NORMAL", rightAndAll[1] - rightAndAll[0]))
                .plus(said("NORMAL", "NORMAL", rightAndAll[2]))
                .plus(said("NORMAL", "PNEUMONIA", rightAndAll[3] - rightAndAll[2]));
        LocalDate date = LocalDate.of(2026, 10, day);
        desk.ports.moreCells.add(new Cell(
                new CellKey(PartKind.LABEL, version, date, Optional.empty(), slice),
                Arrival.during(date, ArrivalBasis.FROM_NAME),
                1,
                Generation.FIRST,
                "d",
                LabelPart.given(scores)));
    }

    private static LabelledScores said(String actual, String predicted, int rows) {
        return LabelledScores.of(
                actual,
                predicted,
                NumericSummary.of(
                        Resolution.BASELINE,
                        DoubleStream.generate(() -> 0.5).limit(rows).toArray()));
    }

    /** An image that both scored and that shows pneumonia. */
    private void scored(int images, String first, String second) {
        for (int i = 0; i < images; i++) {
            String id = first + second + i;
            Instant at = Instant.parse("2026-10-11T08:00:00Z").plusSeconds(i);
            desk.ports.pairedImages.answered(id, prediction("v1", at, first), arrival(11));
            desk.ports.pairedImages.answered(id, prediction("v2", at.plusSeconds(9), second), arrival(11));
            desk.ports.pairedImages.said(LabelEvent.ofImage(
                    id, Optional.of("PNEUMONIA"), Optional.of(at.plusSeconds(99)), "radiologist", arrival(12)));
        }
    }

    private static Arrival arrival(int day) {
        return Arrival.during(LocalDate.of(2026, 10, day), ArrivalBasis.FROM_NAME);
    }

    private static Prediction prediction(String version, Instant at, String said) {
        return new Prediction(
                version,
                at,
                RequestStatus.SUCCESS,
                OptionalDouble.empty(),
                new Prediction.Answer(said, 0.9, 0.9),
                Map.of(),
                Map.of("site", "north"));
    }

    private void championAndChallenger() {
        answered("v1", 8, 12);
        answered("v2", 11, 12);
        labelled("v1", 8, Slice.ALL, 0, 100, 0, 100);
        labelled("v1", 11, Slice.ALL, 80, 100, 80, 100);
        labelled("v1", 11, NORTH, 18, 20, 18, 20);
        labelled("v1", 12, VALLEY, 10, 20, 10, 20);
        labelled("v2", 12, Slice.ALL, 99, 100, 90, 100);
        labelled("v2", 12, NORTH, 17, 20, 17, 20);
        labelled("v2", 12, VALLEY, 20, 20, 20, 20);
    }

    private Desk.Ended compare(String... more) {
        List<String> words = new ArrayList<>(List.of("models", "compare", "v1", "v2"));
        words.addAll(Arrays.asList(more));
        return desk.run(words.toArray(String[]::new));
    }

    private static List<String> lines(Desk.Ended ended) {
        return ended.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void theDaysOnWhichBothAnsweredAreComparedByRowsOfTheirOwn() {
        championAndChallenger();

        Desk.Ended ended = compare();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(lines(ended))
                .containsSequence(
                        "v2 against v1, 2026-10-11 to 2026-10-12 (2 days), as known at 2026-10-13 03:00:",
                        "No image was scored by both.",
                        "Rows of their own, other patients each: v2 is better than v1 by 14 points, 95 % 8 to 21 (200"
                                + " labelled against 200) of accuracy, at every site but north (−5, 95 % −20 to 10).",
                        " v2 is better than v1 by 19 points, 95 % 11 to 28 (100 labelled against 100) of sensitivity, at"
                                + " every site but north (−5, 95 % −27 to 17).",
                        " v2 is better than v1 by 10 points, 95 % 0.0 to 20 (100 labelled against 100) of specificity, at"
                                + " every site but north (−5, 95 % −27 to 17).",
                        "Rows of their own:")
                .anyMatch(line -> line.startsWith("accuracy all 0.8 200 0.945 200 0.145 0.0"))
                .anyMatch(line -> line.startsWith("specificity site=valley 0.5 20 1 20 0.5 0."))
                .noneMatch(line -> line.contains("did not answer on the same days"));
    }

    @Test
    void programsGetEveryNumberWithItsIntervalAndReason() {
        championAndChallenger();
        labelled("v2", 12, new Slice("site", "tiny"), 1, 2, 1, 2);
        scored(40, "PNEUMONIA", "PNEUMONIA");
        scored(3, "PNEUMONIA", "NORMAL");
        scored(20, "NORMAL", "PNEUMONIA");

        JsonNode json = compare("--json").json();

        assertThat(json.get("champion").asText()).isEqualTo("v1");
        assertThat(json.get("first_day").asText()).isEqualTo("2026-10-11");
        assertThat(json.get("images_both_scored").asLong()).isEqualTo(63);
        assertThat(json.get("own_rows").get(1).get("labelled").asLong()).isEqualTo(200);
        assertThat(json.get("own_rows").get(0).get("predictions").asLong()).isEqualTo(400);
        JsonNode paired = find(json, "paired_images", "sensitivity", "all");
        assertThat(paired.get("difference").asDouble()).isCloseTo(17.0 / 63, within(1e-12));
        assertThat(paired.get("champion_value").asDouble()).isCloseTo(43.0 / 63, within(1e-12));
        assertThat(paired.get("challenger_value").asDouble()).isCloseTo(60.0 / 63, within(1e-12));
        assertThat(paired.get("p").asDouble()).isBetween(1e-6, 1e-2);
        assertThat(paired.get("outcome").asText()).isEqualTo("better");
        assertThat(find(json, "paired_images", "specificity", "all")
                        .get("reason")
                        .asText())
                .isEqualTo("NO_LABELS_YET");
        JsonNode tiny = find(json, "own_rows", "accuracy", "tiny");
        assertThat(tiny.get("challenger_n").asLong()).isEqualTo(4);
        assertThat(tiny.get("challenger_value").isNull()).isTrue();
        assertThat(tiny.get("difference").isNull()).isTrue();
        assertThat(tiny.get("reason").asText()).isEqualTo("NO_LABELS_YET");
        JsonNode own = find(json, "own_rows", "accuracy", "all");
        assertThat(own.get("p").isNull()).isTrue();
        assertThat(own.get("lower").asDouble())
                .isBetween(0.05, own.get("difference").asDouble());
    }

    private static JsonNode find(JsonNode json, String basis, String metric, String value) {
        for (JsonNode each : json.get("comparisons")) {
            if (each.get("basis").asText().equals(basis)
                    && each.get("metric").asText().equals(metric)
                    && each.get("slice_value").asText().equals(value)) {
                return each;
            }
        }
        throw new AssertionError(basis + " " + metric + " " + value + " is not in " + json);
    }

    @Test
    void imagesThatBothScoredAreToldFirst() {
        championAndChallenger();
        scored(40, "PNEUMONIA", "PNEUMONIA");
        scored(20, "NORMAL", "PNEUMONIA");

        assertThat(lines(compare()).get(1))
                .isEqualTo("Images that both scored: v2 is better than v1 by 33 points, 95 % 23 to 46 (60 images scored"
                        + " by both, McNemar's mid-p < 0.0001) of accuracy, at every site.");
        assertThat(compare("--as-of", "2026-10-12T12:00Z").out())
                .as("its labels come at the end of the 12th")
                .contains("60 images were scored by both and none of them is labelled");
    }

    @Test
    void oneSliceIsToldByItselfAndOneThatIsNotThereIsRefused() {
        championAndChallenger();

        Desk.Ended there = compare("--slice", "site=valley");
        Desk.Ended nowhere = compare("--slice", "site=vally");

        assertThat(there.out())
                .contains("at site=valley, v2 is better than v1 by 50 points")
                .doesNotContain("site=north");
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err())
                .contains("Neither version has predictions of site=vally from 2026-10-11 to 2026-10-12.")
                .contains("Did you mean site=valley? There are: all, site=north, site=valley.");
    }

    @Test
    void versionsThatFollowOneAnotherHaveNoCommonPeriod() {
        answered("v1", 1, 8);
        answered("v2", 9, 12);
        desk.ports
                .baselines()
                .add(new BaselineRecord(
                        "week",
                        "v1",
                        LocalDate.of(2026, 10, 1),
                        LocalDate.of(2026, 10, 7),
                        480,
                        "d",
                        "c",
                        Desk.NOW,
                        "ada",
                        "why"));

        Desk.Ended ended = compare();

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("v1 and v2 have no day on which both answered, and no image that both scored: v1 answered"
                        + " 2026-10-01 to 2026-10-08 (8 days), v2 answered 2026-10-09 to 2026-10-12 (4 days).")
                .contains("cxrwatch drift detect --model-version v2 --baseline week");
    }

    @Test
    void aPeriodOfBothIsComparedAndItsDifferentDaysAreSaid() {
        answered("v1", 1, 8);
        answered("v2", 9, 12);
        labelled("v1", 3, Slice.ALL, 80, 100, 80, 100);
        labelled("v2", 9, Slice.ALL, 40, 100, 80, 100);

        Desk.Ended ended = compare("--from", "2026-10-01", "--to", "2026-10-12");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("v2 is worse than v1 by 20 points")
                .contains("do not rely on it before the cause is known.")
                .contains("  v2 is worse than v1 by 40 points")
                .contains("They did not answer on the same days (v1 answered 2026-10-01 to 2026-10-08 (8 days), v2"
                        + " answered 2026-10-09 to 2026-10-12 (4 days))");
    }

    @Test
    void imagesScoredAgainOnOtherDaysAreComparedWithoutACommonDay() {
        answered("v1", 1, 8);
        answered("v2", 9, 12);
        scored(30, "PNEUMONIA", "PNEUMONIA");

        Desk.Ended ended = compare();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(lines(ended))
                .startsWith(
                        "v2 against v1, no day on which both answered; images from 2026-10-01 to 2026-10-12, as known at"
                                + " 2026-10-13 03:00:")
                .anyMatch(
                        line -> line.startsWith("Images that both scored: accuracy of v2 and v1 cannot be told apart:"))
                .noneMatch(line -> line.startsWith("Rows of their own"));
    }

    @Test
    void withoutLabelsThereIsAReasonAndNoNumber() {
        answered("v1", 11, 12);
        answered("v2", 11, 12);
        labelled("v1", 11, Slice.ALL, 80, 100, 80, 100);

        Desk.Ended ended = compare();

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("accuracy of v2 and v1 is not compared: no label of one of them has arrived (200 and 0)");
        assertThat(lines(ended)).contains("accuracy all - 200 - 0 - - - - NO_LABELS_YET");
    }

    @Test
    void aVersionWhoseLabelsStopIsNamed() {
        answered("v1", 6, 12);
        answered("v2", 6, 12);
        labelled("v1", 12, Slice.ALL, 80, 100, 80, 100);
        labelled("v2", 8, Slice.ALL, 80, 100, 80, 100);

        assertThat(compare().out())
                .contains("Labels of v2 stop after 2026-10-08, though it answered on 4 more days and labels of v1 reach"
                        + " 2026-10-12: its figures rest on the days before; see that labels of its images are sent.")
                .doesNotContain("Labels of v1 stop");
    }

    @Test
    void rowsThatHaveExpiredAreNotPairedAndThatIsSaid() {
        championAndChallenger();
        scored(30, "PNEUMONIA", "PNEUMONIA");
        desk.ports.expiries().note(Map.of(Kept.PREDICTIONS, LocalDate.of(2026, 10, 12)), Desk.NOW);

        assertThat(compare().out())
                .contains("No image was scored by both.")
                .contains("Images are paired from 2026-10-12 on; rows of days before have expired.")
                .contains("Rows of their own, other patients each: v2 is better");
    }

    @Test
    void aVersionThatNobodyKnowsIsRefusedWithTheNearestName() {
        answered("v1", 11, 12);
        answered("v22", 11, 12);

        Desk.Ended ended = compare();
        Desk.Ended period = compare("--date", "2026-10-12");

        assertThat(List.of(ended.code(), period.code())).containsOnly(1);
        assertThat(ended.err())
                .contains("There is no version v2: v1 answered 2026-10-11 to 2026-10-12 (2 days); v22 answered")
                .contains("Did you mean v22?");
        assertThat(period.err()).contains("There is no version v2");
    }

    @Test
    void aVersionThatIsRegisteredAndSilentHasNothingToCompare() {
        answered("v1", 11, 12);
        desk.run("models", "add", "--name", "pneumonia", "--version", "v2");

        Desk.Ended period = compare("--date", "2026-10-12");

        assertThat(period.code()).isEqualTo(3);
        assertThat(period.err())
                .contains("Version v2 has no successful predictions from 2026-10-12 to 2026-10-12; it did not answer on"
                        + " any day evaluated.");
        assertThat(compare().code()).isEqualTo(3);
        assertThat(compare().err()).contains("v2 did not answer.");
    }

    @Test
    void theDaysAreThoseKnownThen() {
        championAndChallenger();

        Desk.Ended ended = compare("--as-of", "2026-10-12T00:00Z", "--json");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.json().get("last_day").asText()).isEqualTo("2026-10-11");
        assertThat(ended.json().get("own_rows").get(1).get("labelled").asLong()).isZero();
    }
}
