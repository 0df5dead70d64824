package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cxrwatch.io.delta.Admission;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.RejectLimit;
import org.cxrwatch.io.delta.RejectTable;
import org.cxrwatch.io.delta.SystemMetricTable;
import org.cxrwatch.io.files.Lines;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Ledger.FileOutcome;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.port.Source;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.schema.SourceChange;
import org.cxrwatch.schema.SourceChange.Change;
import org.cxrwatch.spark.LakeSummariser;
import org.cxrwatch.spark.TestSession;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.summary.SystemPart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A folder whose writers break: on a good night, on a night of bad rows, after they were mended, and with other columns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenLoggerSparkTest {

    private static final Instant NIGHT = Instant.parse("2026-09-21T02:00:00Z");
    private static final String GOOD = "predictions_2026-09-20.jsonl";
    private static final String POOR = "predictions_2026-09-21.jsonl";
    private static final String OTHER = "predictions_2026-09-22.jsonl";
    private static final String LABELS = "labels_2026-09-21.jsonl";
    private static final String SYSTEM = "system_metrics_2026-09-20.jsonl";
    private static final RejectLimit NO_LIMIT = new RejectLimit(1, 1);

    private final MemoryLedger ledger = new MemoryLedger();
    private final MemorySourceChecks checks = new MemorySourceChecks();
    private Path logs;
    private DeltaLake lake;
    private Ingest.Done good;
    private Ingest.Done poor;
    private Ingest.Report again;
    private Ingest.Done mended;
    private Ingest.Done other;
    private long predictionsAfterPoor;

    @BeforeAll
    void takeFiveNights(@TempDir Path folder) throws IOException {
        logs = Files.createDirectories(folder.resolve("logs"));
        lake = DeltaLake.open(TestSession.shared(), folder.resolve("lake").toString());
        write(GOOD, Stream.concat(lines("v1", 20, 60, line -> line), lines("v2", 20, 60, line -> line)));
        write(SYSTEM, IntStream.range(0, 20).mapToObj(BrokenLoggerSparkTest::sample));
        good = night(0, RejectLimit.USUAL, Ingest.Which.CHANGED).done().get(0);
        write(
                POOR,
                Stream.of(
                                lines("v1", 21, 80, line -> line),
                                lines("v1", 21, 20, BrokenLoggerSparkTest::withoutStatus),
                                lines("v2", 21, 79, BrokenLoggerSparkTest::labelled),
                                lines("v2", 21, 21, BrokenLoggerSparkTest::withoutStatus))
                        .flatMap(each -> each));
        write(LABELS, IntStream.range(0, 30).mapToObj(i -> label(i, i < 25 ? "maybe" : "NORMAL")));
        poor = night(1, RejectLimit.USUAL, Ingest.Which.CHANGED).done().get(0);
        predictionsAfterPoor = lake.read(PredictionTable.TABLE).count();
        assertThat(night(2, NO_LIMIT, Ingest.Which.CHANGED).nothingNew()).isTrue();
        again = night(2, NO_LIMIT, Ingest.Which.UNUSED_TOO);
        write(LABELS, IntStream.range(0, 30).mapToObj(i -> label(i, "NORMAL")));
        mended = night(3, RejectLimit.USUAL, Ingest.Which.CHANGED).done().get(0);
        write(
                OTHER,
                Stream.concat(
                        lines("v1", 22, 60, line -> line.replace("\"confidence\":0.9", "\"confidence\":\"0.9\"")),
                        lines("v2", 22, 60, BrokenLoggerSparkTest::otherwise)));
        other = night(4, RejectLimit.USUAL, Ingest.Which.CHANGED).done().get(0);
    }

    private static Stream<String> lines(String version, int day, int rows, UnaryOperator<String> change) {
        IntFunction<String> line = i -> Lines.prediction("%s-%d-%s-%d".formatted(version, day, change.hashCode(), i))
                .replace("v1.0.0", version)
                .replace("2026-09-10", "2026-09-" + day)
                .replace(
                        "\"site\":\"north\"",
                        "\"site\":\"north\",\"scanner\":\"n-1\",\"view_position\":\"AP\",\"ward\":" + i % 3);
        return IntStream.range(0, rows).mapToObj(line).map(change);
    }

    private static String withoutStatus(String line) {
        return line.replace("\"success\"", "\"fine\"");
    }

    private static String labelled(String line) {
        return line.replace("\"actual_label\":null", "\"actual_label\":\"NORMAL\"");
    }

    /** Without its ward, with the scanner and the view under other names, and with a mark more. */
    private static String otherwise(String line) {
        return line.replaceAll(",\"ward\":[0-9]", ",\"urgent\":true")
                .replace("\"scanner\"", "\"device\"")
                .replace("\"view_position\"", "\"viewPosition\"");
    }

    private static String label(int i, String actual) {
        return """
                {"prediction_id":"image-%d","actual_label":"%s","labelled_at":"2026-09-21T10:00:00Z",\
                "source":"radiologist"}""".formatted(i, actual);
    }

    private static String sample(int i) {
        return """
                {"timestamp":"2026-09-20T10:%02d:00Z","cpu_percent":24.5,"net_bytes_sent":%d,"disk_io_ms":7.5,\
                "cache_hit_rate":NaN}""".formatted(i, 1_000_000 + i);
    }

    private void write(String path, Stream<String> lines) throws IOException {
        Path file = logs.resolve(path);
        boolean there = Files.exists(file);
        Files.writeString(file, lines.collect(Collectors.joining("\n")) + "\n");
        if (there) {
            Files.setLastModifiedTime(file, FileTime.from(NIGHT.plus(Duration.ofDays(900))));
        }
    }

    private Ingest.Report night(int nights, RejectLimit limit, Ingest.Which which) {
        LogFiles files = LogFiles.inFolder(logs);
        Intake intake = new DeltaIntake(
                TestSession.shared(), lake, files.reader(Lines.rules()), new Admission(Expired.NOTHING, limit));
        Source source = files.source("files", LogFiles.Arriving.FROM_NAME);
        return new Ingest(List.of(new Ingest.Feed(source, intake)), ledger, checks)
                .run(NIGHT.plus(Duration.ofDays(nights)), which);
    }

    private static FileOutcome outcome(Intake.Taken taken, String path) {
        return taken.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVersionAtTheLimitIsTakenAndOneAboveItIsRefusedWithItsLabels() {
        assertThat(poor.taken().counts())
                .containsEntry("predictions_read", 200L)
                .containsEntry("predictions_taken", 80L)
                .containsEntry("predictions_rejected", 41L)
                .containsEntry("predictions_refused", 79L)
                .containsEntry("files_refused", 2L);
        assertThat(outcome(poor.taken(), POOR).refused().rows()).isEqualTo(79);
        assertThat(outcome(poor.taken(), POOR).refused().why())
                .isEqualTo("21 of 100 rows of v2 cannot be used (most often UNKNOWN_STATUS: status is not success,"
                        + " error or timeout); more than reject.limit = 0.2");
        assertThat(predictionsAfterPoor).isEqualTo(120 + 80);
        assertThat(lake.read(RejectTable.TABLE)
                        .where("batch = 2 and kind = 'prediction'")
                        .count())
                .isEqualTo(41);
    }

    @Test
    void labelsAreJudgedByTheirFile() {
        assertThat(poor.taken().counts())
                .containsEntry("labels_read", 79L + 30)
                .containsEntry("labels_taken", 0L)
                .containsEntry("labels_rejected", 25L)
                .containsEntry("labels_refused", 79L + 5);
        assertThat(outcome(poor.taken(), LABELS).refused().why())
                .startsWith("25 of 30 rows cannot be used (most often UNKNOWN_CLASS: actual_label is none of");
    }

    @Test
    void allThatIsReadIsAccountedFor() {
        Stream.of(good, poor, mended, other)
                .forEach(done -> Stream.of("predictions", "labels", "system")
                        .forEach(kind -> assertThat(Stream.of(
                                                "taken", "duplicate", "conflicting", "corrected", "rejected", "refused")
                                        .mapToLong(fate -> done.taken().count(kind + "_" + fate))
                                        .sum())
                                .as(kind)
                                .isEqualTo(done.taken().count(kind + "_read"))));
    }

    @Test
    void whatWasRefusedIsTakenAsItIsOnceTheLimitAllowsIt() {
        Intake.Taken taken = again.done().get(0).taken();

        assertThat(taken.files()).extracting(FileOutcome::path).containsExactly(LABELS, POOR);
        assertThat(taken.counts())
                .containsEntry("predictions_taken", 79L)
                .containsEntry("predictions_duplicate", 80L + 41)
                .containsEntry("predictions_rejected", 0L)
                .containsEntry("labels_rejected", 0L)
                .containsEntry("predictions_refused", 0L)
                .containsEntry("labels_taken", 79L + 5);
        assertThat(taken.files()).extracting(FileOutcome::rejected).containsOnly(0L);
        assertThat(lake.read(RejectTable.TABLE).where("batch = 3").count()).isZero();
        assertThat(again.done()).hasSize(1);
        assertThat(ledger.taken("files").unused()).containsExactly(OTHER);
    }

    @Test
    void aFileThatWasMendedIsReadByItself() {
        assertThat(mended.taken().counts()).containsEntry("labels_taken", 25L).containsEntry("labels_duplicate", 5L);
    }

    @Test
    void columnsThatAreNotAsBeforeAreToldOnceAndOtherVersionsGoOn() {
        assertThat(other.changes())
                .extracting(change -> change.of().modelVersion(), SourceChange::path, SourceChange::change)
                .containsExactlyInAnyOrder(
                        tuple("v1", "confidence", Change.RETYPED),
                        tuple("v2", "metadata.ward", Change.DROPPED),
                        tuple("v2", "metadata.scanner", Change.RENAMED),
                        tuple("v2", "metadata.view_position", Change.CASE_CHANGED),
                        tuple("v2", "metadata.urgent", Change.ADDED));
        assertThat(other.changes())
                .extracting(SourceChange::sentence)
                .contains("predictions of source files (v1): confidence was a number until 2026-09-21, and is text"
                        + " since 2026-09-22 (predictions_2026-09-22.jsonl).");
        assertThat(outcome(other.taken(), OTHER))
                .extracting(FileOutcome::rows, FileOutcome::rejected)
                .containsExactly(60L, 60L);
        assertThat(outcome(other.taken(), OTHER).refused().why())
                .contains("60 of 60 rows of v1 cannot be used (most often WRONG_TYPE: confidence is no number)");
        assertThat(Stream.of(good, poor, mended).flatMap(done -> done.changes().stream()))
                .isEmpty();
        assertThat(checks.changes(other.batch().number())).isEqualTo(other.changes());
    }

    @Test
    void numbersAndAttributesNobodyKnewAreInTheLakeAndInCells() {
        new Summarise(
                        ledger,
                        new LakeSummariser(
                                TestSession.shared(),
                                lake,
                                new SummaryDefinition(List.of("site", "ward"), List.of("site")),
                                new LabelRules(120, List.of())))
                .run();
        List<org.cxrwatch.summary.Cell> cells = cellsOf(LocalDate.of(2026, 9, 20));

        assertThat(lake.read(PredictionTable.TABLE).where("batch = 1").collectAsList().stream()
                        .map(row -> PredictionTable.fromRow(row)
                                .logged()
                                .prediction()
                                .attributes()))
                .hasSize(120)
                .allSatisfy(attributes -> assertThat(attributes).containsKeys("ward", "scanner"));
        assertThat(lake.read(SystemMetricTable.TABLE).collectAsList().stream()
                        .map(row -> SystemMetricTable.fromRow(row).sample().numbers()))
                .hasSize(20)
                .allSatisfy(numbers -> assertThat(numbers)
                        .containsKeys("net_bytes_sent", "disk_io_ms")
                        .containsEntry("cache_hit_rate", Double.NaN));
        List<SystemPart> system = parts(cells, SystemPart.class);
        assertThat(system).isNotEmpty().allSatisfy(part -> {
            assertThat(part.number("disk_io_ms").count()).isEqualTo(20);
            assertThat(part.number("net_bytes_sent").count()).isEqualTo(20);
            assertThat(part.number("cache_hit_rate").notFinite()).isEqualTo(20);
        });
        assertThat(parts(cells, DistributionPart.class))
                .isNotEmpty()
                .flatExtracting(part -> part.classes().entries().values())
                .allSatisfy(
                        ofClass -> assertThat(ofClass.attributes().entries()).containsKeys("ward", "site"));
    }

    private List<org.cxrwatch.summary.Cell> cellsOf(LocalDate day) {
        return new LakeCells(lake)
                .load(new Cells.Range(
                        day,
                        day,
                        java.util.EnumSet.of(PartKind.SYSTEM, PartKind.DISTRIBUTION),
                        NIGHT.plus(Duration.ofDays(9))));
    }

    private static <P> List<P> parts(List<org.cxrwatch.summary.Cell> cells, Class<P> kind) {
        List<P> parts = new ArrayList<>();
        cells.stream()
                .map(org.cxrwatch.summary.Cell::part)
                .filter(kind::isInstance)
                .map(kind::cast)
                .forEach(parts::add);
        return parts;
    }
}
