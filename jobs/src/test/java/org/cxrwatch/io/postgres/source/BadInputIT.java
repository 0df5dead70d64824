package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.ReadRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that is not as its contract says: told with the remedy, or put aside row by row. */
class BadInputIT {

    private static HospitalDatabase hospital;

    /**
     * A change to the database that makes it unreadable.
     *
     * @param sql run by the superuser
     * @param says what the message must hold
     */
    private record Trouble(String sql, ExitCode exit, List<String> says) {

        static Trouble of(String sql, ExitCode exit, String... says) {
            return new Trouble(sql, exit, List.of(says));
        }

        @Override
        public String toString() {
            return sql;
        }
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
        ManyPredictions.insert(hospital, 1, 50);
    }

    static Stream<Trouble> layouts() {
        return Stream.of(
                Trouble.of(
                        "ALTER TABLE predictions RENAME TO prediction",
                        ExitCode.CONFIGURATION,
                        "has no table predictions in the schema public; the nearest there is: prediction",
                        "sources.postgres.schema"),
                Trouble.of("ALTER SCHEMA public RENAME TO clinic", ExitCode.CONFIGURATION, "has no schema public"),
                Trouble.of(
                        "ALTER TABLE predictions RENAME confidence TO confidences",
                        ExitCode.DATA,
                        "Table predictions",
                        "has no column confidence; the nearest there is: confidences"),
                Trouble.of("ALTER TABLE predictions DROP metadata", ExitCode.DATA, "has no column metadata"),
                Trouble.of(
                        "ALTER TABLE predictions ALTER confidence TYPE text",
                        ExitCode.DATA,
                        "Column confidence of table predictions",
                        "is of type text; one of float4, float8"),
                Trouble.of(
                        "ALTER TABLE predictions ALTER metadata TYPE bytea USING NULL",
                        ExitCode.DATA,
                        "Column metadata",
                        "is of type bytea"),
                Trouble.of(
                        "ALTER TABLE predictions RENAME TO kept; CREATE VIEW predictions AS SELECT * FROM kept;"
                                + " GRANT SELECT ON predictions TO reader",
                        ExitCode.DATA,
                        "is not a table but a view"),
                Trouble.of(
                        "UPDATE predictions SET processing_time = processing_time * 1000",
                        ExitCode.DATA,
                        "it looks like milliseconds, and sources.postgres.processing-time says seconds",
                        "Set sources.postgres.processing-time = milliseconds"),
                Trouble.of(
                        "UPDATE predictions SET confidence = confidence * 100",
                        ExitCode.DATA,
                        "they look like per cent"));
    }

    static Stream<Trouble> rights() {
        return Stream.of(
                Trouble.of(
                        "REVOKE SELECT ON predictions FROM reader",
                        ExitCode.CONFIGURATION,
                        "the role reader may not read predictions",
                        "GRANT SELECT ON public.predictions TO \"reader\";"),
                Trouble.of(
                        "REVOKE SELECT ON system_metrics FROM reader",
                        ExitCode.CONFIGURATION,
                        "GRANT SELECT ON public.system_metrics TO \"reader\";"),
                Trouble.of(
                        "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
                        ExitCode.CONFIGURATION,
                        "the role reader may not use the schema public",
                        "GRANT USAGE ON SCHEMA public TO \"reader\";"),
                Trouble.of(
                        "ALTER TABLE predictions ENABLE ROW LEVEL SECURITY;"
                                + " CREATE POLICY half ON predictions USING (confidence > 0.5)",
                        ExitCode.CONFIGURATION,
                        "policies of row security decide",
                        "ALTER ROLE \"reader\" BYPASSRLS;"));
    }

