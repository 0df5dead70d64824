package org.cxrwatch.io.files;

import java.time.Instant;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.RejectReason;

/** A line of a labels file, or the label that a prediction's line carries. */
final class LabelLine {

    private static final String WITHDRAWN = "WITHDRAWN";
    private static final String ACTUAL = "actual_label";
    private static final String UNNAMED_SOURCE = "labels";
    private static final String PREDICTION_SOURCE = "prediction";

    private final ReadingRules rules;
    private final Arrival arrival;

    /** Lines of a file that arrived then. */
    LabelLine(ReadingRules rules, Arrival arrival) {
        this.rules = rules;
        this.arrival = arrival;
    }

    /** The label on a line; null or WITHDRAWN takes back what its source said before. */
    LabelEvent read(Fields fields, RowTimes times) throws RejectedLine {
        String id = PredictionLine.id(fields);
        if (!fields.has(ACTUAL)) {
            throw new RejectedLine(
                    RejectReason.MISSING_VALUE, ACTUAL + " is absent; a label taken back says null or " + WITHDRAWN);
        }
        Optional<String> actual = known(fields.optionalText(ACTUAL));
        Optional<Instant> labelledAt = times.optional(fields, "labelled_at");
        String source = fields.optionalText("source").orElse(UNNAMED_SOURCE);
        return new LabelEvent(id, actual, labelledAt, source, arrival);
    }

    /** The label that the line of this prediction carries, if it has one; null says nothing there. */
    Optional<LabelEvent> carried(Fields fields, String predictionId) throws RejectedLine {
        Optional<String> said = fields.optionalText(ACTUAL);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LabelEvent(predictionId, known(said), Optional.empty(), PREDICTION_SOURCE, arrival));
    }

    private Optional<String> known(Optional<String> said) throws RejectedLine {
        Optional<String> actual = said.filter(text -> !text.equals(WITHDRAWN));
        if (actual.isPresent() && !rules.classes().contains(actual.get())) {
            throw new RejectedLine(RejectReason.UNKNOWN_CLASS, ACTUAL + " is none of " + rules.classes());
        }
        return actual;
    }
}
