package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.io.delta.BaselineTable;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;

/** Baselines counted from the lake's rows in one pass, and kept in its table {@code baseline}. */
public final class LakeBaselines implements BaselineContents {

    private final SparkSession session;
    private final DeltaLake lake;
    private final SummaryDefinition definition;
    private final BaselineTable table;

    /** Counts and keeps baselines of this lake. */
    public LakeBaselines(SparkSession session, DeltaLake lake, SummaryDefinition definition) {
        this.session = session;
        this.lake = lake;
        this.definition = definition;
        this.table = new BaselineTable(session, lake);
    }

    @Override
    public Map<LocalDate, Map<Slice, DistributionPart>> count(String modelVersion, Set<LocalDate> days) {
        Dataset<Row> rows = new CurrentPredictions(lake)
                .now()
                .where(col("day")
                        .isin(days.toArray())
                        .and(col("model_version").equalTo(modelVersion))
                        .and(col("counted")));
        LakeScan scan = new LakeScan(session, definition);
        List<CellContent> contents = scan.collect(scan.predictions(rows, PredictionCells.Resolutions.BASELINE));
        Map<LocalDate, Map<Slice, DistributionPart>> counted = new TreeMap<>();
        for (CellContent content : contents) {
            if (content.part() instanceof DistributionPart part) {
                counted.computeIfAbsent(content.key().day(), day -> new TreeMap<>())
                        .merge(content.key().slice(), part, DistributionPart::plus);
            }
        }
        return counted;
    }

    @Override
    public void save(Baseline baseline) {
        table.save(baseline);
    }

    @Override
    public Baseline load(BaselineRecord about) {
        return table.load(about);
    }
}
