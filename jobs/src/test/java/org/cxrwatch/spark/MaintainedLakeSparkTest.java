package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.cxrwatch.error.DataException;
import org.cxrwatch.io.delta.Admission;
import org.cxrwatch.io.delta.AppliedLabelTable;
import org.cxrwatch.io.delta.BaselineTable;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LabelTable;
import org.cxrwatch.io.delta.LakeCellArchive;
import org.cxrwatch.io.delta.LakeTable;
import org.cxrwatch.io.delta.LakeUpkeep;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.RejectLimit;
import org.cxrwatch.io.delta.RejectTable;
import org.cxrwatch.io.delta.SystemMetricTable;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.job.EstablishBaseline;
import org.cxrwatch.job.Evaluate;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.Maintain;
import org.cxrwatch.job.Nights;
import org.cxrwatch.job.Progress;
import org.cxrwatch.job.RebuildCells;
import org.cxrwatch.job.Recount;
import org.cxrwatch.job.SamplePolicy;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Expiries;
import org.cxrwatch.port.History;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.MemoryExpiries;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.retention.RetentionPolicy;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.OldCells;
import org.cxrwatch.summary.PartKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lake before and after upkeep: four days of rows, two of which expire, and the cells of four days three hundred days
 * before, which become old. It is left below {@code target} for the tests that read it without Spark.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaintainedLakeSparkTest {

    private static final Instant NOW = Instant.parse("2026-09-20T03:00:00Z");
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");
    private static final LocalDate FIRST = SmallStream.FIRST_DAY;
    private static final LocalDate FIRST_KEPT = FIRST.plusDays(2);
    private static final Path LEFT = Path.of("target", "lake-after-upkeep");
    private static final List<LakeTable> TABLES = List.of(
            PredictionTable.TABLE,
            LabelTable.TABLE,
            SystemMetricTable.TABLE,
            CellTable.TABLE,
            BaselineTable.TABLE,
            AppliedLabelTable.TABLE);

    /** 2026-09-20 less 17, 18 and 200 days: 09-03, 09-02 and 03-04. */
    private static final Map<Kept, Integer> DAYS = Map.of(
            Kept.PREDICTIONS, 17, Kept.LABELS, 17, Kept.REJECTS, 17, Kept.SYSTEM_METRICS, 18, Kept.FINE_CELLS, 200);

    private final Expiries expiries = new MemoryExpiries();
    private final MemoryDatabase database = new MemoryDatabase(Clock.fixed(NOW, ZoneOffset.UTC));
    private Path folder;
    private SmallLake small;
    private DeltaLake lake;
    private Night before;
    private Night after;
    private Map<String, Long> versionsAfter;
    private Maintain.Result again;

    /** What a lake says at one time. */
    private record Night(List<Object> results, List<Cell> cells, Map<String, Long> numbers) {

        List<String> cells(LocalDate from, LocalDate until) {
            return cells.stream()
                    .filter(cell ->
                            !cell.key().day().isBefore(from) && cell.key().day().isBefore(until))
                    .map(MaintainedLakeSparkTest::text)
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    void keep(@TempDir Path temporary) throws IOException {
        folder = temporary.resolve("lake");
        small = new SmallLake(folder);
        lake = small.lake;
        small.ingest(new SmallStream(150, 7), 3, new Random(7));
        small.summarise();
        appendEarlierCells();
        establishBaseline();
        before = night();
        Maintain maintain = maintain();
        maintain.run(NOW);
        after = night();
        Map<String, Long> versions = versions();
        again = maintain.run(NOW);
        versionsAfter = versions();
        assertThat(versionsAfter).isEqualTo(versions);
        leave();
    }

    private Maintain maintain() {
        return new Maintain(
                new Maintain.Stores(
                        small.ledger,
                        expiries,
                        new LakeUpkeep(lake),
                        small.cells,
                        new LakeCellArchive(TestSession.shared(), lake),
                        database.baselines()),
                new Maintain.Policy(new RetentionPolicy(DAYS, 1), Duration.ofDays(14)));
    }

    /** The same cells once more, three hundred days earlier. */
    private void appendEarlierCells() {
        List<Row> rows = cells().stream()
                .map(cell -> {
                    CellKey key = cell.key();
                    Arrival arrival = cell.arrival();
                    return CellTable.toRow(new Cell(
                            new CellKey(
                                    key.kind(), key.modelVersion(), key.day().minusDays(300), key.hour(), key.slice()),
                            new Arrival(
                                    arrival.on().minusDays(300),
                                    arrival.at().minus(Duration.ofDays(300)),
                                    arrival.basis()),
                            cell.batch(),
                            Generation.FIRST,
                            cell.definition(),
                            cell.part()));
                })
                .toList();
        lake.append(
                CellTable.TABLE,
                TestSession.shared()
                        .createDataFrame(rows, CellTable.TABLE.schema())
                        .coalesce(1),
                new DeltaLake.Numbered("earlier", 1));
    }

    private void establishBaseline() {
        new EstablishBaseline(
                        new LakeBaselines(TestSession.shared(), lake, SmallLake.DEFINITION),
                        database.baselines(),
                        database.incidents(),
                        new EstablishBaseline.Terms(10, SmallLake.DEFINITION.hash()))
                .run(new EstablishBaseline.Request(
                        "v1.0.0",
                        FIRST,
                        FIRST.plusDays(1),
                        EstablishBaseline.Use.ACTIVATE,
                        new EstablishBaseline.Note("test", "two days", Instant.parse("2026-09-03T00:00:00Z"))));
    }

    private List<Cell> cells() {
        return small.cells.load(
                new Cells.Range(FIRST.minusDays(400), FIRST.plusDays(40), Set.of(PartKind.values()), EVER));
    }

    private Night night() {
        Map<String, Long> numbers = new TreeMap<>();
        TABLES.forEach(table -> lake.lastAppended(table).ifPresent(last -> numbers.put(table.name(), last)));
        return new Night(results(), cells(), numbers);
    }

    /** Three nights, published into an empty results database. */
    private List<Object> results() {
        MemoryDatabase fresh = new MemoryDatabase(Clock.fixed(NOW, ZoneOffset.UTC));
        database.baselines().list().forEach(fresh.baselines()::add);
        database.baselines().transitions().forEach(fresh.baselines()::record);
        Evaluate.Stores stores = new Evaluate.Stores(
                fresh.ledger(),
                fresh.sourceChecks(),
                small.cells,
                fresh.baselines(),
                new LakeBaselines(TestSession.shared(), lake, SmallLake.DEFINITION),
                fresh.results(),
                (publication, nights) -> {});
        Nights nights = Nights.replay(FIRST.plusDays(2), FIRST.plusDays(4));
        new Evaluate(SamplePolicy.USUAL, stores, Routing.LOG, Progress.NONE).run(nights);
        History.Query everything =
                History.Query.between(FIRST.atStartOfDay(ZoneOffset.UTC).toInstant(), NOW);
        History history = fresh.history();
        return Stream.of(history.metrics(everything), history.drift(everything), history.verdicts(everything))
                .<Object>flatMap(List::stream)
                .toList();
    }

    private static String text(Cell cell) {
        return cell.key() + " " + cell.arrival() + " " + cell.batch() + " " + cell.generation() + " "
                + HexFormat.of().formatHex(cell.part().toBytes());
    }

    private Map<String, Long> versions() {
        Map<String, Long> versions = new TreeMap<>();
        TABLES.stream()
                .filter(lake::exists)
                .forEach(table -> versions.put(
                        table.name(),
                        TestSession.shared()
                                .sql("describe history delta.`" + lake.location(table) + "`")
                                .count()));
        return versions;
    }

    /** With the rows of every table, as Spark counts them. */
    private void leave() throws IOException {
        if (Files.exists(LEFT)) {
            try (Stream<Path> old = Files.walk(LEFT)) {
                for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Path target = LEFT.resolve(folder.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        String rows = TABLES.stream()
                .filter(lake::exists)
                .map(table -> "  \"" + table.name() + "\": " + lake.read(table).count())
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        Files.writeString(LEFT.resolve("rows.json"), rows);
    }

    @Test
    void nightsThatCanBeEvaluatedComeOutAsBefore() {
        assertThat(before.results()).hasSizeGreaterThan(500);
        assertThat(after.results()).isEqualTo(before.results());
    }

    @Test
    void cellsThatAreNotOldAreTheSameByteForByte() {
        assertThat(after.cells(FIRST, FIRST.plusDays(40))).isEqualTo(before.cells(FIRST, FIRST.plusDays(40)));
    }

    @Test
    void oldCellsAreOneADayAndSliceAndAddUpToWhatTheyWere() {
        List<Cell> fine = before.cells().stream()
                .filter(cell -> cell.key().day().isBefore(FIRST))
                .toList();

        assertThat(after.cells(FIRST.minusDays(400), FIRST))
                .isEqualTo(OldCells.of(fine).stream()
                        .map(MaintainedLakeSparkTest::text)
                        .sorted()
                        .toList())
                .hasSizeBetween(20, fine.size() / 4);
        assertThat(expiries.expired().before())
                .containsEntry(Kept.FINE_CELLS, LocalDate.of(2026, 3, 4))
                .containsEntry(Kept.NIGHTS, LocalDate.of(2026, 7, 3));
    }

    @Test
    void rowsExpireByTheirOwnDayAndLabelsAfterThem() {
        assertThat(first(PredictionTable.TABLE, "day")).isEqualTo(FIRST_KEPT);
        assertThat(first(SystemMetricTable.TABLE, "day")).isEqualTo(FIRST_KEPT.minusDays(1));
        assertThat(first(LabelTable.TABLE, "arrived_on")).isEqualTo(FIRST_KEPT.minusDays(1));
    }

    private LocalDate first(LakeTable table, String column) {
        return lake.read(table).select(column).distinct().orderBy(column).head().getLocalDate(0);
    }

    @Test
    void theSecondTimeNothingIsDueAndNoTableGetsACommit() {
        assertThat(again.nothingDue()).isTrue();
        assertThat(after.numbers()).isEqualTo(before.numbers()).isNotEmpty();
        assertThat(small.summarise().nothingToDo()).isTrue();
    }

    /** That their labels are all there, too, is what shows in the label cells. */
    @Test
    void daysThatAreKeptAreCountedAgainByteForByteAndOthersAreRefusedByName() {
        RebuildCells rebuild = new RebuildCells(
                new Recount(small.ledger, small.cells, small.rebuild, SmallLake.DEFINITION, expiries.expired()));

        assertThatThrownBy(() -> rebuild.run(Optional.of(FIRST), Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Cells cannot be rebuilt over days whose rows have expired: 2 days from 2026-09-01"
                                + " to 2026-09-02. Rows are kept from 2026-09-03 on");
        assertThatThrownBy(() -> rebuild.run(Optional.empty(), Optional.empty()))
                .hasMessageContaining("7 days from 2025-11-05 to 2026-09-02");
        RebuildCells.Result result = rebuild.run(Optional.of(FIRST_KEPT), Optional.empty());
        assertThat(result.rebuilt()).isEmpty();
        assertThat(result.equal()).contains(FIRST_KEPT, FIRST_KEPT.plusDays(1));
    }

    @Test
    void rowsOfExpiredDaysDoNotComeBack(@TempDir Path logs) throws IOException {
        String row = "{\"prediction_id\":\"%s\",\"timestamp\":\"%s\",\"model_version\":\"v1.0.0\",\"prediction\":"
                + "\"NORMAL\",\"confidence\":0.9,\"processing_time_ms\":100,\"status\":\"success\"}\n";
        Files.writeString(
                logs.resolve("predictions_2026-09-19.jsonl"),
                row.formatted("late-1", "2026-09-02T10:00:00Z") + row.formatted("late-2", "2026-09-03T10:00:00Z"));
        Files.writeString(
                logs.resolve("system_metrics_2026-09-19.jsonl"),
                "{\"timestamp\":\"2026-09-01T10:00:00Z\",\"host\":\"h\",\"cpu_percent\":3}\n");

        Intake.Taken taken = ingest(logs);

        assertThat(taken.counts())
                .containsEntry("predictions_taken", 1L)
                .containsEntry("predictions_rejected", 1L)
                .containsEntry("system_rejected", 1L)
                .containsEntry("system_taken", 0L);
        assertThat(first(PredictionTable.TABLE, "day")).isEqualTo(FIRST_KEPT);
        assertThat(lake.read(RejectTable.TABLE)
                        .where(col("reason").equalTo("EXPIRED"))
                        .select("kind", "detail", "raw")
                        .orderBy("kind")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly(
                        "[prediction,it is of 2026-09-02, and predictions are kept from 2026-09-03 on:"
                                + " retention.predictions,]",
                        "[system,it is of 2026-09-01, and system-metrics are kept from 2026-09-02 on:"
                                + " retention.system-metrics,]");
    }

    private Intake.Taken ingest(Path logs) {
        LogFiles files = LogFiles.inFolder(logs);
        DeltaIntake intake = new DeltaIntake(
                TestSession.shared(),
                lake,
                files.reader(DemoReading.RULES),
                new Admission(expiries.expired(), RejectLimit.USUAL));
        Ingest ingest = new Ingest(
                List.of(new Ingest.Feed(files.source("files", LogFiles.Arriving.OBSERVED), intake)),
                small.ledger,
                new MemorySourceChecks());

        return ingest.run(NOW).done().get(0).taken();
    }
}
