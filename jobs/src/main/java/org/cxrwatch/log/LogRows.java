package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.schema.RowShape;

/** Reads the rows of one portion of a log from their named values. */
public final class LogRows {

    /** How many characters of a rejected row are kept. */
    public static final int LONGEST_RAW = 2_000;

    private final LogShape shape;
    private final TextNumbers textNumbers;
    private final Contract contract;
    private final EnumMap<Kind, ContractCheck> checks = new EnumMap<>(Kind.class);
    private final EnumMap<Kind, ShapeCollector> shapes = new EnumMap<>(Kind.class);
    private final RowTimes times;
    private final PredictionFields predictions;
    private final LabelFields labels;

    /** Rows of a log of this shape that arrived then, read by these rules. */
    public LogRows(ReadingRules rules, LogShape shape, Arrival arrival) {
        this.shape = shape;
        this.textNumbers = new TextNumbers(shape);
        this.contract = rules.contract();
        this.times = new RowTimes(rules, arrival);
        this.predictions = new PredictionFields(rules, shape);
        this.labels = new LabelFields(rules, shape, arrival);
    }

    /** Where a row is: its kind and its number. */
    public record Place(Kind kind, long line) {}

    /**
     * The rows that an object is: a prediction and the label it carries, a label event, a sample; or why it is none.
     *
     * @param object the values, in which numbers that are written as text are set in their places
     * @param raw the row as it was found, asked for only if it cannot be used
     */
    public List<ReadRow> read(Place place, JsonNode object, Supplier<String> raw) {
        if (shape.numbers() == LogShape.Numbers.AS_TEXT) {
            textNumbers.set(place.kind(), object);
        }
        String version = place.kind() == Kind.PREDICTION ? version(object) : "";
        ShapeCollector collector = shapes.computeIfAbsent(place.kind(), ShapeCollector::new);
        collector.add(version, object);
        try {
            Fields fields = new Fields(object);
            List<ReadRow> read = switch (place.kind()) {
                case PREDICTION -> prediction(place, fields, raw);
                case LABEL -> List.of(label(place, fields));
                case SYSTEM -> List.of(sample(place, fields));
            };
            if (place.kind() != Kind.PREDICTION || !PredictionFields.failed(object)) {
                collector.notAllowed(version, check(place.kind()).check(object));
            }
            return read;
        } catch (RejectedRow why) {
            return List.of(rejected(place, why, raw.get(), version));
        }
    }

    /** A row that cannot be used, and is not even an object. */
    public static ReadRow rejected(Place place, RejectedRow why, String raw) {
        return rejected(place, why, raw, "");
    }

    private static ReadRow rejected(Place place, RejectedRow why, String raw, String version) {
        String text = raw.replace('\0', '\uFFFD');
        String kept = text.length() <= LONGEST_RAW ? text : text.substring(0, LONGEST_RAW);
        return new ReadRow.OfReject(place.line(), place.kind(), why.reason(), why.getMessage(), kept, version);
    }

    /** The end of the file, with what was seen of all rows read so far. */
    public ReadRow.OfFile end(long waitingBytes) {
        SortedMap<String, RowShape> seen = new TreeMap<>();
        shapes.values().forEach(collector -> seen.putAll(collector.shapes()));
        return new ReadRow.OfFile(waitingBytes, times.ambiguous(), "", seen);
    }

    private ContractCheck check(Kind kind) {
        return checks.computeIfAbsent(kind, of -> new ContractCheck(contract.of(of), shape));
    }

    /** The version as a row says it, whatever else is wrong with it; empty if it cannot be read. */
    private static String version(JsonNode object) {
        JsonNode version = object.path("model_version");
        if (!version.isTextual() && !version.isIntegralNumber()) {
            return "";
        }
        String text = version.asText().strip();
        return text.length() <= Fields.LONGEST_TEXT && text.indexOf('\0') < 0 ? text : "";
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
                    .map(event -> new ReadRow.OfLabel(
                            place.line(),
                            event,
                            Optional.of(day),
                            read.prediction().modelVersion()));
        } catch (RejectedRow why) {
            return Optional.of(rejected(
                    new Place(Kind.LABEL, place.line()),
                    why,
                    raw.get(),
                    read.prediction().modelVersion()));
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
