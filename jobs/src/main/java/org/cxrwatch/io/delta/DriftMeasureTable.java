package org.cxrwatch.io.delta;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.score.MeasureScore;

/** Table {@code drift_measure}: every measure of how far every subject moved, in long form. */
public final class DriftMeasureTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = ScoreColumns.withRevision(
                    ScoreColumns.withWhere(LakeTable.named("drift_measure", "How far a subject moved, by a measure"))
                            .with("subject", DataTypes.StringType, "What moved: a feature, score or attribute")
                            .with("measure", DataTypes.StringType, "How it is measured, e.g. ks")
                            .with("comparison", DataTypes.StringType, "BASELINE or PREVIOUS")
                            .with("baseline_id", DataTypes.StringType, "The baseline compared with; may be empty")
                            .withOptional("value", DataTypes.DoubleType, "The measure; null if it was not measured"))
            .partitionedBy("window_day");

    private DriftMeasureTable() {}

    static Row toRow(MeasureScore measure, ScoreColumns.Published published) {
        List<Object> values = ScoreColumns.where(measure.where());
        values.add(measure.subject());
        values.add(measure.measure());
        values.add(measure.reference().comparison().name());
        values.add(measure.reference().baselineId());
        values.add(ScoreColumns.value(measure.score()));
        values.add(ScoreColumns.reason(measure.score()));
        values.add(measure.n());
        values.add(published.revision());
        values.add(published.asOf());
        values.add(published.number());
        return RowFactory.create(values.toArray());
    }
}
