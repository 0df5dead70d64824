package org.cxrwatch.spark;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.LabelHistory;
import org.cxrwatch.summary.LabelRules;

/** The counted predictions and the label events of one prediction_id. */
final class LabelledImage {

    private final List<Answered> predictions = new ArrayList<>();
    private final List<Said> events = new ArrayList<>();

    private record Answered(Prediction prediction, Arrival arrival, long batch) {}

    /**
     * A word on this image.
     *
     * @param word what was said, and from when it counts
     * @param batch which brought it
     * @param appliedTo the one day it reaches, if somebody asked for that
     */
    private record Said(LabelHistory.Word word, long batch, Optional<LocalDate> appliedTo) {}

    /**
     * Which pairs of prediction and label are counted.
     *
     * @param freshFrom those of which one or both came with this batch or a later one
     * @param rules those whose label reaches the prediction, and which label holds
     * @param anew days of whose predictions all are counted, whenever they came
     */
    record Pairs(long freshFrom, LabelRules rules, Set<LocalDate> anew) implements java.io.Serializable {

        /** Pairs of which one or both are new. */
        Pairs(long freshFrom, LabelRules rules) {
            this(freshFrom, rules, Set.of());
        }

        /** Whether a pair is counted, by when its later half came. */
        boolean isFresh(Prediction prediction, long batch) {
            return batch >= freshFrom
                    || (!anew.isEmpty() && anew.contains(LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC)));
        }

        private boolean reaches(Said said, Prediction prediction) {
            LabelEvent event = said.word().event();
            LocalDate day = LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC);
            boolean meant = event.row()
                    .map(row -> row.at().equals(prediction.at())
                            && row.modelVersion().equals(prediction.modelVersion()))
                    .orElse(true);
            return meant && said.appliedTo().map(day::equals).orElseGet(() -> isNear(event, day));
        }

        private boolean isNear(LabelEvent event, LocalDate day) {
            boolean loaded = event.row().isPresent() && event.arrival().basis() == ArrivalBasis.ASSUMED;
            return loaded
                    || Math.abs(ChronoUnit.DAYS.between(day, event.arrival().on())) <= rules.horizonDays();
        }
    }

    void add(InternalRow row) {
        long batch = LabelColumns.batch(row);
        if (LabelColumns.isEvent(row)) {
            LabelHistory.Word word = new LabelHistory.Word(LabelColumns.event(row), LabelColumns.arrival(row));
            events.add(new Said(word, batch, LabelColumns.appliedTo(row)));
        } else {
            predictions.add(new Answered(LabelColumns.prediction(row), LabelColumns.arrival(row), batch));
        }
    }

    /** Counts what fresh pairs change. */
    void countInto(LabelCells cells, Pairs pairs) {
        for (Answered answered : predictions) {
            List<LabelHistory.Word> before = new ArrayList<>();
            List<LabelHistory.Word> fresh = new ArrayList<>();
            for (Said said : events) {
                if (pairs.reaches(said, answered.prediction())) {
                    boolean isFresh = pairs.isFresh(answered.prediction(), Math.max(said.batch(), answered.batch()));
                    (isFresh ? fresh : before).add(said.word());
                }
            }
            cells.add(answered.prediction(), answered.arrival(), before, fresh);
        }
    }

    /** The latest answer of a version, if it gave one. */
    Optional<Prediction> latest(String modelVersion) {
        return predictions.stream()
                .map(Answered::prediction)
                .filter(prediction -> prediction.modelVersion().equals(modelVersion))
                .max(Comparator.comparing(Prediction::at));
    }

    /** The class that it shows, by the strongest of the labels that hold for these of its answers. */
    Optional<String> actualClass(List<Prediction> answers, Pairs pairs) {
        Stream<LabelEvent> holding = answers.stream().flatMap(answer -> holding(answer, pairs).stream());
        return pairs.rules().strongest(holding).flatMap(LabelEvent::actualClass);
    }

    private Optional<LabelEvent> holding(Prediction answer, Pairs pairs) {
        LabelHistory history = new LabelHistory(pairs.rules());
        history.count(events.stream()
                .filter(said -> pairs.reaches(said, answer))
                .map(Said::word)
                .toList());
        return history.holding();
    }

    /** Fresh events. */
    long freshEvents(Pairs pairs) {
        return events.stream().filter(said -> said.batch() >= pairs.freshFrom()).count();
    }

    /** Fresh events that reach no prediction. */
    long orphans(Pairs pairs) {
        return events.stream()
                .filter(said -> said.batch() >= pairs.freshFrom())
                .filter(said -> predictions.stream().noneMatch(answered -> pairs.reaches(said, answered.prediction())))
                .count();
    }
}
