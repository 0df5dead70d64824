package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.List;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.Reference;
import org.cxrwatch.window.Window;

/** {@code distribution}. */
final class DistributionTable implements RevisedTable<DistributionBins> {

    private static final List<String> COLUMNS = WindowSliceColumns.and(
            "subject", "comparison", "baseline_id", "labels", "reference_shares", "window_shares");

    @Override
    public String name() {
        return "distribution";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public List<DistributionBins> rowsOf(RevisedNight night) {
        return night.rows().distributions();
    }

    @Override
    public Window window(DistributionBins row) {
        return row.where().window();
    }

    @Override
    public void write(DistributionBins row, CopyLine line) {
        WindowSliceColumns.write(row.where(), line)
                .text(row.subject())
                .name(row.reference().comparison())
                .text(row.reference().baselineId())
                .texts(row.labels())
                .reals(row.referenceShares())
                .reals(row.windowShares());
    }

    @Override
    public DistributionBins read(Columns columns) throws SQLException {
        return new DistributionBins(
                WindowSliceColumns.read(columns),
                columns.text("subject"),
                new Reference(columns.constant("comparison", Comparison.class), columns.text("baseline_id")),
                columns.texts("labels"),
                columns.reals("reference_shares"),
                columns.reals("window_shares"));
    }
}
