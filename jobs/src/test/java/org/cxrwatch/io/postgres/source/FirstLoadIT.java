package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.XidWindow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Years of rows are taken piece by piece, whatever happens between two pieces. */
class FirstLoadIT {

    private static final long BATCH_BYTES = 64 << 10;
    private static final int ROWS = 600;

    private static HospitalDatabase hospital;

    /** Where a load is broken off. */
    enum Break {
        EARLY,
        AT_THE_LAST_BATCH
    }

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    @BeforeEach
    void empty() {
        hospital.recreate();
    }

    private static Extraction extraction() {
        return Extraction.of(hospital).inBatchesOf(BATCH_BYTES);
    }

    private static List<Batch> batches(Extraction extraction) {
        return extraction.ledger().inState(Set.of(BatchState.values()));
    }

    private static List<Batch> loads(Extraction extraction) {
        return batches(extraction).stream()
                .filter(batch -> batch.plan().window().orElseThrow().mode() == XidWindow.Mode.LOAD)
                .toList();
    }

    private static long bytes(Batch batch) {
        return batch.pieces().stream().mapToLong(piece -> piece.bytes().size()).sum();
    }

    private static long batchesOf(String table) {
        return (hospital.number("SELECT pg_relation_size('" + table + "')") + BATCH_BYTES - 1) / BATCH_BYTES;
    }

    /** Takes batches until this one, which is planned and not read. */
    private static void breakOffAt(Extraction extraction, long number) {
        Intake intake = extraction.lake().readBy(extraction.reader());
        assertThatThrownBy(() -> extraction.run(batch -> {
                    if (batch.number() == number) {
                        throw new TransientException("Broken off at " + number, "Run it again");
                    }
                    return intake.take(batch);
                }))
                .isInstanceOf(TransientException.class);
        assertThat(extraction.planned()).extracting(Batch::number).containsExactly(number);
    }

