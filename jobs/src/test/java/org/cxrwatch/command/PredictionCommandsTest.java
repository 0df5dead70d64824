package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.RecentPredictions;
import org.cxrwatch.port.WindowCounts;
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
import org.cxrwatch.summary.ServicePart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionCommandsTest {

    private static final String FEW = "privacy.least-rows=1";

    private static final LocalDate DAY = LocalDate.of(2026, 10, 12);
    private static final Slice NORTH = new Slice("site", "north");
    private static final Slice SCANNER = new Slice("scanner", "n-1");

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    private void cell(PartKind kind, String version, Slice slice, Part part) {
        Optional<Integer> hour = kind == PartKind.SERVICE ? Optional.of(9) : Optional.empty();
        CellKey key = new CellKey(kind, version, DAY, hour, slice);
        desk.ports.moreCells.add(
                new Cell(key, Arrival.during(DAY, ArrivalBasis.FROM_NAME), 1, Generation.FIRST, "d", part));
    }

    private static NumericSummary numbers(double... values) {
        return NumericSummary.of(Resolution.BASELINE, values);
    }

    private static ServicePart requests(long good, long bad) {
        return ServicePart.of(
                Map.of(RequestStatus.SUCCESS, good, RequestStatus.TIMEOUT, bad),
                numbers(DoubleStream.iterate(0.1, each -> each + 0.1)
                        .limit(good)
                        .toArray()));
    }

    private static DistributionPart answers(double... confidences) {
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        ClassDistribution one = new ClassDistribution(
                confidences.length, numbers(confidences), numbers(confidences), empty.features(), empty.attributes());
        return DistributionPart.of(Resolution.BASELINE, Map.of("PNEUMONIA", one));
    }

    private void countRows() {
        cell(PartKind.SERVICE, "v1", Slice.ALL, requests(1, 0));
        cell(PartKind.SERVICE, "v2", Slice.ALL, requests(0, 1));
        desk.ports.windowCounts = (scope, from, to) -> {
            assertThat(from).isEqualTo(Instant.parse("2026-10-12T00:00:00Z"));
            assertThat(to).isEqualTo(Instant.parse("2026-10-13T00:00:00Z"));
            TreeMap<Slice, DistributionPart> distributions = new TreeMap<>();
            TreeMap<Slice, ServicePart> requests = new TreeMap<>();
            if (!scope.equals(Scope.version("v3"))) {
                boolean failing = scope.equals(Scope.version("v2"));
                requests.put(Slice.ALL, failing ? requests(0, 2) : requests(4, 1));
                requests.put(NORTH, requests(2, 0));
                if (!failing) {
                    distributions.put(Slice.ALL, answers(0.6, 0.7, 0.8, 0.9));
                    distributions.put(SCANNER, answers(0.6));
                }
            }
            return new WindowCounts.Counted(distributions, requests);
        };
    }

    @Test
    void theSummaryCountsTheServiceAndEachVersionThoseThatOnlyFailToo() {
        countRows();

        Desk.Ended ended = desk.run("--set", FEW, "predictions", "summary", "--date", "2026-10-12");
        JsonNode rows = desk.run("--set", FEW, "predictions", "summary", "--date", "2026-10-12", "--json")
                .json();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "SCOPE REQUESTS BY STATUS ERROR RATE ANSWERS BY CLASS CONFIDENCE P05 P25 P50 P75 P95 SECONDS"
                                + " P95 S",
                        "service 5 success 4, timeout 1 0.2 4 PNEUMONIA 4 0.75 0.615 0.675 0.75 0.825 0.885 0.25 0.385",
                        "v1 5 success 4, timeout 1 0.2 4 PNEUMONIA 4 0.75 0.615 0.675 0.75 0.825 0.885 0.25 0.385",
                        "v2 2 success 0, timeout 2 1 - - - - - - - - - -",
                        "From 2026-10-12 to 2026-10-13, all. Requests are all there were; answers count one an image,"
                                + " day and version; seconds are of successes. Of fewer rows than privacy.least-rows only counts"
                                + " are said.");
        assertThat(rows.get(2).get("model_version").asText()).isEqualTo("v2");
        assertThat(rows.get(2).get("scope").asText()).isEqualTo("model");
        assertThat(rows.get(1).get("requests_by_status").get("timeout").asLong())
                .isEqualTo(1);
        assertThat(rows.get(1).get("answers_by_class").get("PNEUMONIA").asLong())
                .isEqualTo(4);
        assertThat(rows.get(1).get("confidence_p95").asDouble()).isCloseTo(0.885, within(1e-12));
        assertThat(rows.get(1).get("latency_mean").asDouble()).isCloseTo(0.25, within(1e-12));
        assertThat(rows.get(1).get("error_rate_upper").asDouble()).isBetween(0.2, 0.7);
    }

    @Test
    void ofFewRowsOnlyCountsAreSaid() {
        countRows();

        Desk.Ended ended = desk.run("predictions", "summary", "--date", "2026-10-12");

        assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("v1 5 success 4, timeout 1 - 4 PNEUMONIA 4 - - - - - - - -");
    }

    @Test
    void oneVersionAndASliceWithoutRequestsOfItsOwn() {
        countRows();

        Desk.Ended ended = desk.run(
                "--set",
                FEW,
                "predictions",
                "summary",
                "--date",
                "2026-10-12",
                "--model-version",
                "v1",
                "--slice",
                "scanner=n-1");

        assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("v1 - - - 1 PNEUMONIA 1 0.6 0.6 0.6 0.6 0.6 0.6 - -")
                .anyMatch(line -> line.endsWith("Requests are kept of all and the slices of slices.hourly alone."));
    }

    @Test
    void aSliceThatIsNotThereIsAnsweredWithThoseThatAre() {
        countRows();

        Desk.Ended ended = desk.run("predictions", "summary", "--date", "2026-10-12", "--slice", "site=nroth");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .isEqualTo("No requests of site=nroth were made from 2026-10-12 to 2026-10-13. There were of"
                        + " site=north.\n");
        assertThat(desk.run("predictions", "summary", "--date", "2026-10-12", "--model-version", "v3")
                        .out())
                .contains("No requests of all were made")
                .contains("cxrwatch status");
    }

    @Test
    void accuracyIsSummedFromLabelsAsTheyArrived() {
        desk.ports.predicted("v1", "2026-10-12", 10);
        desk.ports.predicted("v2", "2026-10-12", 4);
        LabelledScores right = LabelledScores.of("PNEUMONIA", "PNEUMONIA", numbers(0.9, 0.8, 0.7))
                .plus(LabelledScores.of("NORMAL", "NORMAL", numbers(0.1, 0.2, 0.3, 0.4)));
        LabelledScores wrong = LabelledScores.of("NORMAL", "PNEUMONIA", numbers(0.6));
        cell(PartKind.LABEL, "v1", Slice.ALL, LabelPart.given(right));
        cell(PartKind.LABEL, "v1", Slice.ALL, LabelPart.given(wrong));

        Desk.Ended ended = desk.run("--set", FEW, "predictions", "accuracy", "--date", "2026-10-12");
        JsonNode json = desk.run(
                        "--set",
                        FEW,
                        "predictions",
                        "accuracy",
                        "--date",
                        "2026-10-12",
                        "--model-version",
                        "v1",
                        "--json")
                .json();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("service: 8 of 14 answers are labelled so far (57.1 %)")
                .contains("v1: 8 of 10 answers are labelled so far (80.0 %)")
                .contains("accuracy 0.875 (0.5291 to 0.9776) of 8")
                .contains("specificity 0.8 (0.3755 to 0.9638) of 5")
                .contains("v2: 0 of 4 answers are labelled so far (0.0 %); accuracy is known once labels arrive")
                .contains("accuracy not measured: no labels yet")
                .contains("None of them was evaluated yet. `cxrwatch evaluate` evaluates what was counted");
        assertThat(json.get("totals")).hasSize(1);
        JsonNode total = json.get("totals").get(0);
        assertThat(total.get("labelled").asLong()).isEqualTo(8);
        assertThat(total.get("sensitivity").get("value").asDouble()).isEqualTo(1);
        assertThat(total.get("sensitivity").get("n").asLong()).isEqualTo(3);
        assertThat(json.get("days")).isEmpty();
    }

    @Test
    void accuracyOfDaysWithoutAnswersSaysWhatToDo() {
        Desk.Ended ended = desk.run("predictions", "accuracy", "--date", "2026-08-01");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("No answers are known.").contains("cxrwatch status");
    }

    private static LoggedPrediction logged(RequestStatus status, String error) {
        Prediction prediction = new Prediction(
                "v1",
                Instant.parse("2026-10-12T09:08:07.006Z"),
                status,
                OptionalDouble.of(0.25),
                new Prediction.Answer("NORMAL", 0.875, 0.125),
                Map.of("mean_intensity", Double.NaN),
                Map.of("site", "north"));
        return new LoggedPrediction("image\u001b[2J-1", prediction, Optional.empty(), Optional.of(error));
    }

    @Test
    void recentRowsArePlainTextWhateverTheLogHolds() {
        List<RecentPredictions.Query> asked = new java.util.ArrayList<>();
        desk.ports.recentPredictions = query -> {
            asked.add(query);
            return new RecentPredictions.Found(
                    List.of(logged(RequestStatus.SUCCESS, ""), logged(RequestStatus.ERROR, "boom\n".repeat(20))),
                    Optional.of(DAY));
        };

        Desk.Ended ended = desk.run("predictions", "recent", "--status", "error", "--model-version", "v1");
        JsonNode rows =
                desk.run("predictions", "recent", "--limit", "1000", "--json").json();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "TIME ID VERSION STATUS CLASS CONFIDENCE SECONDS ERROR",
                        "2026-10-12T09:08:07.006Z image?[2J-1 v1 success NORMAL 0.875 0.25 -",
                        "2026-10-12T09:08:07.006Z image?[2J-1 v1 error - - 0.25 " + "boom ".repeat(11) + "boom…");
        assertThat(asked)
                .containsExactly(
                        new RecentPredictions.Query(20, Optional.of(RequestStatus.ERROR), Optional.of("v1")),
                        new RecentPredictions.Query(1_000, Optional.empty(), Optional.empty()));
        assertThat(rows.get(1).get("error_message").asText()).isEqualTo("boom\n".repeat(20));
        assertThat(rows.get(1).get("confidence").isNull()).isTrue();
        assertThat(rows.get(0).get("attributes").get("site").asText()).isEqualTo("north");
        assertThat(rows.get(0).get("features").get("mean_intensity").isNull()).isTrue();
    }

    @Test
    void withoutRecentRowsItSaysWhy() {
        assertThat(desk.run("predictions", "recent").out()).contains("The lake has no requests yet");
        desk.ports.recentPredictions = query -> new RecentPredictions.Found(List.of(), Optional.of(DAY));
        assertThat(desk.run("predictions", "recent", "--status", "timeout").out())
                .isEqualTo("No request since 2026-10-12 matches. Leave out --status or --model-version.\n");
    }
}
