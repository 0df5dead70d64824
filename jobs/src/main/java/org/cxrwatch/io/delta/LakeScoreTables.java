package org.cxrwatch.io.delta;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.port.LakeScores;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.RevisedNight;

/** The tables {@code window_metric} and {@code drift_measure} of the lake, each appended to once a publication. */
public final class LakeScoreTables implements LakeScores {

    private final SparkSession session;
    private final DeltaLake lake;

    /** The tables of this lake. */
    public LakeScoreTables(SparkSession session, DeltaLake lake) {
        this.session = session;
        this.lake = lake;
    }

    @Override
    public void append(Results.Publication publication, List<RevisedNight> nights) {
        List<Row> metrics = new ArrayList<>();
        List<Row> measures = new ArrayList<>();
        for (RevisedNight night : nights) {
            night.rows()
                    .metrics()
                    .forEach(each -> metrics.add(WindowMetricTable.toRow(each, published(publication, night, each))));
            night.rows()
                    .measures()
                    .forEach(each -> measures.add(DriftMeasureTable.toRow(each, published(publication, night, each))));
        }
        append(WindowMetricTable.TABLE, metrics, publication);
        append(DriftMeasureTable.TABLE, measures, publication);
    }

    private static ScoreColumns.Published published(Results.Publication publication, RevisedNight night, Object row) {
        return new ScoreColumns.Published(publication.number(), night.rows().asOf(), night.revisionOf(row));
    }

    private void append(LakeTable table, List<Row> rows, Results.Publication publication) {
        // As an RDD, whose rows are no part of the plan: each rule of Spark's walks over every row of one that is.
        JavaRDD<Row> file =
                JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(rows, 1);
        Dataset<Row> dataset = session.createDataFrame(file, table.schema());
        lake.append(
                table, dataset.sortWithinPartitions("window_day"), DeltaLake.Numbered.ofBatch(publication.number()));
    }
}
