package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;

/** {@code drift_score}. */
final class DriftScoreTable implements RevisedTable<SubjectScore> {

    private static final List<String> COLUMNS = WindowSliceColumns.and(
            "kind",
            "subject",
            "comparison",
            "baseline_id",
            "distance",
            "lower",
            "upper",
            "reason",
            "n",
            "reference_n",
            "excess",
            "expected",
            "p",
            "p_adjusted",
            "least_detectable",
            "decision",
            "aids",
            "since",
            "since_earliest",
            "since_latest");
    private static final ScoreColumns DISTANCE = new ScoreColumns("distance", "");

    @Override
    public String name() {
        return "drift_score";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public List<SubjectScore> rowsOf(RevisedNight night) {
        return night.rows().subjects();
    }

    @Override
    public Window window(SubjectScore row) {
        return row.where().window();
    }

    @Override
    public void write(SubjectScore row, CopyLine line) {
        WindowSliceColumns.write(row.where(), line)
                .word(row.kind())
                .text(row.subject())
                .name(row.reference().comparison())
                .text(row.reference().baselineId());
        SubjectScore.Evidence evidence = row.evidence();
        ScoreColumns.write(row.distance(), line)
                .number(evidence.n())
                .number(evidence.reference())
                .real(evidence.excess())
                .real(evidence.expected())
                .real(evidence.p())
                .real(evidence.adjusted())
                .real(evidence.leastDetectable())
                .name(row.decision())
                .text(JsonNumbers.write(row.aids()))
                .text(row.onset().map(onset -> onset.first().toString()))
                .text(row.onset().map(onset -> onset.earliest().toString()))
                .text(row.onset().map(onset -> onset.latest().toString()));
    }

    @Override
    public SubjectScore read(Columns columns) throws SQLException {
        return new SubjectScore(
                WindowSliceColumns.read(columns),
                columns.constant("kind", DriftKind.class),
                columns.text("subject"),
                new Reference(columns.constant("comparison", Comparison.class), columns.text("baseline_id")),
                DISTANCE.read(columns),
                evidence(columns),
                columns.constant("decision", Decision.class),
                JsonNumbers.reals(columns.text("aids")),
                onset(columns));
    }

    private static Optional<Onset> onset(Columns columns) throws SQLException {
        Optional<LocalDate> first = columns.findDay("since");
        return first.isEmpty()
                ? Optional.empty()
                : Optional.of(new Onset(first.get(), columns.day("since_earliest"), columns.day("since_latest")));
    }

    private static SubjectScore.Evidence evidence(Columns columns) throws SQLException {
        return new SubjectScore.Evidence(
                columns.number("n"),
                columns.number("reference_n"),
                columns.real("excess"),
                columns.real("expected"),
                columns.real("p"),
                columns.real("p_adjusted"),
                columns.real("least_detectable"));
    }
}
