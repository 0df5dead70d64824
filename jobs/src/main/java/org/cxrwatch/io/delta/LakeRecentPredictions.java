package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.port.RecentPredictions;

/** The newest rows of table {@code prediction}: its newest days are read, more and more, until there are enough. */
public final class LakeRecentPredictions implements RecentPredictions {

    private final DeltaLake lake;

    /** Those of this lake. */
    public LakeRecentPredictions(DeltaLake lake) {
        this.lake = lake;
    }

    @Override
    public Found newest(Query query) {
        List<LocalDate> days = lake.days(PredictionTable.TABLE);
        days = days.subList(0, Math.min(DAYS, days.size()));
        List<LoggedPrediction> rows = new ArrayList<>();
        int read = 0;
        while (read < days.size() && rows.size() < query.limit()) {
            List<LocalDate> next = days.subList(read, Math.min(days.size(), Math.max(1, 2 * read)));
            rows.addAll(rows(query, next, query.limit() - rows.size()));
            read += next.size();
        }
        return new Found(rows, read == 0 ? Optional.empty() : Optional.of(days.get(read - 1)));
    }

    /** Bounded by the limit of a query. */
    private List<LoggedPrediction> rows(Query query, List<LocalDate> days, int limit) {
        Column wanted = col("day").between(lit(days.get(days.size() - 1)), lit(days.get(0)));
        Column status = query.status()
                .map(RequestStatus::text)
                .map(text -> col("status").equalTo(text))
                .orElse(lit(true));
        Column version = query.modelVersion()
                .map(name -> col("model_version").equalTo(name))
                .orElse(lit(true));
        return new CurrentPredictions(lake)
                        .known()
                        .where(wanted.and(status).and(version))
                        .select(PredictionTable.TABLE.columns().stream()
                                .map(functions::col)
                                .toArray(Column[]::new))
                        .orderBy(col("at").desc(), col("prediction_id"), col("model_version"))
                        .limit(limit)
                        .collectAsList()
                        .stream()
                        .map(row -> PredictionTable.fromRow(row).logged())
                        .toList();
    }
}
