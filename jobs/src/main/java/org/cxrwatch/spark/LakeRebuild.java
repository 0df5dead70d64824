package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.SystemMetricTable;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;

/** Counts days of the lake anew from its rows, and appends their next generation. */
public final class LakeRebuild implements CellRebuild {

    private static final String WRITER = "cxrwatch rebuild";

    private final SparkSession session;
    private final DeltaLake lake;
    private final SummaryDefinition definition;
    private final LabelRules rules;

    /** Rebuilds cells of this lake, by the definition and the label rules that its summariser goes by. */
    public LakeRebuild(SparkSession session, DeltaLake lake, SummaryDefinition definition, LabelRules rules) {
        this.session = session;
        this.lake = lake;
        this.definition = definition;
        this.rules = rules;
    }

    /** {@inheritDoc} Bounded by the days of the lake. */
    @Override
    public SortedSet<LocalDate> days() {
        SortedSet<LocalDate> days = new TreeSet<>();
        Stream.of(PredictionTable.TABLE, SystemMetricTable.TABLE, CellTable.TABLE)
                .map(table -> lake.read(table).select("day").distinct())
                .forEach(distinct -> distinct.collectAsList().forEach(row -> days.add(row.getLocalDate(0))));
        return days;
    }

    @Override
    public long predictions(LocalDate firstDay, LocalDate lastDay) {
        return lake.read(PredictionTable.TABLE)
                .filter(col("day").between(firstDay, lastDay))
                .count();
    }

    @Override
    public List<CellContent> recount(Rows rows) {
        LakeScan scan = new LakeScan(session, definition);
        Dataset<Row> predictions = new CurrentPredictions(lake).asOf(rows.throughBatch());
        LabelSelection.Rows pairs = LabelSelection.of(lake, rules, rows.throughBatch())
                .ofDays(rows.firstDay(), rows.lastDay(), rows.throughBatch());
        JavaPairRDD<String, byte[]> contents = scan.predictions(of(rows, predictions), PredictionCells.Resolutions.CELL)
                .union(scan.samples(of(rows, lake.read(SystemMetricTable.TABLE))))
                .union(scan.labels(pairs.predictions(), pairs.labels(), new LabelledImage.Pairs(0, rules)));
        return scan.collect(contents);
    }

    @Override
    public void append(List<Cell> cells) {
        Dataset<Row> rows =
                session.createDataFrame(cells.stream().map(CellTable::toRow).toList(), CellTable.TABLE.schema());
        long number = lake.lastAppended(CellTable.TABLE, WRITER).orElse(0) + 1;
        lake.append(CellTable.TABLE, CellRows.sorted(rows.coalesce(1)), new DeltaLake.Numbered(WRITER, number));
    }

    @Override
    public void requireRules() {
        new RulesInForce(session, lake).require(rules);
    }

    @Override
    public void adoptRules() {
        new RulesInForce(session, lake).adopt(rules);
    }

    private static Dataset<Row> of(Rows rows, Dataset<Row> table) {
        return table.where(col("day")
                .between(lit(rows.firstDay()), lit(rows.lastDay()))
                .and(col("batch").leq(rows.throughBatch())));
    }
}
