package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.port.XidWindow.Mode;
import org.junit.jupiter.api.Test;

/** The fast way: a column that tells each row's transaction, made by the statements of docs/operators.md. */
class XidColumnIT {

    private static final String COLUMN = "written_by";

    /** The five statements, the first three in a transaction, as operators read them. */
    private static List<String> statements() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operators.md"));
        Matcher block = Pattern.compile("<!-- the fast way -->\\s*```sql\\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        return Stream.of(block.group(1).split(";\n(?=[A-Z])")).toList();
    }

    private static String plan(HospitalDatabase hospital, long from, long to) throws SQLException {
        String sql = "EXPLAIN "
                + Query.SQL
                        .text("rows_by_column", Map.of("columns", "ctid", "table", "predictions", "xid_column", COLUMN))
                        .replaceFirst("\\?", "'" + from + "'")
                        .replaceFirst("\\?", "'" + to + "'");
        StringBuilder plan = new StringBuilder();
        try (Connection reader = hospital.connect(Role.READER);
                Statement statement = reader.createStatement();
                ResultSet lines = statement.executeQuery(sql)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private static void takeWhileOthersWrite(HospitalDatabase hospital, Extraction extraction) throws Exception {
        HospitalWriters.Plan writing = HospitalWriters.Plan.of(23, 1_500).heldFor(Duration.ofMillis(200));
        try (HospitalWriters writers = HospitalWriters.started(hospital, writing)) {
            while (!writers.ended()) {
                extraction.run();
            }
            writers.await(Duration.ofMinutes(1));
        }
        extraction.run();
        extraction.assertEqualTo(hospital);
    }

    @Test
    void theFiveStatementsMakeChangesFoundByTheIndexAndLoseNothing() throws Exception {
        try (HospitalDatabase hospital = HospitalDatabase.started()) {
            ManyPredictions.insert(hospital, 1, 3_000);
            Extraction slow = Extraction.of(hospital);
            slow.run();
            hospital.execute(Role.OWNER, "UPDATE predictions SET actual_label = 'NORMAL' WHERE image_id LIKE '0%'");

            assertThat(statements()).hasSize(7).first().isEqualTo("BEGIN");
            try (Connection owner = hospital.connect(Role.OWNER)) {
                for (String statement : statements()) {
                    HospitalDatabase.execute(owner, statement);
                }
            }
            Extraction extraction = slow.byColumn(COLUMN);
            extraction.run();
            extraction.assertEqualTo(hospital);

            takeWhileOthersWrite(hospital, extraction);
            assertThat(extraction.window().mode()).isEqualTo(Mode.CHANGES);

            hospital.execute(Role.OWNER, "UPDATE predictions SET actual_label = NULL WHERE image_id LIKE '1%'");
            hospital.execute(Role.OWNER, "ANALYZE predictions");
            long from = extraction.window().to();
            extraction.run();
            assertThat(extraction.lastRead())
                    .isEqualTo(hospital.number("SELECT count(*) FROM predictions WHERE image_id LIKE '1%'"));
            assertThat(plan(hospital, from, extraction.window().to()))
                    .contains("Index")
                    .contains("predictions_written_by")
                    .doesNotContain("Seq Scan");
            extraction.assertEqualTo(hospital);
        }
    }
}