    private static void assertRefused(Extraction extraction, Trouble trouble) {
        Refusal refusal = Refusal.of(extraction::run);

        assertThat(refusal.exit()).isEqualTo(trouble.exit());
        assertThat(refusal.message()).contains(trouble.says()).contains("127.0.0.1:" + hospital.port());
        refusal.assertHides(Role.READER.password());
        assertThat(extraction.planned()).as("nothing was planned").isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"layouts", "rights"})
    void whatCannotBeReadIsSaidBeforeAnythingIsPlanned(Trouble trouble) {
        hospital.execute(Role.ADMIN, trouble.sql());

        assertRefused(Extraction.of(hospital), trouble);
    }

    /** What a message tells to run is run as it stands, and mends it. */
    @ParameterizedTest
    @MethodSource("rights")
    void theStatementOfTheMessageMendsIt(Trouble trouble) throws SQLException {
        hospital.execute(Role.ADMIN, trouble.sql());
        Extraction extraction = Extraction.of(hospital);
        String message = Refusal.of(extraction::run).message();

        hospital.execute(Role.ADMIN, message.substring(message.indexOf("run: ") + "run: ".length()));

        extraction.run();
        extraction.assertEqualTo(hospital);
        hospital.execute(Role.ADMIN, "ALTER ROLE reader NOBYPASSRLS");
    }

    @Test
    void secondsWhereMillisecondsAreSaidAreNoticedToo() throws SQLException {
        Extraction extraction = Extraction.of(hospital).counting(SourceTerms.Unit.MILLISECONDS);
        assertRefused(
                extraction,
                Trouble.of(
                        "", ExitCode.DATA, "it looks like seconds", "Set sources.postgres.processing-time = seconds"));

        hospital.execute(Role.ADMIN, "UPDATE predictions SET processing_time = processing_time * 1000");
        extraction.run();
        extraction.assertEqualTo(hospital);
        assertThat(extraction.lake().predictions.values())
                .allSatisfy(row ->
                        assertThat(row.prediction().latency().orElseThrow()).isBetween(0.05, 0.95));
    }

    private static String update(int row, String set) {
        return "UPDATE predictions SET " + set + " WHERE id = md5('row " + row + "')::uuid;";
    }

    @Test
    void badRowsArePutAsideAndTheOthersAreTaken() {
        Map<Integer, RejectReason> bad = Map.of(
                1, RejectReason.WRONG_TYPE,
                2, RejectReason.NESTED_TOO_DEEPLY,
                3, RejectReason.BAD_CONFIDENCE,
                4, RejectReason.BAD_CONFIDENCE,
                6, RejectReason.BAD_CONFIDENCE,
                7, RejectReason.UNKNOWN_CLASS,
                8, RejectReason.UNKNOWN_STATUS,
                9, RejectReason.NEGATIVE_DURATION,
                11, RejectReason.WRONG_TYPE);
        hospital.execute(
                Role.OWNER,
                update(1, "metadata = '[1, 2]'")
                        + update(2, "metadata = (repeat('{\"a\":', 2000) || '1' || repeat('}', 2000))::jsonb")
                        + update(3, "confidence = 'NaN'")
                        + update(4, "confidence = 'Infinity'")
                        + update(6, "confidence = 97.5")
                        + update(7, "prediction = 'NORMAAL'")
                        + update(8, "status = 'maybe'")
                        + update(9, "processing_time = -1")
                        + update(11, "metadata = jsonb_build_object('image_stats', 'none')"));
        Extraction extraction = Extraction.of(hospital);

        extraction.run();

        assertThat(extraction.lake().predictions).hasSize(50 - bad.size());
        assertThat(extraction.lake().rejects.stream()
                        .collect(Collectors.groupingBy(ReadRow.OfReject::reason, Collectors.counting())))
                .isEqualTo(
                        bad.values().stream().collect(Collectors.groupingBy(reason -> reason, Collectors.counting())));
        assertThat(extraction.lake().rejects)
                .anySatisfy(reject -> assertThat(reject.detail()).contains("per cent?"))
                .allSatisfy(reject -> assertThat(reject.raw().length()).isLessThanOrEqualTo(2_000));
    }

    @Test
    void oddRowsAreTakenWithinBounds() throws SQLException {
        hospital.execute(
                Role.OWNER,
                update(1, "error_message = repeat('x', 10 * 1024 * 1024)")
                        + update(
                                2,
                                "metadata = '{\"image_stats\": {\"a\": \"NaN\", \"b\": \"-Infinity\","
                                        + " \"c\": 1e308}}'")
                        + update(3, "metadata = NULL")
                        + update(4, "processing_time = 'NaN'")
                        + update(6, "metadata = '{}', image_id = NULL, image_hash = '', actual_label = NULL")
                        + update(7, "confidence = 1e-320"));
        Extraction extraction = Extraction.of(hospital);

        extraction.run();

        extraction.assertEqualTo(hospital);
        List<LoggedPrediction> rows = List.copyOf(extraction.lake().predictions.values());
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.errorMessage().orElse("")).hasSize(1_000));
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.prediction().features())
                        .isEqualTo(Map.of("a", Double.NaN, "b", Double.NEGATIVE_INFINITY, "c", 1e308)));
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.prediction().features()).isEmpty());
    }

    @Test
    void aColumnForTransactionsThatIsNotThereIsSaid() {
        hospital.execute(Role.OWNER, "ALTER TABLE predictions ADD written_by xid8, ADD written bigint");

        assertRefused(
                Extraction.of(hospital).byColumn("writen_by"),
                Trouble.of(
                        "",
                        ExitCode.CONFIGURATION,
                        "has no column writen_by; the nearest there is: written_by",
                        "sources.postgres.xid-column"));
        assertRefused(
                Extraction.of(hospital).byColumn("written"),
                Trouble.of("", ExitCode.CONFIGURATION, "has a column written of type int8; it must be xid8"));
    }
}
