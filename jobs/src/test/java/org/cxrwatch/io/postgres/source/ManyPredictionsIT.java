package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.cxrwatch.io.postgres.source.ManyPredictions.Pace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyPredictionsIT {

    private static final long FIRST = 1;

    @Test
    void rowsAreAsWideAsRealOnesAndAllToldApart() throws SQLException {
        try (HospitalDatabase hospital = HospitalDatabase.started()) {
            ManyPredictions.insert(hospital, FIRST, 60_000);
            ManyPredictions.insert(hospital, 60_001, 1);

            assertThat(hospital.number("SELECT count(DISTINCT (image_id, date_trunc('milliseconds', timestamp)))"
                            + " FROM predictions"))
                    .isEqualTo(60_001);
            assertThat(hospital.number("SELECT avg(length(metadata::text)) FROM predictions"))
                    // Those of the six weeks have 8 statistics and some 335 characters.
                    .isBetween(330L, 420L);
            assertThat(hospital.number("SELECT count(*) FROM predictions WHERE metadata -> 'image_stats' IS NULL"))
                    .isZero();
            Pace pace = ManyPredictions.copyOut(hospital);
            assertThat(pace.rows()).isEqualTo(60_001);
            assertThat(pace.rowsPerSecond()).isPositive();
        }
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 4_000_000})
    void aMillionRowsAreThereSoon(long rows) throws SQLException {
        try (HospitalDatabase hospital = HospitalDatabase.started()) {
            Pace inserted = ManyPredictions.insert(hospital, FIRST, rows);
            Pace copied = ManyPredictions.copyOut(hospital);

            assertThat(copied.rows()).isEqualTo(rows);
            System.out.printf(
                    "%d rows: inserted in %.1f s; COPY TO gives %.0f rows/s, %.0f bytes a row%n",
                    rows, inserted.time().toMillis() / 1e3, copied.rowsPerSecond(), (double) copied.bytes() / rows);
        }
    }
}
