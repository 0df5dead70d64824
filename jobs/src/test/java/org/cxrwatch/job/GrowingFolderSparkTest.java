package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LabelTable;
import org.cxrwatch.io.delta.LakeTable;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.RejectTable;
import org.cxrwatch.io.files.Lines;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Ledger.FileOutcome;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder that changes between two nights, as writers change it. Each case has images of its own, so that one night
 * serves them all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrowingFolderSparkTest {

    private static final Instant NIGHT = Instant.parse("2026-09-11T02:00:00Z");
    private static final String GROWN = "predictions/predictions_2026-09-09.jsonl";
    private static final String PREDICTIONS = "predictions/predictions_2026-09-10.jsonl";
    private static final String NEXT = "predictions/predictions_2026-09-11.jsonl";
    private static final String POISONED = "predictions/predictions_2026-09-08.jsonl";
    private static final String CUT = "predictions/predictions_2026-09-07.jsonl.gz";
    private static final String LABELS = "labels/labels_2026-09-10.jsonl";
    private static final String NEXT_LABELS = "labels/labels_2026-09-11.jsonl";
    private static final String FOLDER = "labels/labels_2026-09-09.jsonl";
    private static final String SYSTEM = "system_metrics_2026-09-10.jsonl";

    private static final String YESTERDAY = "2026-09-09T10:00:00Z";
    private static final String BROKEN = "{\"prediction_id\": \"cut";
    private static final String CONTRADICTED = at("contradicted", "2026-09-10T10:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private Path logs;
    private DeltaLake lake;
    private Intake intake;
    private Intake.Taken first;
    private Intake.Taken second;
    private List<PredictionTable.Entry> predictions;
    private List<RejectTable.Entry> rejects;

    @BeforeAll
    void takeTwoNights(@TempDir Path folder) throws IOException {
        logs = Files.createDirectories(folder.resolve("logs"));
        lake = DeltaLake.open(TestSession.shared(), folder.resolve("lake").toString());
        intake = new DeltaIntake(
                TestSession.shared(), lake, LogFiles.inFolder(logs).reader(Lines.rules()));
        writeFirstNight();
        first = ingest(NIGHT);
        copy(folder.resolve("lake"), folder.resolve("lake-after-first"));
        writeSecondNight();
        second = ingest(NIGHT.plus(Duration.ofDays(1)));
        predictions = rows(PredictionTable.TABLE).stream()
                .map(PredictionTable::fromRow)
                .toList();
        rejects = rows(RejectTable.TABLE).stream().map(RejectTable::fromRow).toList();
    }

    private void writeFirstNight() throws IOException {
        writeGrown(at("three", YESTERDAY).substring(0, 40));
        write(
                PREDICTIONS,
                CONTRADICTED,
                CONTRADICTED.replace("0.9", "0.8"),
                CONTRADICTED,
                at("resent", "2026-09-10T10:00:00.123Z"),
                at("resent", "2026-09-10T08:00:00Z"),
                at("resent", "2026-09-10T07:00:00Z").replace("success", "error"),
                at("labelled", "2026-09-10T10:00:00Z"),
                "");
        write(
                POISONED,
                Lines.prediction("x".repeat(10_000_000)),
                "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                "{\"prediction_id\":\"\u0000\"}",
                at("survivor", "2026-09-08T10:00:00Z"),
                "");
        byte[] zipped = Lines.gzip(at("lost", YESTERDAY));
        Files.write(logs.resolve(CUT), Arrays.copyOf(zipped, 30));
        write(LABELS, label("\"NORMAL\"", "10T12:00:00Z"), label("\"NORMAL\"", "10T12:00:00Z"), "");
        Files.createDirectory(logs.resolve(FOLDER));
        write(SYSTEM, "");
    }

    private void writeSecondNight() throws IOException {
        writeGrown(at("three", YESTERDAY), BROKEN, "");
        write(
                NEXT,
                CONTRADICTED.replace("0.9", "0.7"),
                at("resent", "2026-09-10T06:00:00Z"),
                at("labelled", "2026-09-10T10:00:00Z").replace("\"actual_label\":null", "\"actual_label\":\"NORMAL\""),
                "");
        write(NEXT_LABELS, label("\"NORMAL\"", "10T12:00:00Z"), label("null", "11T12:00:00Z"), "");
    }

    @Test
    void everyRowReadIsTakenOrACopyOrRejected() {
        assertThat(first.counts())
                .containsEntry("files_read", 5L)
                .containsEntry("files_quarantined", 2L)
                .containsEntry("files_waiting", 1L)
                .containsEntry("predictions_read", 15L)
                .containsEntry("predictions_taken", 8L)
                .containsEntry("predictions_rejected", 4L);
        assertThat(first.count("predictions_duplicate") + first.count("predictions_conflicting"))
                .isEqualTo(3);
        assertThat(second.counts())
                .containsEntry("files_read", 3L)
                .containsEntry("predictions_read", 9L)
                .containsEntry("predictions_taken", 2L)
                .containsEntry("predictions_duplicate", 5L)
                .containsEntry("predictions_conflicting", 1L)
                .containsEntry("predictions_rejected", 1L);
    }

    @Test
    void aFileThatHasGrownAddsItsNewRowsAndTheLineThatWaited() {
        assertThat(outcome(first, GROWN)).isEqualTo(new FileOutcome(GROWN, 2, 2, 40, "", Ledger.Refused.NOTHING));
        assertThat(outcome(second, GROWN)).isEqualTo(new FileOutcome(GROWN, 1, 1, 0, "", Ledger.Refused.NOTHING));
        assertThat(predictions)
                .filteredOn(entry -> entry.origin().file().equals(GROWN))
                .extracting(
                        entry -> entry.logged().predictionId(),
                        entry -> entry.origin().batch())
                .containsExactlyInAnyOrder(tuple("one", 1L), tuple("two", 1L), tuple("three", 2L));
    }

    @Test
    void whatWasPutAsideIsNotPutAsideAgainWhenItsFileHasGrown() {
        assertThat(rejects)
                .filteredOn(reject -> reject.origin().file().equals(GROWN))
                .filteredOn(reject -> reject.reason() == RejectReason.NOT_JSON)
                .extracting(
                        reject -> reject.origin().line(),
                        reject -> reject.origin().batch())
                .containsExactlyInAnyOrder(tuple(2L, 1L), tuple(6L, 2L));
        assertThat(rejects)
                .filteredOn(reject -> reject.origin().file().equals(GROWN))
                .filteredOn(reject -> reject.reason() == RejectReason.CONFLICTING_COPY)
                .extracting(reject -> reject.origin().batch())
                .containsExactly(1L);
    }

    @Test
    void ofContradictingCopiesOneIsKeptAndTheOthersAreListedWithWhatTheySaid() {
        List<Double> kept = predictions.stream()
                .filter(entry -> entry.logged().predictionId().equals("contradicted"))
                .map(entry -> entry.logged().prediction().answer().confidence())
                .toList();

        assertThat(kept).hasSize(1).containsAnyOf(0.8, 0.9);
        assertThat(rejects)
                .filteredOn(reject -> reject.reason() == RejectReason.CONFLICTING_COPY)
                .filteredOn(reject -> !reject.origin().file().equals(GROWN))
                .isNotEmpty()
                .allSatisfy(reject -> {
                    assertThat(reject.detail()).startsWith("kept: batch 1, " + PREDICTIONS + " line ");
                    assertThat(reject.raw())
                            .contains("\"prediction_id\":\"contradicted\"")
                            .doesNotContain("\"confidence\":" + kept.get(0));
                })
                .anySatisfy(reject -> {
                    assertThat(reject.origin().file()).isEqualTo(NEXT);
                    assertThat(reject.raw()).contains("\"confidence\":0.7");
                });
    }

    @Test
    void anImageSentAgainThatDayIsTakenAndCountedOnce() {
        assertThat(predictions)
                .filteredOn(entry -> entry.logged().predictionId().equals("resent"))
                .extracting(entry -> entry.logged().prediction().at().toString(), PredictionTable.Entry::counted)
                .containsExactlyInAnyOrder(
                        tuple("2026-09-10T06:00:00Z", false),
                        tuple("2026-09-10T07:00:00Z", false),
                        tuple("2026-09-10T08:00:00Z", true),
                        tuple("2026-09-10T10:00:00.123Z", false));
    }

    @Test
    void aLabelIsTakenOnceItsWithdrawalIsAnotherAndOneFilledInIsNoConflict() {
        assertThat(first.counts()).containsEntry("labels_taken", 1L).containsEntry("labels_duplicate", 1L);
        assertThat(second.counts()).containsEntry("labels_taken", 2L).containsEntry("labels_duplicate", 1L);
        assertThat(rows(LabelTable.TABLE).stream().map(LabelTable::fromRow))
                .extracting(
                        entry -> entry.event().source(),
                        entry -> entry.event().actualClass(),
                        entry -> entry.event().arrival().on())
                .containsExactlyInAnyOrder(
                        tuple("radiologist", Optional.of("NORMAL"), LocalDate.of(2026, 9, 10)),
                        tuple("radiologist", Optional.empty(), LocalDate.of(2026, 9, 11)),
                        tuple("prediction", Optional.of("NORMAL"), LocalDate.of(2026, 9, 11)));
    }

    @Test
    void aBadFileIsPutAsideWholeAndTheOthersGoOn() {
        assertThat(first.files())
                .filteredOn(file -> !file.quarantine().isEmpty())
                .extracting(FileOutcome::path, FileOutcome::rows)
                .containsExactly(tuple(FOLDER, 0L), tuple(CUT, 0L));
    }

    @Test
    void poisonedLinesAreRejectedOneByOneAndTheRestIsTaken() {
        assertThat(rejects)
                .filteredOn(reject -> reject.origin().file().equals(POISONED))
                .extracting(RejectTable.Entry::reason, reject -> reject.origin().line())
                .containsExactlyInAnyOrder(
                        tuple(RejectReason.LINE_TOO_LONG, 1L),
                        tuple(RejectReason.NESTED_TOO_DEEPLY, 2L),
                        tuple(RejectReason.NOT_JSON, 3L));
        assertThat(predictions)
                .extracting(entry -> entry.logged().predictionId())
                .contains("survivor");
    }

    @Test
    void aCrashAfterTheFirstTableLeavesNoTrace(@TempDir Path folder) throws IOException {
        Batch batch = ledger.inState(Set.of(BatchState.INGESTED)).get(1);
        // The lake as it was after the first night, but for the predictions, which the second had appended.
        copy(logs.resolveSibling("lake-after-first"), folder);
        copy(logs.resolveSibling("lake").resolve("prediction"), folder.resolve("prediction"));
        DeltaLake crashed = DeltaLake.open(TestSession.shared(), folder.toString());

        Intake.Taken resumed = new DeltaIntake(
                        TestSession.shared(), crashed, LogFiles.inFolder(logs).reader(Lines.rules()))
                .take(batch);

        assertThat(resumed).isEqualTo(second);
        for (LakeTable table : List.of(PredictionTable.TABLE, LabelTable.TABLE, RejectTable.TABLE)) {
            assertThat(crashed.read(table).collectAsList())
                    .as(table.name())
                    .containsExactlyInAnyOrderElementsOf(rows(table));
        }
    }

    private Intake.Taken ingest(Instant at) {
        Ingest.Report report = new Ingest(
                        List.of(new Ingest.Feed(
                                LogFiles.inFolder(logs).source("files", LogFiles.Arriving.FROM_NAME), intake)),
                        ledger,
                        new MemorySourceChecks())
                .run(at);
        assertThat(report.done()).hasSize(1);
        return report.done().get(0).taken();
    }

    private static FileOutcome outcome(Intake.Taken taken, String path) {
        return taken.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private List<Row> rows(LakeTable table) {
        return lake.read(table).collectAsList();
    }

    private static String at(String id, String time) {
        return Lines.prediction(id).replace("2026-09-10T10:00:00.123Z", time);
    }

    private static String label(String actual, String dayAndTime) {
        return """
                {"prediction_id":"one","actual_label":%s,"labelled_at":"2026-09-%s",\
                "source":"radiologist"}""".formatted(actual, dayAndTime);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Lines joined by newlines: the last one is finished if an empty one follows. */
    private void writeGrown(String... end) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                at("one", YESTERDAY),
                BROKEN,
                at("two", YESTERDAY),
                at("two", YESTERDAY).replace("0.9", "0.8")));
        lines.addAll(List.of(end));
        write(GROWN, lines.toArray(String[]::new));
    }

    private void write(String path, String... lines) throws IOException {
        Path file = logs.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines));
    }
}
