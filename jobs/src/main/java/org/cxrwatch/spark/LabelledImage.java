package org.cxrwatch.spark;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.summary.LabelCells;

/** The counted predictions and the label events of one prediction_id. */
final class LabelledImage {

    private final List<Answered> predictions = new ArrayList<>();
    private final List<Said> events = new ArrayList<>();

    private record Answered(Prediction prediction, Arrival arrival, long batch) {}

    private record Said(LabelEvent event, long batch) {}

    /**
     * Which pairs of prediction and label are counted.
     *
     * @param freshFrom those of which one or both came with this batch or a later one
     * @param horizonDays those whose label arrived at most so many days before or after the prediction's day
     * @param anew days of whose predictions all are counted, whenever they came
     */
    record Pairs(long freshFrom, int horizonDays, Set<LocalDate> anew) implements java.io.Serializable {

        /** Pairs of which one or both are new. */
        Pairs(long freshFrom, int horizonDays) {
            this(freshFrom, horizonDays, Set.of());
        }

        /** Whether a pair is counted, by when its later half came. */
        boolean isFresh(Prediction prediction, long batch) {
            return batch >= freshFrom
                    || (!anew.isEmpty() && anew.contains(LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC)));
        }

        boolean reaches(LabelEvent event, Prediction prediction) {
            boolean meant = event.row()
                    .map(row -> row.at().equals(prediction.at())
                            && row.modelVersion().equals(prediction.modelVersion()))
                    .orElse(true);
            LocalDate day = LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC);
            return meant
                    && Math.abs(ChronoUnit.DAYS.between(day, event.arrival().on())) <= horizonDays;
        }
    }

    void add(InternalRow row) {
        long batch = LabelColumns.batch(row);
        if (LabelColumns.isEvent(row)) {
            events.add(new Said(LabelColumns.event(row), batch));
        } else {
            predictions.add(new Answered(LabelColumns.prediction(row), LabelColumns.arrival(row), batch));
        }
    }

    /** Counts what fresh pairs change. */
    void countInto(LabelCells cells, Pairs pairs) {
        for (Answered answered : predictions) {
            List<LabelEvent> before = new ArrayList<>();
            List<LabelEvent> fresh = new ArrayList<>();
            for (Said said : events) {
                if (pairs.reaches(said.event(), answered.prediction())) {
                    boolean isFresh = pairs.isFresh(answered.prediction(), Math.max(said.batch(), answered.batch()));
                    (isFresh ? fresh : before).add(said.event());
                }
            }
            cells.add(answered.prediction(), answered.arrival(), before, fresh);
        }
    }

    /** Fresh events. */
    long freshEvents(Pairs pairs) {
        return events.stream().filter(said -> said.batch() >= pairs.freshFrom()).count();
    }

    /** Fresh events that reach no prediction. */
    long orphans(Pairs pairs) {
        return events.stream()
                .filter(said -> said.batch() >= pairs.freshFrom())
                .filter(said ->
                        predictions.stream().noneMatch(answered -> pairs.reaches(said.event(), answered.prediction())))
                .count();
    }
}
