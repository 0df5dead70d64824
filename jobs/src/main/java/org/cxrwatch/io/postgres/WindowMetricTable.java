package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.List;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.Window;

/** {@code window_metric}. */
final class WindowMetricTable implements RevisedTable<MetricScore> {

    private static final List<String> COLUMNS =
            WindowSliceColumns.and("metric", "value", "lower", "upper", "reason", "n");
    private static final ScoreColumns SCORE = new ScoreColumns("value", "");

    @Override
    public String name() {
        return "window_metric";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public List<MetricScore> rowsOf(RevisedNight night) {
        return night.rows().metrics();
    }

    @Override
    public Window window(MetricScore row) {
        return row.where().window();
    }

    @Override
    public void write(MetricScore row, CopyLine line) {
        WindowSliceColumns.write(row.where(), line).text(row.metric());
        ScoreColumns.write(row.score(), line).number(row.n());
    }

    @Override
    public MetricScore read(Columns columns) throws SQLException {
        return new MetricScore(
                WindowSliceColumns.read(columns), columns.text("metric"), SCORE.read(columns), columns.number("n"));
    }
}
