package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.summary.SummaryDefinition;

/** Counts periods that are not whole days from the lake's rows, in one pass. */
public final class LakeWindowCounts implements WindowCounts {

    private final SparkSession session;
    private final DeltaLake lake;
    private final SummaryDefinition definition;

    /** Counts rows of this lake. */
    public LakeWindowCounts(SparkSession session, DeltaLake lake, SummaryDefinition definition) {
        this.session = session;
        this.lake = lake;
        this.definition = definition;
    }

    @Override
    public Counted count(Scope scope, Instant from, Instant to) {
        Dataset<Row> rows = new CurrentPredictions(lake).now().where(period(from, to));
        Dataset<Row> theirs = scope.kind() == Scope.Kind.SERVICE
                ? rows
                : rows.where(col("model_version").equalTo(scope.modelVersion()));
        LakeScan scan = new LakeScan(session, definition);
        TreeMap<Slice, DistributionPart> distributions = new TreeMap<>();
        TreeMap<Slice, ServicePart> requests = new TreeMap<>();
        for (CellContent content : scan.collect(scan.predictions(theirs, PredictionCells.Resolutions.BASELINE))) {
            Slice slice = content.key().slice();
            if (content.part() instanceof DistributionPart part) {
                distributions.merge(slice, part, DistributionPart::plus);
            } else if (content.part() instanceof ServicePart part) {
                requests.merge(slice, part, ServicePart::plus);
            }
        }
        return new Counted(distributions, requests);
    }

    private static Column period(Instant from, Instant to) {
        LocalDate firstDay = LocalDate.ofInstant(from, ZoneOffset.UTC);
        LocalDate lastDay = LocalDate.ofInstant(to, ZoneOffset.UTC);
        return col("day")
                .between(lit(firstDay), lit(lastDay))
                .and(col("at").geq(lit(from)))
                .and(col("at").lt(lit(to)));
    }
}
