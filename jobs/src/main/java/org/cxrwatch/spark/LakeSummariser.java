package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.SystemMetricTable;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * Turns the rows of a batch into cells: one pass over its predictions, one over its samples, one over what labels
 * pair.
 */
public final class LakeSummariser implements Summariser {

    private final SparkSession session;
    private final DeltaLake lake;
    private final SummaryDefinition definition;
    private final LabelRules rules;

    /**
     * Summarises batches of this lake.
     *
     * @param definition what cells shall hold
     * @param rules which labels reach a prediction, and which holds
     */
    public LakeSummariser(SparkSession session, DeltaLake lake, SummaryDefinition definition, LabelRules rules) {
        this.session = session;
        this.lake = lake;
        this.definition = definition;
        this.rules = rules;
    }

    @Override
    public Map<String, Long> summarise(Batch batch) {
        LakeScan scan = new LakeScan(session, definition);
        JavaRDD<Row> cells = scan.sum(contents(scan, batch.number())).map(cellRows(scan, batch.number()));
        if (alreadyAppended(batch.number())) {
            cells.foreach(row -> {});
        } else {
            Dataset<Row> rows = session.createDataFrame(cells, CellTable.TABLE.schema());
            lake.append(CellTable.TABLE, CellRows.sorted(rows), DeltaLake.Numbered.ofBatch(batch.number()));
        }
        return scan.counts();
    }

    private boolean alreadyAppended(long batch) {
        return lake.lastAppended(CellTable.TABLE).orElse(0) == batch;
    }

    private JavaPairRDD<String, byte[]> contents(LakeScan scan, long batch) {
        Dataset<Row> predictions = lake.read(PredictionTable.TABLE);
        Dataset<Row> samples =
                lake.read(SystemMetricTable.TABLE).where(col("batch").equalTo(batch));
        JavaPairRDD<String, byte[]> contents = scan.predictions(
                        predictions.where(col("batch").equalTo(batch)), PredictionCells.Resolutions.CELL)
                .union(scan.samples(samples));
        Optional<LabelSelection.Rows> pairs = LabelSelection.of(lake, rules).ofBatch(batch);
        return pairs.map(rows -> contents.union(
                        scan.labels(rows.predictions(), rows.labels(), new LabelledImage.Pairs(batch, rules))))
                .orElse(contents);
    }

    private CellRows cellRows(LakeScan scan, long batch) {
        Map<LocalDate, Integer> generations = new HashMap<>(new LakeCells(lake).generations());
        return new CellRows(
                new CellRows.Origin(batch, definition.hash(), generations),
                scan.counter("cells"),
                scan.counter("cell_bytes"));
    }
}
