package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.LakeTable;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.RejectTable;
import org.cxrwatch.io.delta.RetractionTable;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.Plan;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.spark.LakeRebuild;
import org.cxrwatch.spark.LakeSummariser;
import org.cxrwatch.spark.TestSession;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database whose rows are changed between four nights, after a night of files. Each case has images of its own, so
 * that one night serves them all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrectionsSparkTest {

    private static final SummaryDefinition DEFINITION = new SummaryDefinition(List.of("site"), List.of("site"));
    private static final int HORIZON = 120;
    private static final Instant EVER = Instant.parse("2028-01-01T00:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-09-11T02:00:00Z");

    private static final LocalDate LONG_AGO = LocalDate.of(2026, 8, 1);
    private static final LocalDate QUIET = LocalDate.of(2026, 9, 7);
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 8);
    private static final LocalDate SECOND = LocalDate.of(2026, 9, 9);
    private static final LocalDate LAST = LocalDate.of(2026, 9, 10);

    private static final DatabaseRow SURER = DatabaseRow.of("surer", FIRST, "10:00:00");
    private static final DatabaseRow TURNED = DatabaseRow.of("turned", FIRST, "11:00:00");
    private static final DatabaseRow MOVED = DatabaseRow.of("moved", FIRST, "23:59:59.999");
    private static final DatabaseRow WANDERER = DatabaseRow.of("wanderer", LONG_AGO, "12:00:00");
    private static final DatabaseRow FAILED = DatabaseRow.of("failed", FIRST, "08:00:00");
    private static final DatabaseRow NEXT =
            DatabaseRow.of("failed", FIRST, "09:00:00").keyed("row-next");
    private static final DatabaseRow LATER = NEXT.at(FIRST, "10:00:00").keyed("row-later");
    private static final DatabaseRow NAMED = DatabaseRow.of("misnamed", FIRST, "14:00:00");
    private static final DatabaseRow TWICE = DatabaseRow.of("twice", SECOND, "10:00:00");
    private static final DatabaseRow RESENT = DatabaseRow.of("resent", SECOND, "12:00:00");
    private static final DatabaseRow AGAIN = RESENT.at(SECOND, "06:00:00").keyed("row-again");
    private static final DatabaseRow LABELLED = DatabaseRow.of("labelled", QUIET, "10:00:00");
    private static final DatabaseRow FILED =
            DatabaseRow.of("filed", QUIET, "11:00:00").took(0.1 + 0.2);

    private static final Map<String, String> EARLY_LABELS =
            Map.of("surer", "NORMAL", "moved", "NORMAL", "failed", "PNEUMONIA", "twice", "NORMAL");
    private static final Map<String, String> LATER_LABELS = Map.of("labelled", "NORMAL", "turned", "PNEUMONIA");

    private final MemoryDatabase database = new MemoryDatabase(Clock.fixed(NIGHT, ZoneOffset.UTC));
    private final DatabaseRows source = new DatabaseRows();
    private final Map<Integer, Intake.Taken> taken = new TreeMap<>();
    private final Map<Integer, Map<String, String>> sumsAfter = new TreeMap<>();
    private Path folder;
    private DeltaLake lake;

    @BeforeAll
    void changeRowsBetweenNights(@TempDir Path temporary) throws IOException {
        folder = temporary;
        lake = open("lake");
        ingest(source.filed(night(0), List.of(FILED.keyed("").took(0.3))));
        ingest(source.changed(
                night(1),
                List.of(SURER, TURNED, MOVED, WANDERER, FAILED, NEXT, LATER, NAMED, TWICE, RESENT, LABELLED, FILED),
                EARLY_LABELS));
        copy("lake", "before");
        ingest(source.changed(
                night(2),
                List.of(
                        SURER.says("NORMAL", 0.875),
                        TURNED.says("PNEUMONIA", 0.75),
                        MOVED.at(SECOND, "00:00:00"),
                        WANDERER.at(SECOND, "12:00:00"),
                        FAILED.failed(),
                        NAMED.of("named"),
                        TWICE.says("NORMAL", 0.5),
                        RESENT.says("NORMAL", 0.625),
                        AGAIN,
                        LABELLED),
                LATER_LABELS));
        ingest(source.changed(night(3), List.of(TWICE.says("PNEUMONIA", 0.625), FILED.says("NORMAL", 0.5)), Map.of()));
    }

    /** Were it the other way round, a crash between the two could leave both versions of a row counted. */
    @Test
    void whatNoLongerCountsIsRetractedBeforeItsSuccessorIsThere() throws IOException {
        assertThat(lastCommit(RetractionTable.TABLE)).isBefore(lastCommit(PredictionTable.TABLE));
    }

    private Instant lastCommit(LakeTable table) throws IOException {
        try (Stream<Path> log =
                Files.list(folder.resolve("lake").resolve(table.name()).resolve("_delta_log"))) {
            Path last = log.filter(file -> file.toString().endsWith(".json"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return Files.getLastModifiedTime(last).toInstant();
        }
    }

    private static Instant night(int number) {
        return NIGHT.plus(Duration.ofDays(number));
    }

    private Batch ingest(Plan plan) {
        int number = taken.size();
        Batch batch = database.ledger().plan(plan, night(number));
        taken.put(number, intake(lake).take(batch));
        database.ledger().advance(batch.number(), BatchState.INGESTED, Map.of());
        new Summarise(database.ledger(), summariser(lake)).run();
        sumsAfter.put(number, sums(lake, night(number)));
        return batch;
    }

    private Intake intake(DeltaLake into) {
        return new DeltaIntake(TestSession.shared(), into, source);
    }

    private static LakeSummariser summariser(DeltaLake of) {
        return new LakeSummariser(TestSession.shared(), of, DEFINITION, new LabelRules(HORIZON, List.of()));
    }

    private DeltaLake open(String name) {
        return DeltaLake.open(TestSession.shared(), folder.resolve(name).toString());
    }

    /** The sums of everything as of an instant, as text that can be compared. */
    private static Map<String, String> sums(DeltaLake of, Instant asOf) {
        CellSums sums =
                new CellSums(new LakeCells(of).load(new Cells.Range(LONG_AGO, LAST, Set.of(PartKind.values()), EVER)));
        Map<String, String> bytes = new TreeMap<>();
        sums.keys(asOf)
                .forEach(key -> sums.sum(key, asOf)
                        .filter(part -> part.rows() > 0)
                        .ifPresent(
                                part -> bytes.put(key.toString(), HexFormat.of().formatHex(part.toBytes()))));
        return bytes;
    }

    private static List<PredictionTable.Entry> current(DeltaLake of) {
        return new CurrentPredictions(of)
                .now().collectAsList().stream().map(PredictionTable::fromRow).toList();
    }

    private static Tuple[] shown(Stream<PredictionTable.Entry> entries) {
        return entries.map(entry -> tuple(
                        entry.rowId(),
                        entry.logged().prediction().at().toString(),
                        entry.logged().prediction().answer().confidence(),
                        entry.counted(),
                        entry.origin().batch()))
                .toArray(Tuple[]::new);
    }

    @Test
    void everyRowIsTakenOrCorrectsOneOrIsACopy() {
        assertThat(taken.get(1).counts())
                .containsEntry("predictions_read", 12L)
                .containsEntry("predictions_taken", 11L)
                .as("a latency that differs in its last bit is the same")
                .containsEntry("predictions_duplicate", 1L);
        assertThat(taken.get(2).counts())
                .containsEntry("predictions_read", 10L)
                .containsEntry("predictions_corrected", 8L)
                .containsEntry("predictions_taken", 1L)
                .as("a label that was filled in corrects nothing")
                .containsEntry("predictions_duplicate", 1L)
                .containsEntry("predictions_conflicting", 0L);
        assertThat(taken.get(3).counts())
                .containsEntry("predictions_corrected", 1L)
                .as("a file had brought it first")
                .containsEntry("predictions_conflicting", 1L);
        assertThat(taken.get(2).files())
                .singleElement()
                .satisfies(file -> assertThat(file.rows()).isEqualTo(9));
    }

    @Test
    void correctedRowsStandInTheirPlaceFromTheirFirstArrivalOn() {
        List<PredictionTable.Entry> rows = current(lake);

        assertThat(shown(rows.stream()))
                .containsExactlyInAnyOrder(
                        tuple("row-surer", "2026-09-08T10:00:00Z", 0.875, true, 3L),
                        tuple("row-turned", "2026-09-08T11:00:00Z", 0.75, true, 3L),
                        tuple("row-moved", "2026-09-09T00:00:00Z", 0.75, true, 3L),
                        tuple("row-wanderer", "2026-09-09T12:00:00Z", 0.75, true, 3L),
                        tuple("row-failed", "2026-09-08T08:00:00Z", 0.75, false, 3L),
                        tuple("row-next", "2026-09-08T09:00:00Z", 0.75, true, 3L),
                        tuple("row-later", "2026-09-08T10:00:00Z", 0.75, false, 2L),
                        tuple("row-misnamed", "2026-09-08T14:00:00Z", 0.75, true, 3L),
                        tuple("row-twice", "2026-09-09T10:00:00Z", 0.625, true, 4L),
                        tuple("row-resent", "2026-09-09T12:00:00Z", 0.625, true, 3L),
                        tuple("row-again", "2026-09-09T06:00:00Z", 0.75, false, 3L),
                        tuple("row-labelled", "2026-09-07T10:00:00Z", 0.75, true, 2L),
                        tuple("", "2026-09-07T11:00:00Z", 0.75, true, 1L));
        assertThat(rows)
                .filteredOn(
                        entry -> entry.origin().batch() > 2 && !entry.rowId().equals("row-again"))
                .allSatisfy(entry -> assertThat(entry.origin().arrival().at()).isEqualTo(night(1)));
    }

    @Test
    void whatNoLongerCountsIsListedWithWhyAndStaysWhereItIs() {
        List<RetractionTable.Entry> retractions = lake.read(RetractionTable.TABLE).collectAsList().stream()
                .map(RetractionTable::fromRow)
                .toList();

        assertThat(retractions)
                .extracting(
                        entry -> entry.row().rowId(),
                        entry -> entry.row().batch(),
                        RetractionTable.Entry::why,
                        RetractionTable.Entry::batch,
                        entry -> entry.replacedOn().orElseThrow())
                .hasSize(10)
                .contains(
                        tuple("row-moved", 2L, RetractionTable.Why.CORRECTED, 3L, SECOND),
                        tuple("row-next", 2L, RetractionTable.Why.NOW_COUNTED, 3L, FIRST),
                        tuple("row-twice", 2L, RetractionTable.Why.CORRECTED, 3L, SECOND),
                        tuple("row-twice", 3L, RetractionTable.Why.CORRECTED, 4L, SECOND));
        assertThat(lake.read(PredictionTable.TABLE).count()).isEqualTo(13 + retractions.size());
        assertThat(shown(new CurrentPredictions(lake)
                        .asOf(2).collectAsList().stream().map(PredictionTable::fromRow)))
                .as("what counted before")
                .hasSize(12)
                .contains(tuple("row-failed", "2026-09-08T08:00:00Z", 0.75, true, 2L));
    }

    @Test
    void correctedDaysStandAnewFromTheCorrectionAndNoOthers() {
        Generation once = Generation.FIRST.next(night(2));

        assertThat(new LakeCells(lake).generations())
                .containsOnlyKeys(LONG_AGO, FIRST, SECOND)
                .containsEntry(LONG_AGO, once)
                .containsEntry(FIRST, once)
                .containsEntry(SECOND, once.next(night(3)));
        assertThat(sums(lake, EVER).keySet()).noneMatch(key -> key.contains(LONG_AGO.toString()));
    }

    @Test
    void thePastStaysWhatItWasKnownToBe() {
        for (int night = 0; night <= 3; night++) {
            assertThat(sumsAfter.get(night)).isNotEmpty();
            assertThat(sums(lake, night(night))).as("night %s", night).isEqualTo(sumsAfter.get(night));
            assertThat(sums(lake, night(night + 1).minusMillis(1)))
                    .as("until night %s", night + 1)
                    .isEqualTo(sumsAfter.get(night));
        }
        assertThat(sumsAfter.get(2)).isNotEqualTo(sumsAfter.get(1));
    }

    @Test
    void cellsAddUpToARecountAndToTheRowsAsTheyAreNow() {
        RebuildCells rebuild = new RebuildCells(new Recount(
                database.ledger(),
                new LakeCells(lake),
                new LakeRebuild(TestSession.shared(), lake, DEFINITION, new LabelRules(HORIZON, List.of())),
                DEFINITION,
                Expired.NOTHING));

        assertThat(rebuild.run(Optional.empty(), Optional.empty()).rebuilt()).isEmpty();
        assertThat(sums(lake, EVER)).isEqualTo(sumsOfRowsThatNeverChanged());
    }

    private static List<DatabaseRow> rowsAsTheyAreNow() {
        return List.of(
                SURER.says("NORMAL", 0.875),
                TURNED.says("PNEUMONIA", 0.75),
                MOVED.at(SECOND, "00:00:00"),
                WANDERER.at(SECOND, "12:00:00"),
                FAILED.failed(),
                NEXT,
                LATER,
                NAMED.of("named"),
                TWICE.says("PNEUMONIA", 0.625),
                RESENT.says("NORMAL", 0.625),
                LABELLED,
                FILED.took(0.3));
    }

    /** The same in a lake that saw everything in one night, as it is now. */
    private Map<String, String> sumsOfRowsThatNeverChanged() {
        Instant now = night(20);
        Map<String, String> labels = new TreeMap<>(EARLY_LABELS);
        labels.putAll(LATER_LABELS);
        Batch first = Batch.planned(1, source.changed(now, rowsAsTheyAreNow(), labels), now);
        Batch second = Batch.planned(2, source.changed(night(21), List.of(AGAIN), Map.of()), night(21));
        DeltaLake fresh = open("fresh");
        Stream.of(first, second).forEach(batch -> {
            intake(fresh).take(batch);
            summariser(fresh).summarise(batch);
        });
        return sums(fresh, EVER);
    }

    @Test
    void aCrashBetweenTwoTablesLeavesNoTrace() throws IOException {
        Batch batch = batch(3);
        copy("before", "after");
        DeltaLake after = open("after");
        intake(after).take(batch);
        List<LakeTable> tables = List.of(RetractionTable.TABLE, PredictionTable.TABLE);
        for (int appended = 1; appended <= tables.size(); appended++) {
            String crashed = "crashed-" + appended;
            copy("before", crashed);
            for (LakeTable table : tables.subList(0, appended)) {
                copy("after/" + table.name(), crashed + "/" + table.name());
            }

            assertThat(intake(open(crashed)).take(batch)).isEqualTo(taken.get(2));
            for (LakeTable table : tables) {
                assertThat(open(crashed).read(table).collectAsList())
                        .as(table.name())
                        .containsExactlyInAnyOrderElementsOf(after.read(table).collectAsList());
            }
        }
    }

    @Test
    void aBatchWhoseCellsWereAppendedIsNotCountedAgain() {
        Batch last = batch(4);
        Map<String, String> before = sums(lake, EVER);

        assertThat(summariser(lake).summarise(last)).containsEntry("days_counted_anew", 1L);
        assertThat(sums(lake, EVER)).isEqualTo(before);
    }

    @Test
    void nothingWasCopiedOrConflictedThatTheRejectsDoNotName() {
        assertThat(lake.read(RejectTable.TABLE).collectAsList().stream().map(RejectTable::fromRow))
                .singleElement()
                .satisfies(reject -> assertThat(reject.raw()).contains("\"prediction_id\":\"filed\""));
    }

    private Batch batch(long number) {
        return database.ledger().inState(Set.of(BatchState.values())).stream()
                .filter(batch -> batch.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private void copy(String from, String to) throws IOException {
        Path root = folder.resolve(from);
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                Path target = folder.resolve(to).resolve(root.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
