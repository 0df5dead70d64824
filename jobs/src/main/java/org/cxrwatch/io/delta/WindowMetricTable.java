package org.cxrwatch.io.delta;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.score.MetricScore;

/** Table {@code window_metric}: every metric of every window, the same rows as in the results database. */
public final class WindowMetricTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = ScoreColumns.withRevision(
                    ScoreColumns.withWhere(LakeTable.named("window_metric", "A metric of a window and slice"))
                            .with("metric", DataTypes.StringType, "Name of the metric, e.g. accuracy")
                            .withOptional("value", DataTypes.DoubleType, "The metric; null if it was not measured")
                            .withOptional("lower", DataTypes.DoubleType, "Lower end of its 95 % interval")
                            .withOptional("upper", DataTypes.DoubleType, "Upper end of its 95 % interval"))
            .partitionedBy("window_day");

    private WindowMetricTable() {}

    static Row toRow(MetricScore metric, ScoreColumns.Published published) {
        List<Object> values = ScoreColumns.where(metric.where());
        values.add(metric.metric());
        values.add(ScoreColumns.value(metric.score()));
        values.add(ScoreColumns.lower(metric.score()));
        values.add(ScoreColumns.upper(metric.score()));
        values.add(ScoreColumns.reason(metric.score()));
        values.add(metric.n());
        values.add(published.revision());
        values.add(published.asOf());
        values.add(published.number());
        return RowFactory.create(values.toArray());
    }
}
