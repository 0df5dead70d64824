package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.SplittableRandom;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Stop;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.port.XidWindow.Mode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is another one than last night, or the same one set back: noticed, and nothing is lost. */
class RestoredIT {

    private static final long WRAP = 1L << 32;
    private static final LocalDateTime NOVEMBER = LocalDateTime.of(2026, 11, 1, 0, 0);

    private static HospitalDatabase hospital;

    private Extraction extraction;

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.startedWith("pg_resetwal", "pg_dump", "pg_restore");
    }

    @BeforeEach
    void load() {
        hospital.recreate();
        ManyPredictions.insert(hospital, 1, 300);
        extraction = Extraction.of(hospital);
        extraction.run();
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    /** Rows that are not in any copy, each in a transaction of its own. */
    private static void insertOneByOne(HospitalDatabase into, long seed, int rows) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        try (Connection owner = into.connect(Role.OWNER);
                PreparedStatement insert = owner.prepareStatement(PredictionRow.INSERT)) {
            for (int i = 0; i < rows; i++) {
                PredictionRow.random(random, NOVEMBER.plusDays(seed).plusSeconds(i))
                        .bind(insert);
                insert.executeUpdate();
            }
        }
    }

    private static HospitalDatabase.Copy copied() {
        hospital.stop(Stop.FAST);
        HospitalDatabase.Copy copy = hospital.copy();
        hospital.start();
        return copy;
    }

    private static void setBackTo(HospitalDatabase.Copy copy) {
        hospital.stop(Stop.FAST);
        hospital.restore(copy);
        hospital.start();
    }

    private void assertNoticed(Ingest.Report report, HospitalDatabase now, String what) throws SQLException {
        XidWindow window = extraction.windows().get(extraction.windows().size() - 1);
        assertThat(window.mode()).isEqualTo(Mode.LOOK_BACK);
        assertThat(Extraction.remarks(report)).contains("set back or replaced").contains(what);
        extraction.assertContains(now);
        assertThat(extraction.run().done()).as("nothing is read again").isEmpty();
        insertOneByOne(now, 9, 3);
        extraction.run();
        assertThat(extraction.window().mode()).isEqualTo(Mode.CHANGES);
        assertThat(extraction.lastRead()).isEqualTo(3);
        extraction.assertContains(now);
    }

    @Test
    void aDumpInAnotherClusterIsNoticed() throws SQLException {
        Path dump = hospital.dump();
        try (HospitalDatabase other = HospitalDatabase.startedWith("pg_resetwal", "pg_dump", "pg_restore")) {
            other.load(dump);
            insertOneByOne(other, 1, 20);
            other.execute(Role.OWNER, "UPDATE predictions SET actual_label = 'NORMAL' WHERE image_id LIKE '0%'");
            extraction = extraction.at(other.url(Role.READER));

            Ingest.Report report = extraction.run();

            assertThat(extraction.lake().predictions).hasSize(320);
            extraction.assertEqualTo(other);
            assertNoticed(report, other, "another server");
        }
    }

    @Test
    void transactionsThatAreNumberedLowerAreNoticed() throws SQLException {
        HospitalDatabase.Copy copy = copied();
        insertOneByOne(hospital, 1, 40);
        extraction.run();
        setBackTo(copy);
        insertOneByOne(hospital, 2, 5);

        Ingest.Report report = extraction.run();

        assertThat(extraction.lake().predictions).hasSize(345);
        assertNoticed(report, hospital, "numbered lower");
    }

    @Test
    void transactionsThatHavePassedTheOldPositionAgainAreNoticed() throws SQLException {
        HospitalDatabase.Copy copy = copied();
        insertOneByOne(hospital, 1, 5);
        extraction.run();
        setBackTo(copy);
        insertOneByOne(hospital, 2, 60);

        Ingest.Report report = extraction.run();

        assertThat(extraction.lake().predictions).hasSize(365);
        assertNoticed(report, hospital, "newest row of predictions");
    }

    @Test
    void aBatchThatWasPlannedBeforeTheDatabaseWasSetBackReadsNothingWrong() throws SQLException {
        HospitalDatabase.Copy copy = copied();
        insertOneByOne(hospital, 1, 5);
        extraction
                .ledger()
                .plan(
                        extraction
                                .source()
                                .list(extraction.ledger().taken(Extraction.SOURCE), java.time.Instant.now())
                                .plan()
                                .orElseThrow(),
                        java.time.Instant.now());
        setBackTo(copy);
        insertOneByOne(hospital, 2, 60);

        Ingest.Report report = extraction.run();

        assertThat(report.done().get(0).start()).isEqualTo(Ingest.Start.RESUMED);
        extraction.assertEqualTo(hospital);
        assertThat(extraction.window().mode()).isEqualTo(Mode.LOOK_BACK);
    }

    @Test
    void aPromotedStandbyIsNoticed() throws SQLException {
        HospitalDatabase.Copy copy = copied();
        insertOneByOne(hospital, 1, 5);
        extraction.run();
        try (HospitalDatabase standby = hospital.standbyOf(copy)) {
            assertThat(standby.number("SELECT pg_promote()::int")).isOne();
            insertOneByOne(standby, 2, 60);
            extraction = extraction.at(standby.url(Role.READER));

            Ingest.Report report = extraction.run();

            assertThat(extraction.lake().predictions).hasSize(365);
            assertNoticed(report, standby, "failed over");
        }
    }

    @Test
    void transactionNumbersPassTheThirtyTwoBitsWithoutALossOrACopy() throws SQLException {
        hospital.skipTransactionsTo(WRAP - 20);
        extraction.run();
        long before = extraction.window().to();
        assertThat(before).isLessThan(WRAP);
        insertOneByOne(hospital, 1, 15);
        extraction.run();
        assertThat(extraction.lastRead()).isEqualTo(15);

        insertOneByOne(hospital, 2, 25);
        hospital.execute(Role.OWNER, "UPDATE predictions SET actual_label = 'PNEUMONIA' WHERE image_id LIKE '0%'");
        long labelled = hospital.number("SELECT count(*) FROM predictions WHERE image_id LIKE '0%'");
        extraction.run();

        assertThat(extraction.window().to()).isGreaterThan(WRAP);
        assertThat(extraction.lastRead()).isEqualTo(25 + labelled);
        extraction.assertEqualTo(hospital);

        hospital.execute(Role.ADMIN, "VACUUM (FREEZE)");
        insertOneByOne(hospital, 3, 4);
        extraction.run();
        assertThat(extraction.lastRead()).as("frozen rows are not read again").isEqualTo(4);
        assertThat(extraction.windows()).extracting(XidWindow::mode).doesNotContain(Mode.LOOK_BACK);
        extraction.assertEqualTo(hospital);
    }
}
