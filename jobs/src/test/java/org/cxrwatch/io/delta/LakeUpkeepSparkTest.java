package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On table {@code reject}, whose rows are the shortest to write. */
class LakeUpkeepSparkTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final LakeTable TABLE = RejectTable.TABLE;
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    @TempDir
    Path folder;

    private DeltaLake lake;
    private LakeUpkeep upkeep;

    @BeforeEach
    void open() {
        lake = DeltaLake.open(TestSession.shared(), folder.toString());
        upkeep = new LakeUpkeep(lake);
    }

    private void append(long batch, LocalDate... days) {
        lake.append(TABLE, rejects(batch, days), batch);
    }

    private static Dataset<Row> rejects(long batch, LocalDate... days) {
        List<Row> rows = Stream.of(days)
                .map(day -> RejectTable.toRow(new RejectTable.Entry(
                        Piece.Kind.LABEL,
                        RejectReason.NOT_JSON,
                        "",
                        "{",
                        new Origin(batch, Arrival.during(day, org.cxrwatch.model.ArrivalBasis.FROM_NAME), "f", batch))))
                .toList();
        return TestSession.shared().createDataFrame(rows, TABLE.schema()).coalesce(1);
    }

    private static Upkeep.Terms keeping(LocalDate firstReject) {
        return new Upkeep.Terms(Map.of(Kept.REJECTS, firstReject), FORTNIGHT, Instant.now());
    }

    private Upkeep.OfTable survey(Upkeep.Terms terms) {
        List<Upkeep.OfTable> tables = upkeep.survey(terms);
        assertThat(tables).hasSize(1);
        return tables.get(0);
    }

    private long version() {
        return lake.snapshot(TABLE).version();
    }

    private List<Path> log() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("reject/_delta_log"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatIsTidyIsLeftAloneWithoutACommit() {
        append(1, DAY, DAY.plusDays(1));
        long before = version();

        assertThat(survey(keeping(DAY)).isTidy()).isTrue();
        assertThat(survey(keeping(DAY)).held()).satisfies(held -> {
            assertThat(held.days()).isEqualTo(2);
            assertThat(held.rows()).isEqualTo(2);
            assertThat(held.files()).isEqualTo(2);
            assertThat(held.bytes()).isPositive();
        });
        upkeep.expire(Map.of(Kept.REJECTS, DAY, Kept.PREDICTIONS, DAY.plusDays(9)));
        upkeep.tidy(keeping(DAY));
        assertThat(version()).isEqualTo(before);
    }

    /** Logged on {@link #DAY} by a clock that was a week ahead and corrected that day, it is of a day a week later. */
    @Test
    void aRetractionStaysAsLongAsTheRowItRetracts() {
        Instant ahead = DAY.plusDays(8).atStartOfDay(ZoneOffset.UTC).toInstant();
        RetractionTable.Retracted row = new RetractionTable.Retracted(1, "image", ahead, "v1", "postgres", "t", "1");
        Instant corrected = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        Row retraction = RetractionTable.toRow(
                new RetractionTable.Entry(row, RetractionTable.Why.CORRECTED, Optional.empty(), 2, corrected));
        lake.append(
                RetractionTable.TABLE,
                TestSession.shared().createDataFrame(List.of(retraction), RetractionTable.TABLE.schema()),
                2);

        upkeep.expire(Map.of(Kept.PREDICTIONS, DAY.plusDays(8)));
        assertThat(lake.read(RetractionTable.TABLE).count()).isEqualTo(1);
        upkeep.expire(Map.of(Kept.PREDICTIONS, DAY.plusDays(10)));
        assertThat(lake.read(RetractionTable.TABLE).count()).isZero();
    }

    @Test
    void daysThatHaveExpiredGoWithTheirFoldersAndNoOthers() {
        append(1, DAY, DAY, DAY.plusDays(1), DAY.plusDays(2));
        Upkeep.OfTable due = survey(keeping(DAY.plusDays(2)));

        assertThat(due.expired().days()).isEqualTo(2);
        assertThat(due.expired().rows()).isEqualTo(3);
        assertThat(due.expiresWith()).contains(Kept.REJECTS);
        upkeep.expire(Map.of(Kept.REJECTS, DAY.plusDays(2)));
        upkeep.expire(Map.of(Kept.REJECTS, DAY.plusDays(2)));

        assertThat(lake.read(TABLE).select("arrived_on").distinct().collectAsList())
                .extracting(row -> row.getLocalDate(0))
                .containsExactly(DAY.plusDays(2));
        assertThat(version()).isEqualTo(2);
        assertThat(lake.lastAppended(TABLE)).hasValue(1);
    }

    @Test
    void scatteredDaysAreMergedAndAppendingAgainStillChangesNothing() {
        for (long batch = 1; batch <= LakeUpkeep.MANY_FILES; batch++) {
            append(batch, batch == 1 ? new LocalDate[] {DAY, DAY.plusDays(1)} : new LocalDate[] {DAY});
        }
        assertThat(survey(keeping(DAY)).scattered().files()).isEqualTo(LakeUpkeep.MANY_FILES);

        upkeep.tidy(keeping(DAY));

        assertThat(survey(keeping(DAY)).isTidy()).isTrue();
        assertThat(survey(keeping(DAY)).held().files()).isEqualTo(2);
        append(LakeUpkeep.MANY_FILES, DAY);
        assertThat(lake.read(TABLE).count()).isEqualTo(LakeUpkeep.MANY_FILES + 1L);
        assertThat(lake.lastAppended(TABLE)).hasValue(LakeUpkeep.MANY_FILES);
    }

    @Test
    void filesThatNoKeptVersionNeedsAreDeletedAndNoOthers() throws IOException {
        append(1, DAY, DAY.plusDays(1));
        upkeep.expire(Map.of(Kept.REJECTS, DAY.plusDays(1)));
        Path left = folder.resolve("reject/arrived_on=2026-09-02/part-of-a-write-that-never-ended.parquet");
        Files.writeString(left, "x");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(15, ChronoUnit.DAYS)));

        assertThat(survey(keeping(DAY)).unused()).isEqualTo(new Upkeep.Amount(0, 0, 1, 1));
        Instant later = Instant.now().plus(15, ChronoUnit.DAYS);
        assertThat(survey(new Upkeep.Terms(Map.of(), FORTNIGHT, later)).unused().files())
                .as("the file of the day that expired as well, once its version is not kept")
                .isEqualTo(2);

        upkeep.tidy(keeping(DAY));
        assertThat(left).doesNotExist();
        assertThat(survey(keeping(DAY)).unused().isNone()).isTrue();
        assertThat(TestSession.shared()
                        .read()
                        .format("delta")
                        .option("versionAsOf", 1)
                        .load(lake.location(TABLE))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void lessThanWhatATableKeepsIsNotVacuumed() {
        append(1, DAY);

        assertThatThrownBy(() -> lake.vacuum(TABLE, Duration.ofHours(24 * 13)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Table reject keeps its versions for 336 hours")
                .hasMessageContaining("cannot be deleted after 312");
        long before = version();
        lake.keepVersions(TABLE, FORTNIGHT);
        assertThat(version()).isEqualTo(before);
        lake.keepVersions(TABLE, Duration.ofDays(20));
        assertThat(version()).isEqualTo(before + 1);
    }

    /** Commits as a batch writes them, of which Delta would have made a checkpoint every tenth. */
    @Test
    void theLogDoesNotGrowForEverAndTheLastNumberSurvives() throws IOException {
        append(1, DAY);
        for (int version = 2; version <= 200; version++) {
            Files.writeString(
                    folder.resolve("reject/_delta_log/%020d.json".formatted(version)),
                    "{\"txn\":{\"appId\":\"cxrwatch\",\"version\":%d,\"lastUpdated\":0}}%n".formatted(version));
        }
        for (Path file : log()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(40, ChronoUnit.DAYS)));
        }
        assertThat(log()).hasSizeGreaterThan(200);
        assertThat(survey(keeping(DAY)).versions()).isEqualTo(200);

        upkeep.tidy(keeping(DAY));

        assertThat(log()).hasSizeLessThan(10);
        assertThat(survey(keeping(DAY)).isTidy()).isTrue();
        assertThat(lake.lastAppended(TABLE)).hasValue(200);
        append(200, DAY);
        append(201, DAY);
        DeltaLake opened = DeltaLake.open(TestSession.shared(), folder.toString());
        assertThat(opened.read(TABLE).count()).isEqualTo(2);
        assertThat(opened.lastAppended(TABLE)).hasValue(201);
    }

    @Test
    void readersAndAWriterGoOnMeanwhile() throws Exception {
        append(1, DAY);
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> writer = pool.submit(() -> {
                IntStream.rangeClosed(2, 8).forEach(batch -> append(batch, DAY));
                writing.set(false);
            });
            Future<Long> reader = pool.submit(() -> {
                long most = 0;
                while (writing.get()) {
                    long rows = lake.read(TABLE).count();
                    assertThat(rows).isGreaterThanOrEqualTo(most);
                    most = rows;
                }
                return most;
            });
            while (writing.get() && !writer.isDone()) {
                upkeep.tidy(keeping(DAY));
            }
            writer.get(2, TimeUnit.MINUTES);
            assertThat(reader.get(2, TimeUnit.MINUTES)).isPositive();
        } finally {
            pool.shutdownNow();
        }
        assertThat(lake.read(TABLE).count()).isEqualTo(8);
        assertThat(survey(keeping(DAY)).held().files()).isLessThanOrEqualTo(8);
    }
}