    @Test
    void everyBatchIsBoundedAndSaysHowFarItIs() throws SQLException {
        ManyPredictions.insert(hospital, 1, ROWS);
        Extraction extraction = extraction();

        Ingest.Report report = extraction.run();

        assertThat(loads(extraction))
                .hasSize((int) batchesOf("predictions"))
                .allSatisfy(batch -> assertThat(bytes(batch)).isLessThanOrEqualTo(BATCH_BYTES));
        assertThat(report.done()).hasSize(loads(extraction).size() + 1);
        assertThat(extraction.lake().read.values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("none is read twice")
                .isEqualTo(ROWS);
        assertThat(extraction
                        .source()
                        .list(org.cxrwatch.port.Ledger.Taken.nothing(), java.time.Instant.now())
                        .remarks())
                .anySatisfy(remark -> assertThat(remark).startsWith("First load of the database: 0 of "));
        extraction.assertEqualTo(hospital);
    }

    @Test
    void whatIsWrittenWhileItIsBrokenOffIsTaken() throws SQLException {
        ManyPredictions.insert(hospital, 1, ROWS);
        Extraction extraction = extraction();
        breakOffAt(extraction, 3);

        hospital.execute(Role.OWNER, "UPDATE predictions SET actual_label = NULL WHERE image_id < '8'");
        hospital.execute(Role.OWNER, "UPDATE predictions SET actual_label = 'NORMAL' WHERE image_id >= '8'");
        ManyPredictions.insert(hospital, ROWS + 1, 300);
        hospital.execute(Role.OWNER, "UPDATE predictions SET confidence = 0.75 WHERE image_id LIKE '%a'");
        Ingest.Report report = extraction.run();

        assertThat(report.done().get(0).start()).isEqualTo(Ingest.Start.RESUMED);
        extraction.assertEqualTo(hospital);
        assertThat(extraction.lake().predictions.values())
                .filteredOn(logged -> logged.predictionId().endsWith("a")
                        && logged.prediction().status().text().equals("success"))
                .isNotEmpty()
                .allSatisfy(logged ->
                        assertThat(logged.prediction().answer().confidence()).isEqualTo(0.75));
    }

    /** The rows' first versions, dead, fill the first half of the table: written anew, all of it moves forward. */
    @ParameterizedTest
    @EnumSource
    void aTableThatIsWrittenAnewMeanwhileIsBegunAgain(Break where) throws SQLException {
        ManyPredictions.insert(hospital, 1, ROWS);
        hospital.execute(Role.OWNER, "UPDATE predictions SET status = status");
        Extraction extraction = extraction();
        long last = batchesOf("predictions");
        breakOffAt(extraction, where == Break.EARLY ? 3 : last);

        hospital.execute(Role.OWNER, "UPDATE predictions SET actual_label = NULL WHERE image_id < '8'");
        hospital.execute(Role.OWNER, "VACUUM FULL predictions");
        extraction.run();

        extraction.assertEqualTo(hospital);
        assertThat(extraction.window().mode()).isEqualTo(XidWindow.Mode.CHANGES);
    }

    @Test
    void anEmptyTableIsLoadedAndWhatComesLaterIsAChange() throws SQLException {
        Extraction extraction = extraction();
        extraction.run();
        assertThat(extraction.run().done()).isEmpty();

        ManyPredictions.insert(hospital, 1, 200);
        extraction.run();

        extraction.assertEqualTo(hospital);
        assertThat(loads(extraction)).hasSize(1);
        assertThat(extraction.lastRead()).isEqualTo(200);
    }

    @Test
    void aTableThatGrowsFasterThanItIsLoadedIsTakenWhole() throws Exception {
        ManyPredictions.insert(hospital, 1, ROWS);
        Extraction extraction = extraction();
        HospitalWriters.Plan plan = HospitalWriters.Plan.of(3, 2_000).heldFor(java.time.Duration.ofMillis(100));
        try (HospitalWriters writers = HospitalWriters.started(hospital, plan)) {
            extraction.run();
            writers.await(java.time.Duration.ofMinutes(1));
        }
        extraction.run();

        extraction.assertEqualTo(hospital);
    }

    private static void partition() {
        hospital.execute(Role.OWNER, """
                ALTER TABLE predictions RENAME TO one_table;
                CREATE TABLE predictions (LIKE one_table) PARTITION BY RANGE (timestamp);
                CREATE TABLE early PARTITION OF predictions FOR VALUES FROM (MINVALUE) TO ('2026-01-01 00:20');
                CREATE TABLE late PARTITION OF predictions FOR VALUES FROM ('2026-01-01 00:20') TO ('2026-01-01 00:40');
                CREATE TABLE latest PARTITION OF predictions DEFAULT;
                GRANT SELECT ON predictions, early, late, latest TO reader""");
    }

    @Test
    void partitionsShareABatchAndMayComeAndGo() throws SQLException {
        partition();
        ManyPredictions.insert(hospital, 1, ROWS);
        Extraction extraction = extraction();
        breakOffAt(extraction, 3);
        hospital.execute(Role.OWNER, "UPDATE predictions SET actual_label = 'NORMAL'");
        extraction.run();

        assertThat(loads(extraction))
                .hasSizeGreaterThan(4)
                .allSatisfy(batch -> assertThat(bytes(batch)).isLessThanOrEqualTo(BATCH_BYTES));
        assertThat(batches(extraction).stream()
                        .flatMap(batch -> batch.pieces().stream())
                        .map(Piece::path))
                .contains("early", "late", "latest")
                .doesNotContain("predictions");
        extraction.assertEqualTo(hospital);

        ManyPredictions.insert(hospital, ROWS + 1, 10);
        Batch planned = extraction
                .ledger()
                .plan(
                        extraction
                                .source()
                                .list(extraction.ledger().taken(Extraction.SOURCE), java.time.Instant.now())
                                .plan()
                                .orElseThrow(),
                        java.time.Instant.now());
        hospital.execute(Role.OWNER, "DROP TABLE early");
        extraction.run();
        assertThat(extraction.lake().read.get(planned.number())).isEqualTo(10);
        extraction.assertContains(hospital);
    }

    @Test
    void aTableThatWasFilledBeforeItWasAttachedIsTaken() throws SQLException {
        partition();
        hospital.execute(Role.OWNER, "ALTER TABLE predictions DETACH PARTITION early");
        hospital.execute(Role.OWNER, "INSERT INTO early SELECT * FROM one_table");
        ManyPredictions.insert(hospital, 400, 50);
        hospital.execute(Role.OWNER, """
                INSERT INTO early SELECT gen_random_uuid(), model_id, 'from afar', prediction, confidence, '2025-12-01',
                    processing_time, image_hash, status, error_message, 'NORMAL', metadata, model_version
                FROM predictions LIMIT 1""");
        Extraction extraction = extraction();
        extraction.run();
        assertThat(extraction.lake().predictions).hasSize(50);

        hospital.execute(Role.OWNER, """
                ALTER TABLE predictions ATTACH PARTITION early FOR VALUES FROM (MINVALUE) TO ('2026-01-01 00:20')""");
        Ingest.Report report = extraction.run();

        assertThat(Extraction.remarks(report)).contains("(early)").contains("read again and compared by key");
        extraction.assertEqualTo(hospital);
        assertThat(extraction.run().done()).isEmpty();
    }
}
