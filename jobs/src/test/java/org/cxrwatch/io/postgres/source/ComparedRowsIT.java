package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.port.SourceRows.Key;
import org.cxrwatch.port.SourceRows.OfDay;
import org.cxrwatch.port.SourceRows.Row;
import org.cxrwatch.port.SourceRows.Tally;
import org.cxrwatch.port.XidWindow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a database says it holds, to be compared with what was taken of it. */
class ComparedRowsIT {

    private static final String ZONE = "Asia/Kathmandu";
    private static final XidWindow.Days DAYS =
            new XidWindow.Days(LocalDate.of(2026, 10, 29), LocalDate.of(2026, 10, 31));

    private static HospitalDatabase hospital;

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    /** Twenty rows from noon of the 30th on, a second apart, by the service's clock. */
    @BeforeEach
    void write() throws SQLException {
        hospital.recreate();
        try (OpenWriter writer = new OpenWriter(hospital, 7, 20)) {
            writer.commit();
        }
    }

    private static Extraction extraction() {
        return Extraction.of(hospital).with(Extraction.terms(ZoneId.of(ZONE)));
    }

    private static PostgresRows rows(Extraction extraction) {
        return new PostgresRows(Extraction.SOURCE, extraction.server(), extraction.terms(), extraction.window());
    }

    private static Map<Key, Row> all(PostgresRows rows) {
        OfDay of = rows.tallies(DAYS).firstKey();
        return rows.rows(of);
    }

    private static void assertTwentyFromNoonInKathmandu(PostgresRows rows) {
        assertThat(rows.tallies(DAYS).values().stream().mapToLong(Tally::rows).sum())
                .isEqualTo(20);
        assertThat(rows.tallies(DAYS).firstKey().day()).isEqualTo(LocalDate.of(2026, 10, 30));
        assertThat(all(rows).keySet())
                .extracting(Key::at)
                .allSatisfy(at -> assertThat(at)
                        .isBetween(Instant.parse("2026-10-30T06:15:00Z"), Instant.parse("2026-10-30T06:15:20Z")));
    }

    @Test
    void rowsAreCountedByTheServicesClock() {
        Extraction extraction = extraction();
        extraction.run();

        assertTwentyFromNoonInKathmandu(rows(extraction));
        assertThat(all(rows(extraction)).values()).allMatch(Row::due);
    }

    @Test
    void aColumnWithAZoneHoldsTheSameInstants() {
        hospital.execute(
                Role.OWNER,
                "ALTER TABLE predictions ALTER timestamp TYPE timestamptz USING timestamp AT TIME ZONE '" + ZONE + "'");
        Extraction extraction = extraction();
        extraction.run();

        assertTwentyFromNoonInKathmandu(rows(extraction));
    }

    @Test
    void aTableWithoutIdsOfImagesGoesByItsOwn() {
        hospital.execute(Role.OWNER, "ALTER TABLE predictions DROP COLUMN image_id");
        Extraction extraction = extraction();
        extraction.run();

        assertTwentyFromNoonInKathmandu(rows(extraction));
        assertThat(all(rows(extraction)))
                .allSatisfy((key, row) -> assertThat(key.predictionId()).isEqualTo(row.rowId()));
    }

    @Test
    void whatChangedSinceTheLastWindowIsThereAndNotDue() {
        Extraction extraction = extraction();
        extraction.run();
        hospital.execute(Role.OWNER, "UPDATE predictions SET actual_label = 'NORMAL'");

        PostgresRows rows = rows(extraction);
        OfDay of = new OfDay(LocalDate.of(2026, 10, 30), "v1.0.0");

        assertThat(rows.tallies(DAYS)).isEmpty();
        assertThat(rows.rows(of).values()).isNotEmpty().noneMatch(Row::due);
    }
}
