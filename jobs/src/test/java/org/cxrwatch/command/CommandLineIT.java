package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.server.DebianProgram;
import org.cxrwatch.server.DebianServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Commands one after another on a home of their own, with Spark, the lake and the embedded PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineIT {

    private static final Path STREAM = Path.of("src/demo/pneumonia-stream");
    private static final List<String> KINDS = List.of("predictions", "labels", "system_metrics");
    private static final String WEEK = "v1.0.0-20260901-20260907";

    private Desk desk;
    private Path logs;

    @BeforeAll
    void copyTenDays(@TempDir Path folder) throws IOException {
        desk = new Desk(Files.createDirectory(folder.resolve("home")));
        desk.opener = Wiring::open;
        logs = folder.resolve("logs");
        for (int day = 1; day <= 10; day++) {
            copy(day);
        }
    }

    private void copy(int day) throws IOException {
        for (String kind : KINDS) {
            String name = "%s_2026-09-%02d.jsonl.gz".formatted(kind, day);
            Path from = STREAM.resolve(kind).resolve(name);
            if (Files.exists(from)) {
                Files.createDirectories(logs.resolve(kind));
                Files.copy(from, logs.resolve(kind).resolve(name));
            }
        }
    }

    @AfterAll
    void stopTheServer() {
        desk.run("db", "stop");
    }

    private Desk.Ended run(String... words) {
        return desk.run(Stream.concat(Stream.of(words), Stream.of("--set", "sources.files.folder=" + logs))
                .toArray(String[]::new));
    }

    @Test
    @Order(1)
    void theDemoGoesThroughAnyFolderLaidOutTheSame() {
        Desk.Ended ended = desk.run("demo", "--data", logs.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("What happened from 2026-09-01 to 2026-09-10")
                .contains("Compared with " + WEEK)
                .contains("No night found anything")
                .contains("./cxrwatch db stop --home " + desk.home);
        assertThat(ended.err()).contains("Evaluating: 10 of 10 nights").doesNotContain("Exception");
    }

    @Test
    @Order(2)
    void theDemoTwiceIsTheDemoOnce() {
        JsonNode before = desk.run("drift", "history", "--json").json();

        Desk.Ended again = desk.run("demo", "--data", logs.toString(), "--json");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().get("alerts").asInt()).isZero();
        assertThat(desk.run("drift", "history", "--json").json()).isEqualTo(before);
        assertThat(desk.run("baseline", "list", "--json").json()).hasSize(1);
    }

    @Test
    @Order(3)
    void whatWasFoundCanBeRead() {
        assertThat(desk.run("drift", "history").out().lines()).hasSize(11);
        assertThat(desk.run("performance", "summary", "--date", "2026-09-08", "--model-version", "v1.0.0")
                        .out())
                .contains("accuracy")
                .contains("auroc");
        assertThat(desk.run("alerts", "history", "--json").json()).isEmpty();
        assertThat(desk.run("status").out())
                .contains("predictions from 2026-09-01 to 2026-09-10")
                .contains(WEEK);
    }

    @Test
    @Order(3)
    void predictionsHostsAndModelsCanBeRead() throws IOException {
        JsonNode truth = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(STREAM.resolve("truth.json").toFile())
                .at("/days/2026-09-08");

        JsonNode summary = desk.run("predictions", "summary", "--date", "2026-09-08", "--json")
                .json();
        JsonNode accuracy = desk.run("predictions", "accuracy", "--date", "2026-09-08", "--json")
                .json();
        JsonNode recent =
                desk.run("predictions", "recent", "--limit", "3", "--json").json();

        assertThat(summary).hasSize(2);
        assertThat(summary.get(0).get("requests").asInt())
                .isEqualTo(truth.get("predictions").asInt());
        assertThat(summary.get(0).get("latency_mean").asDouble())
                .isCloseTo(truth.get("latency_ms_mean").asDouble() / 1_000, within(1e-12));
        assertThat(summary.get(0).get("latency_p95").asDouble())
                .isCloseTo(truth.get("latency_ms_p95").asDouble() / 1_000, within(1e-12));
        assertThat(accuracy.at("/totals/0/labelled").asInt()).isPositive();
        assertThat(accuracy.at("/days/0/accuracy/n").asInt()).isPositive();
        assertThat(recent).hasSize(3);
        assertThat(recent.get(0).get("timestamp").asText()).startsWith("2026-09-10T");
        assertThat(desk.run("system", "metrics", "--hours", "1").out()).contains("2026-09-10T23:00:00Z");
        assertThat(desk.run("system", "trends", "--hours", "72", "--json").json())
                .noneMatch(row -> row.get("metric").asText().equals("gpu_memory_mb")
                        && row.get("reading").asText().equals("rises"));
        assertThat(desk.run("models", "add", "--name", "pneumonia", "--version", "v1.0.0")
                        .code())
                .isZero();
        assertThat(desk.run("models", "list").out()).containsPattern("pneumonia  v1.0.0 .* manual .*" + WEEK);
    }

    /** KS of 09-08 against the first seven days, by SciPy: the stream's truth.json. */
    @Test
    @Order(3)
    void whatIsPushedAgreesWithTheTruthAndIsCleanButForOldNames() throws IOException {
        JsonNode truth = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(STREAM.resolve("truth.json").toFile())
                .at("/days/2026-09-10");
        try (DebianServer gateway = DebianServer.started(
                DebianProgram.PUSHGATEWAY, "/-/ready", place -> List.of("--web.listen-address=" + place.address()))) {
            Desk.Ended ended = desk.run("push", "--set", "push.url=" + gateway.endpoint());
            String text = gateway.read("/metrics");
            DebianProgram.Ended checked = DebianProgram.PROMTOOL.call(text, "check", "metrics");

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).startsWith("Pushed ").endsWith(", of 2026-09-10.\n");
            assertThat(pushed(text, "chest_xray_response_time_seconds", "percentile=\"avg\""))
                    .isCloseTo(truth.get("latency_ms_mean").asDouble() / 1_000, within(1e-9));
            assertThat(pushed(text, "chest_xray_error_rate", ""))
                    .isCloseTo(
                            truth.get("errors").asDouble()
                                    / truth.get("predictions").asDouble(),
                            within(1e-9));
            double positive = pushed(text, "chest_xray_predictions_total", "PNEUMONIA");
            assertThat(positive / (positive + pushed(text, "chest_xray_predictions_total", "NORMAL")))
                    .isCloseTo(truth.get("positive_rate").asDouble(), within(1e-9));
            assertThat(pushed(text, "chest_xray_drift_score", "data")).isBetween(0.0, 0.2);
            assertThat(pushed(text, "cxrwatch_last_success_timestamp_seconds", "demo"))
                    .isPositive();
            assertThat(checked.output().lines().map(line -> line.split(" ", -1)[0]))
                    .containsExactly("chest_xray_gpu_memory_mb", "chest_xray_predictions_total");
        }
    }

    /** The number of the one line of this name that holds the words. */
    private static double pushed(String text, String name, String words) {
        List<String> lines = text.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(words))
                .toList();
        assertThat(lines).as(name).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }

    @Test
    @Order(4)
    void anyDayCanBeComparedWithABaseline() throws IOException {
        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-08", "--baseline", WEEK, "--json");

        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode found = ended.json();
        assertThat(found.get("severity").asText()).isEqualTo("none");
        double expected = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(STREAM.resolve("truth.json").toFile())
                .at("/days/2026-09-08/features/mean_intensity/ks")
                .asDouble();
        assertThat(found.get("measures"))
                .filteredOn(row -> row.get("slice_key").asText().equals("all")
                        && row.get("subject").asText().equals("mean_intensity")
                        && row.get("measure").asText().equals("ks"))
                .singleElement()
                .satisfies(row -> assertThat(((JsonNode) row).get("value").asDouble())
                        .isCloseTo(expected, within(1e-9 * expected)));
    }

    @Test
    @Order(5)
    void aNightTakesWhatIsNewAndASecondOneFindsNothing() throws IOException {
        assertThat(run("plan").out()).contains("read      nothing");
        copy(11);
        assertThat(run("plan").out()).contains("predictions_2026-09-11.jsonl.gz");

        Desk.Ended first = run("nightly");
        Desk.Ended second = run("nightly");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("into the lake").contains("Evaluated the night as of");
        assertThat(second.code()).isZero();
        assertThat(second.out())
                .isEqualTo("Nothing has changed since the last night: nothing was read, scored or sent.\n");
        assertThat(second.err()).doesNotContain("Evaluating");
        assertThat(desk.run("status", "--json")
                        .json()
                        .get("runs")
                        .get(0)
                        .get("outcome")
                        .asText())
                .isEqualTo("NOTHING_TO_DO");
    }

    @Test
    @Order(6)
    void aRebuildFindsTheCellsEqualByteForByte() {
        Desk.Ended ended = desk.run("summarise", "--rebuild", "--from", "2026-09-01", "--to", "2026-09-03");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("3 days equal, byte for byte; nothing was written.");
        assertThat(ended.err()).containsPattern("Counting 3 days again reads 1,[0-9]{3} predictions");
    }

    @Test
    @Order(7)
    void aBackfillEvaluatesDaysAgainAndChangesNothing() {
        Desk.Ended ended = desk.run("backfill", "--from", "2026-09-08", "--to", "2026-09-09", "--json");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.json().get("revisions").asInt()).isZero();
    }

    @Test
    @Order(8)
    void aBaselineOfTooFewIsRefusedWithItsNumber() {
        Desk.Ended ended =
                desk.run("baseline", "establish", "--date", "2026-09-08", "--set", "baseline.least-predictions=5000");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .containsPattern("Version v1.0.0 has \\d+ successful predictions")
                .contains("5000");
    }

    @Test
    @Order(9)
    void whatIsErasedIsNowhereAndStaysAway() throws Exception {
        String id = "sentinel-4711";
        String row = """
                {"prediction_id": "%s", "timestamp": "2026-09-11T10:00:00Z", "model_version": "v1.0.0", "status": \
                "success", "prediction": "NORMAL", "confidence": %s, "processing_time_ms": 20, "metadata": {"site": \
                "harbor"}}
                """;
        Path predictions = logs.resolve("predictions/predictions_2026-09-12.jsonl");
        Files.writeString(predictions, row.formatted(id, 0.9) + row.formatted(id, 0.8) + "{\"broken\": \"" + id + "\n");
        Files.writeString(
                logs.resolve("labels/labels_2026-09-12.jsonl"),
                "{\"prediction_id\": \"" + id + "\", \"actual_label\": \"NORMAL\", \"source\": \"radiologist\"}\n");
        assertThat(run("ingest").code()).isEqualTo(7);
        assertThat(run("summarise").code()).isZero();
        Sentinel sentinel = new Sentinel(id, desk.home);
        assertThat(sentinel.found()).isNotEmpty();

        Desk.Ended erased = run("erase", "--prediction-id", id, "--reason", "request of a patient");

        assertThat(erased.code()).as(erased.err()).isZero();
        assertThat(erased.out())
                .contains("removed 1 of label, 1 of prediction, 2 of reject")
                .contains("Cells of 2026-09-11 were counted again");
        assertThat(erased.out() + erased.err()).doesNotContain(id);
        assertThat(sentinel.found()).isEmpty();

        Files.writeString(predictions, row.formatted(id, 0.9), StandardOpenOption.APPEND);
        Desk.Ended again = run("ingest", "--json");
        run("summarise");

        assertThat(again.json().at("/counts/predictions_taken").asInt()).isZero();
        assertThat(again.json().at("/counts/predictions_rejected").asInt()).isPositive();
        assertThat(sentinel.found()).isEmpty();
        assertThat(run("summarise", "--rebuild", "--from", "2026-09-11", "--to", "2026-09-11")
                        .out())
                .contains("1 day equal, byte for byte");
    }

    @Test
    @Order(10)
    void theServerIsShownAndStopped() {
        assertThat(desk.run("db", "status").out()).contains("runs: process");
        assertThat(desk.run("db", "url").out()).contains("postgresql://").contains("passfile=");
        assertThat(desk.run("db", "stop").out()).contains("was stopped");
        assertThat(desk.run("db", "status", "--json").json().get("running").asBoolean())
                .isFalse();
    }

    /** The last: it takes the rows away. */
    @Test
    @Order(100)
    void upkeepTakesRowsAndLeavesResults() {
        JsonNode results = desk.run("drift", "history", "--json").json();
        String[] month = {"maintain", "--older-than", "30d", "--set", "labels.horizon=20 days"};

        assertThat(desk.run("maintain", "--dry-run").code()).isZero();
        assertThat(desk.run("maintain", "--older-than", "30d").err()).contains("Name 121 days or more");
        Desk.Ended went = desk.run(month);
        assertThat(went.code()).as(went.err()).isZero();
        assertThat(went.out()).contains("predictions are kept from 2026-09-13 on");
        assertThat(desk.run(month).out()).startsWith("Nothing is due");

        assertThat(desk.run("status").out()).contains("expired     predictions before 2026-09-13");
        assertThat(desk.run("drift", "history", "--json").json()).isEqualTo(results);
        assertThat(run("summarise", "--rebuild").err()).contains("Cells cannot be rebuilt over days whose rows");
        assertThat(desk.run("drift", "detect", "--date", "2026-09-08", "--baseline", WEEK)
                        .err())
                .contains("Rows cannot be counted over days whose rows have expired: 2026-09-08");
    }
}
