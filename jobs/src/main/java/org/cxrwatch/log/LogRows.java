package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;

/** Reads the rows of one portion of a log from their named values. */
public final class LogRows {

    /** How many characters of a rejected row are kept. */
    public static final int LONGEST_RAW = 2_000;

    private final LogShape shape;
    private final RowTimes times;
    private final PredictionFields predictions;
    private final LabelFields labels;

    /** Rows of a log of this shape that arrived then, read by these rules. */
    public LogRows(ReadingRules rules, LogShape shape, Arrival arrival) {
        this.shape = shape;
        this.times = new RowTimes(rules, arrival);
        this.predictions = new PredictionFields(rules, shape);
        this.labels = new LabelFields(rules, shape, arrival);
    }

    /** Where a row is: its kind and its number. */
    public record Place(Kind kind, long line) {}

    /**
     * The rows that an object is: a prediction and the label it carries, a label event, a sample; or why it is none.
     *
     * @param raw the row as it was found, asked for only if it cannot be used
     */
    public List<ReadRow> read(Place place, JsonNode object, Supplier<String> raw) {
        try {
            Fields fields = new Fields(object, shape.numbers());
            return switch (place.kind()) {
                case PREDICTION -> prediction(place, fields, raw);
                case LABEL -> List.of(label(place, fields));
                case SYSTEM -> List.of(sample(place, fields));
            };
        } catch (RejectedRow why) {
            return List.of(rejected(place, why, raw.get()));
        }
    }

    /** A row that cannot be used. */
    public static ReadRow rejected(Place place, RejectedRow why, String raw) {
        String text = raw.replace('\0', '\uFFFD');
        String kept = text.length() <= LONGEST_RAW ? text : text.substring(0, LONGEST_RAW);
        return new ReadRow.OfReject(place.line(), place.kind(), why.reason(), why.getMessage(), kept);
    }

    /** How many local times read so far occur twice because clocks were set back; the earlier was taken. */
    public long ambiguousTimes() {
        return times.ambiguous();
    }

    private List<ReadRow> prediction(Place place, Fields fields, Supplier<String> raw) throws RejectedRow {
        LoggedPrediction read = predictions.read(fields, times);
        String rowId = shape.changeable() ? fields.text(shape.rowIdName()) : "";
        ReadRow prediction = new ReadRow.OfPrediction(place.line(), read, rowId);
        return Stream.concat(Stream.of(prediction), carried(place, fields, read, raw).stream())
                .toList();
    }

    private Optional<ReadRow> carried(Place place, Fields fields, LoggedPrediction read, Supplier<String> raw) {
        try {
            LocalDate day = LocalDate.ofInstant(read.prediction().at(), ZoneOffset.UTC);
            return labels.carried(fields, read)
                    .map(event -> new ReadRow.OfLabel(place.line(), event, Optional.of(day)));
        } catch (RejectedRow why) {
            return Optional.of(rejected(new Place(Kind.LABEL, place.line()), why, raw.get()));
        }
    }

    private ReadRow label(Place place, Fields fields) throws RejectedRow {
        LabelEvent event = labels.read(fields, times);
        Optional<LocalDate> day = event.labelledAt().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        return new ReadRow.OfLabel(place.line(), event, day);
    }

    private ReadRow sample(Place place, Fields fields) throws RejectedRow {
        SystemSample sample = SystemFields.read(fields, times);
        return new ReadRow.OfSystem(place.line(), sample);
    }
}
