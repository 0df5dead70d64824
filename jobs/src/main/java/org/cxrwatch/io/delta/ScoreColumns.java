package org.cxrwatch.io.delta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.window.WindowSlice;

/** The columns that the tables of scores share. */
final class ScoreColumns {

    private ScoreColumns() {}

    static LakeTable withWhere(LakeTable table) {
        return table.with("scope", DataTypes.StringType, "'model', or 'service' for all versions together")
                .with("model_version", DataTypes.StringType, "Version of the model; empty for 'service'")
                .with("window_kind", DataTypes.StringType, "HOUR, DAY, DAYS_7 or DAYS_28")
                .with("window_start", DataTypes.TimestampType, "First instant of the window")
                .with("window_day", DataTypes.DateType, "UTC day of window_start")
                .with("slice_key", DataTypes.StringType, "Attribute, or 'all'")
                .with("slice_value", DataTypes.StringType, "Its value, or 'all'");
    }

    static LakeTable withRevision(LakeTable table) {
        return table.withOptional("reason", DataTypes.StringType, "Why there is no value")
                .with("n", DataTypes.LongType, "Rows it rests on")
                .with("revision", DataTypes.IntegerType, "1, then one more each time the score changed")
                .with("as_of", DataTypes.TimestampType, "Only what had arrived by then counts")
                .with("publication", DataTypes.LongType, "Number of the publication that brought it");
    }

    static List<Object> where(WindowSlice where) {
        Scope scope = where.scope();
        List<Object> values = new ArrayList<>();
        values.add(scope.kind().name().toLowerCase(java.util.Locale.ROOT));
        values.add(scope.modelVersion());
        values.add(where.window().kind().name());
        values.add(where.window().start());
        values.add(where.window().firstDay());
        values.add(where.slice().key());
        values.add(where.slice().value());
        return values;
    }

    static Object value(Score score) {
        return RowValues.nullable(score.number());
    }

    static Object lower(Score score) {
        return RowValues.nullable(score.measured().map(Score.Measured::lower));
    }

    static Object upper(Score score) {
        return RowValues.nullable(score.measured().map(Score.Measured::upper));
    }

    static Object reason(Score score) {
        return RowValues.nullable(score.absence().map(Enum::name));
    }

    /**
     * What a publication adds to a score.
     *
     * @param number of the publication
     * @param asOf of the night
     * @param revision of the score
     */
    record Published(long number, Instant asOf, int revision) {}
}
