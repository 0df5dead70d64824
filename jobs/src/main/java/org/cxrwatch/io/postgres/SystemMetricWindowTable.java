package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.List;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.window.Window;

/** {@code system_metric_window}. */
final class SystemMetricWindowTable implements RevisedTable<HostMetric> {

    private static final List<String> COLUMNS =
            List.of("host", "window_kind", "window_start", "metric", "samples", "mean", "p95", "max");

    @Override
    public String name() {
        return "system_metric_window";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public List<HostMetric> rowsOf(RevisedNight night) {
        return night.rows().hosts();
    }

    @Override
    public Window window(HostMetric row) {
        return row.window();
    }

    @Override
    public void write(HostMetric row, CopyLine line) {
        line.text(row.host());
        WindowSliceColumns.write(row.window(), line)
                .text(row.metric())
                .number(row.samples())
                .real(row.mean())
                .real(row.p95())
                .real(row.max());
    }

    @Override
    public HostMetric read(Columns columns) throws SQLException {
        return new HostMetric(
                columns.text("host"),
                WindowSliceColumns.window(columns),
                columns.text("metric"),
                columns.number("samples"),
                columns.real("mean"),
                columns.real("p95"),
                columns.real("max"));
    }
}
