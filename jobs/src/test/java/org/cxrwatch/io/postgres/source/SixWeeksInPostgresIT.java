package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.SixWeeksInPostgres.Broken;
import org.cxrwatch.io.postgres.source.SixWeeksInPostgres.LabelUpdate;
import org.cxrwatch.io.postgres.source.SixWeeksInPostgres.Loaded;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SixWeeksInPostgresIT {

    /** Of the demo's README: predictions, each once; labels, of which the last for an image counts. */
    private static final int PREDICTIONS = 17_271;

    private static final int LABEL_EVENTS = 10_606;
    private static final int SAMPLES = 24_192;

    private static HospitalDatabase hospital;

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

    @Test
    void everyPredictionOfTheFilesIsThereAndEveryLabelInTheEnd() throws SQLException {
        SixWeeksInPostgres weeks = SixWeeksInPostgres.read(Broken.LEFT_OUT);
        List<LabelUpdate> later = weeks.laterLabels();
        try (Connection owner = hospital.connect(Role.OWNER)) {
            Loaded loaded = weeks.load(owner);

            Truth before = Truth.read(owner);
            assertThat(before.identities()).hasSize(PREDICTIONS);
            assertThat(loaded.predictions()).as("58 are written twice").isEqualTo(PREDICTIONS + 58);
            assertThat(loaded.samples()).isEqualTo(SAMPLES);
            assertThat(before.labels()).hasSizeBetween(LABEL_EVENTS / 2 - 250, LABEL_EVENTS / 2 + 250);
            assertThat(later).hasSizeBetween(LABEL_EVENTS / 2 - 250, LABEL_EVENTS / 2 + 250);
            assertThat(later).isSortedAccordingTo(java.util.Comparator.comparing(LabelUpdate::arrived));

            assertThat(weeks.apply(owner, later)).isGreaterThanOrEqualTo(later.size());
            Map<String, String> labels = new HashMap<>();
            Truth.read(owner).labels().forEach((identity, label) -> labels.put(identity.id(), label));
            assertThat(labels).isEqualTo(weeks.finalLabels());
        }
    }

    @Test
    void aRowHoldsWhatItsLineSays() throws SQLException {
        try (Connection owner = hospital.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            SixWeeksInPostgres.read(Broken.KEPT).load(owner);

            // The first line of 2026-10-01.
            ResultSet row = statement.executeQuery("SELECT timestamp::text, model_version, prediction, confidence,"
                    + " processing_time, image_hash, status, error_message, metadata ->> 'scanner',"
                    + " metadata #>> '{image_stats,entropy}' FROM predictions"
                    + " WHERE image_id = 'aa861b1a-4b79-5a23-d2eb-e3c87769618a'");
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("2026-10-01 00:00:45.534");
            assertThat(row.getString(2)).isEqualTo("v1.0.0");
            assertThat(row.getString(3)).isEqualTo("PNEUMONIA");
            assertThat(row.getDouble(4)).isEqualTo(0.995821);
            assertThat(row.getDouble(5)).isEqualTo(274.583 / 1000.0);
            assertThat(row.getString(6)).isEqualTo("d38c18457d0f6183");
            assertThat(row.getString(7)).isEqualTo("success");
            assertThat(row.getString(8)).isNull();
            assertThat(row.getString(9)).isEqualTo("valley-2");
            assertThat(row.getString(10)).isEqualTo("6.60754");
        }
        assertThat(hospital.number("SELECT count(*) FROM predictions WHERE confidence > 1 OR prediction = 'CAT'"
                        + " OR processing_time < 0 OR timestamp > '2027-01-01'"))
                .as("broken rows, kept")
                .isEqualTo(4);
    }

    @Test
    void aServiceElsewhereWritesItsOwnLocalTime() throws SQLException {
        try (Connection owner = hospital.connect(Role.OWNER)) {
            SixWeeksInPostgres.read(java.time.ZoneId.of("Asia/Kathmandu"), Broken.LEFT_OUT)
                    .load(owner);
        }
        assertThat(hospital.number("SELECT count(*) FROM predictions WHERE timestamp = '2026-10-01 05:45:45.534'"))
                .isOne();
    }
}
