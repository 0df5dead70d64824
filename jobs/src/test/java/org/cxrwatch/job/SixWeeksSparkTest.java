package org.cxrwatch.job;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LabelTable;
import org.cxrwatch.io.delta.LakeTable;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.RejectTable;
import org.cxrwatch.io.delta.SystemMetricTable;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo stream, taken in one batch. Counts that are not computed here are of its README and truth.json. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SixWeeksSparkTest {

    private static final Path STREAM = Path.of("src", "demo", "pneumonia-stream");
    private static final Instant NIGHT = Instant.parse("2026-11-01T02:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();

    private DeltaLake lake;
    private Ingest ingest;
    private Intake intake;
    private Ingest.Report report;
    private JsonNode truth;

    @BeforeAll
    void takeThem(@TempDir Path folder) throws IOException {
        truth = new ObjectMapper().readTree(STREAM.resolve("truth.json").toFile());
        lake = DeltaLake.open(TestSession.shared(), folder.toString());
        intake = new DeltaIntake(
                TestSession.shared(), lake, LogFiles.inFolder(STREAM).reader(DemoReading.RULES));
        ingest = new Ingest(
                List.of(new Ingest.Feed(
                        LogFiles.inFolder(STREAM).source("files", LogFiles.Arriving.FROM_NAME), intake)),
                ledger,
                new MemorySourceChecks());
        report = ingest.run(NIGHT);
    }

    @Test
    void everyRowIsAccountedFor() {
        assertThat(report.done()).hasSize(1);
        assertThat(report.done().get(0).taken().counts())
                .containsEntry(
                        "predictions_taken", truth.get("valid_predictions").asLong())
                .containsEntry("predictions_duplicate", 58L)
                .containsEntry("predictions_conflicting", 0L)
                .containsEntry("predictions_rejected", 10L)
                // zcat predictions/*.gz | wc -l
                .containsEntry("predictions_read", 17_339L)
                .containsEntry("labels_taken", 10_606L)
                .containsEntry("labels_read", 10_606L)
                // zcat system_metrics/*.gz | wc -l
                .containsEntry("system_taken", 24_192L)
                .containsEntry("system_read", 24_192L)
                .containsEntry("files_quarantined", 0L);
        assertThat(lake.read(PredictionTable.TABLE).count()).isEqualTo(17_271);
        assertThat(lake.read(LabelTable.TABLE).count()).isEqualTo(10_606);
        assertThat(lake.read(SystemMetricTable.TABLE).count()).isEqualTo(24_192);
    }

    @Test
    void theBrokenLinesArePutAsideWithTheirPlaceAndReason() {
        List<RejectTable.Entry> rejects = lake.read(RejectTable.TABLE).orderBy("file", "line").collectAsList().stream()
                .map(RejectTable::fromRow)
                .toList();

        assertThat(rejects)
                .extracting(
                        reject -> reject.origin().file(),
                        reject -> reject.origin().line(),
                        RejectTable.Entry::reason)
                .containsExactly(
                        tuple(predictionsOf("2026-09-04"), 477L, RejectReason.NOT_JSON),
                        tuple(predictionsOf("2026-09-04"), 478L, RejectReason.BAD_CONFIDENCE),
                        tuple(predictionsOf("2026-09-10"), 485L, RejectReason.UNKNOWN_CLASS),
                        tuple(predictionsOf("2026-09-10"), 486L, RejectReason.BAD_TIMESTAMP),
                        tuple(predictionsOf("2026-09-10"), 487L, RejectReason.NEGATIVE_DURATION),
                        tuple(predictionsOf("2026-09-21"), 472L, RejectReason.MISSING_ID),
                        tuple(predictionsOf("2026-09-21"), 473L, RejectReason.IN_THE_FUTURE),
                        tuple(predictionsOf("2026-09-21"), 474L, RejectReason.EMPTY_LINE),
                        tuple(predictionsOf("2026-09-21"), 475L, RejectReason.NOT_AN_OBJECT),
                        tuple(predictionsOf("2026-09-21"), 476L, RejectReason.NOT_AN_OBJECT));
        assertThat(rejects.get(0).raw()).isEqualTo("{\"prediction_id\": \"trunc");
        assertThat(ledger.fileFindings(NIGHT))
                .extracting(file -> file.path(), file -> file.rejected())
                .containsExactly(
                        tuple(predictionsOf("2026-09-04"), 2L),
                        tuple(predictionsOf("2026-09-10"), 3L),
                        tuple(predictionsOf("2026-09-21"), 5L));
    }

    @Test
    void everyDayHasThePredictionsAndTheMeanLatencyOfItsTruth() {
        Map<LocalDate, Row> days = new HashMap<>();
        lake.read(PredictionTable.TABLE)
                .groupBy("day")
                .agg(
                        org.apache.spark.sql.functions.count("day"),
                        avg(org.apache.spark.sql.functions.when(
                                col("status").equalTo("success"), col("latency_seconds"))))
                .collectAsList()
                .forEach(row -> days.put(row.getLocalDate(0), row));

        assertThat(days).hasSize(42);
        truth.get("days").properties().forEach(day -> {
            Row counted = days.get(LocalDate.parse(day.getKey()));
            double mean = day.getValue().get("latency_ms_mean").asDouble();
            assertThat(counted.getLong(1))
                    .isEqualTo(day.getValue().get("predictions").asLong());
            assertThat(counted.getDouble(2) * 1000).as(day.getKey()).isCloseTo(mean, within(mean * 1e-9));
        });
    }

    @Test
    void eachFileArrivedOnTheDayOfItsName() {
        Arrival ofFirst = Arrival.during(LocalDate.of(2026, 9, 1), ArrivalBasis.FROM_NAME);

        assertThat(lake.read(PredictionTable.TABLE)
                        .where(col("day").equalTo(LocalDate.of(2026, 9, 1)))
                        .collectAsList())
                .hasSize(488)
                .allSatisfy(
                        row -> assertThat(PredictionTable.fromRow(row).origin().arrival())
                                .isEqualTo(ofFirst));
    }

    @Test
    void filesThatAreNoLogsAreListedAndLeftAlone() {
        assertThat(report.listings().get(0).foreign()).containsExactly("README.md", "truth.json");
        assertThat(report.listings().get(0).plan().orElseThrow().pieces())
                .hasSize(report.done().get(0).batch().pieces().size());
    }

    @Test
    void nothingIsPlannedASecondTime() {
        Ingest.Report second = ingest.run(NIGHT.plus(Duration.ofDays(1)));

        assertThat(second.nothingNew()).isTrue();
        assertThat(second.listings().get(0).known())
                .isEqualTo(
                        report.listings().get(0).plan().orElseThrow().pieces().size());
    }

    @Test
    void takingTheBatchAgainAfterACrashChangesNothingAndReportsTheSame() {
        Batch batch = report.done().get(0).batch();
        Map<String, Long> before = versions();

        assertThat(intake.take(batch)).isEqualTo(report.done().get(0).taken());
        assertThat(versions()).isEqualTo(before);
    }

    private Map<String, Long> versions() {
        Map<String, Long> versions = new HashMap<>();
        for (LakeTable table :
                List.of(PredictionTable.TABLE, LabelTable.TABLE, SystemMetricTable.TABLE, RejectTable.TABLE)) {
            versions.put(
                    table.name(),
                    TestSession.shared()
                            .sql("describe history delta.`" + lake.location(table) + "`")
                            .count());
        }
        return versions;
    }

    private static String predictionsOf(String day) {
        return "predictions/predictions_" + day + ".jsonl.gz";
    }
}
