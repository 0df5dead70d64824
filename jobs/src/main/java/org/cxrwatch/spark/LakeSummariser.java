package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.SystemMetricTable;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * Turns the rows of a batch into cells: one pass over its predictions, one over its samples, one over what labels
 * pair.
 *
 * <p>Of days on which the batch corrected rows, the current rows through this batch are counted instead, with all their
 * labels. Their cells are the next generation of the day, which stands from when the batch was planned; as they are
 * appended with the others, a batch stays one commit.
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
        Set<LocalDate> anew = new CurrentPredictions(lake).changedBy(batch.number());
        scan.counter("days_counted_anew").add(anew.size());
        JavaRDD<Row> cells = scan.sum(contents(scan, batch.number(), anew)).map(cellRows(scan, batch, anew));
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

    private JavaPairRDD<String, byte[]> contents(LakeScan scan, long batch, Set<LocalDate> anew) {
        Dataset<Row> predictions = new CurrentPredictions(lake).asOf(batch);
        Dataset<Row> samples = lake.read(SystemMetricTable.TABLE);
        JavaPairRDD<String, byte[]> contents = scan.predictions(
                        counted(predictions, batch, anew), PredictionCells.Resolutions.CELL)
                .union(scan.samples(counted(samples, batch, anew)));
        JavaPairRDD<String, byte[]> all = anew.isEmpty() ? contents : contents.union(emptied(batch, anew));
        Optional<LabelSelection.Rows> pairs =
                LabelSelection.of(lake, rules, batch).ofBatch(batch, anew);
        return pairs.map(rows -> all.union(
                        scan.labels(rows.predictions(), rows.labels(), new LabelledImage.Pairs(batch, rules, anew))))
                .orElse(all);
    }

    /** A batch's rows of a table, and of days counted anew also those of batches before it. */
    private static Dataset<Row> counted(Dataset<Row> table, long batch, Set<LocalDate> anew) {
        Dataset<Row> brought = table.where(col("batch").equalTo(batch));
        return anew.isEmpty()
                ? brought
                : brought.unionAll(
                        table.where(col("batch").lt(batch).and(col("day").isin(anew.toArray()))));
    }

    private JavaPairRDD<String, byte[]> emptied(long batch, Set<LocalDate> anew) {
        return lake.read(CellTable.TABLE)
                .where(col("batch").lt(batch).and(col("day").isin(anew.toArray())))
                .select(CellTable.TABLE.columns().stream().map(functions::col).toArray(Column[]::new))
                .toJavaRDD()
                .mapToPair(new EmptiedCell());
    }

    private CellRows cellRows(LakeScan scan, Batch batch, Set<LocalDate> anew) {
        Map<LocalDate, Generation> generations = new HashMap<>(new LakeCells(lake).generations());
        anew.forEach(day -> generations.put(
                day, generations.getOrDefault(day, Generation.FIRST).next(batch.plannedAt())));
        return new CellRows(
                new CellRows.Origin(batch.number(), definition.hash(), generations),
                scan.counter("cells"),
                scan.counter("cell_bytes"));
    }
}
