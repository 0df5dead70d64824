package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;

/** {@code window_verdict}. */
final class WindowVerdictTable implements RevisedTable<Verdict> {

    private static final ScoreColumns DATA = score("data");
    private static final ScoreColumns PREDICTION = score("prediction");
    private static final ScoreColumns CONCEPT = score("concept");
    private static final ScoreColumns OVERALL = score("overall");
    private static final List<String> COLUMNS = Stream.of(
                    WindowSliceColumns.and().stream(),
                    Stream.of("data", "prediction", "concept", "overall")
                            .flatMap(name -> Stream.of("_score", "_lower", "_upper", "_reason")
                                    .map(name::concat)),
                    Stream.of("severity", "worst_slice", "causes", "recommendations", "estimate_doubts"))
            .flatMap(names -> names)
            .toList();

    private static ScoreColumns score(String name) {
        return new ScoreColumns(name + "_score", name + "_");
    }

    @Override
    public String name() {
        return "window_verdict";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public List<Verdict> rowsOf(RevisedNight night) {
        return night.rows().verdicts();
    }

    @Override
    public Window window(Verdict row) {
        return row.where().window();
    }

    @Override
    public void write(Verdict row, CopyLine line) {
        WindowSliceColumns.write(row.where(), line);
        Stream.of(row.data(), row.prediction(), row.concept(), row.overall())
                .forEach(score -> ScoreColumns.write(score, line));
        line.word(row.severity())
                .text(row.worst().map(Slice::toString))
                .text(Causes.write(row.causes()))
                .texts(row.recommendations())
                .texts(row.estimateDoubts());
    }

    @Override
    public Verdict read(Columns columns) throws SQLException {
        return new Verdict(
                WindowSliceColumns.read(columns),
                DATA.read(columns),
                PREDICTION.read(columns),
                CONCEPT.read(columns),
                OVERALL.read(columns),
                columns.constant("severity", Severity.class),
                columns.findText("worst_slice").map(Slice::parse),
                Causes.read(columns.text("causes")),
                columns.texts("recommendations"),
                columns.texts("estimate_doubts"));
    }
}
