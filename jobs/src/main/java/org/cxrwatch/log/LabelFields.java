package org.cxrwatch.log;

import java.time.Instant;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.RejectReason;

/** A row of the labels, or the label that a prediction's row carries. */
final class LabelFields {

    private static final String WITHDRAWN = "WITHDRAWN";
    /** What every row of the labels names. */
    static final String ACTUAL = "actual_label";

    private static final String UNNAMED_SOURCE = "labels";

    private final ReadingRules rules;
    private final LogShape shape;
    private final Arrival arrival;

    /** Rows that arrived then. */
    LabelFields(ReadingRules rules, LogShape shape, Arrival arrival) {
        this.rules = rules;
        this.shape = shape;
        this.arrival = arrival;
    }

    /** The label of a row; null or WITHDRAWN takes back what its source said before. */
    LabelEvent read(Fields fields, RowTimes times) throws RejectedRow {
        String id = PredictionFields.id(fields, shape);
        if (!fields.has(ACTUAL)) {
            throw new RejectedRow(
                    RejectReason.MISSING_VALUE, ACTUAL + " is absent; a label taken back says null or " + WITHDRAWN);
        }
        Optional<String> actual = known(fields.optionalText(ACTUAL));
        Optional<Instant> labelledAt = times.optional(fields, "labelled_at");
        String source = fields.optionalText("source").orElse(UNNAMED_SOURCE);
        return LabelEvent.ofImage(id, actual, labelledAt, source, arrival);
    }

    /**
     * The label that the row of this prediction carries. In a line of a file null says nothing. In a row that can be
     * changed it is what the row says now: that it has no label, or none any more.
     */
    Optional<LabelEvent> carried(Fields fields, LoggedPrediction of) throws RejectedRow {
        Optional<String> said = known(fields.optionalText(ACTUAL));
        boolean changeable = shape.changeable();
        if (fields.optionalText(ACTUAL).isEmpty() && !changeable) {
            return Optional.empty();
        }
        Optional<LabelEvent.LabelledRow> row = changeable
                ? Optional.of(new LabelEvent.LabelledRow(
                        of.prediction().at(), of.prediction().modelVersion()))
                : Optional.empty();
        return Optional.of(
                new LabelEvent(of.predictionId(), said, Optional.empty(), shape.labelSource(), arrival, row));
    }

    private Optional<String> known(Optional<String> said) throws RejectedRow {
        Optional<String> actual = said.filter(text -> !text.equals(WITHDRAWN));
        if (actual.isPresent() && !rules.classes().contains(actual.get())) {
            throw new RejectedRow(RejectReason.UNKNOWN_CLASS, ACTUAL + " is none of " + rules.classes());
        }
        return actual;
    }
}
