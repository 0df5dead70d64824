package org.cxrwatch.log;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.port.Piece.Kind;

/**
 * How a log names its values and what it means by them.
 *
 * @param idNames where the id of a prediction is; of several the first that is there
 * @param duration how long a request took
 * @param rowIdName where the key of a row that can be changed is; empty if rows cannot
 * @param labelSource who is said to give the label that a prediction's row carries
 * @param numbers how numbers are written
 */
public record LogShape(List<String> idNames, Duration duration, String rowIdName, String labelSource, Numbers numbers)
        implements Serializable {

    /** Rows of files whose values have types, such as JSON's. */
    public static final LogShape FILE = new LogShape(
            List.of("prediction_id"), new Duration("processing_time_ms", 1000.0), "", "prediction", Numbers.TYPED);

    /** Rows of CSV, whose cells are all text. */
    public static final LogShape CSV =
            new LogShape(FILE.idNames, FILE.duration, FILE.rowIdName, FILE.labelSource, Numbers.AS_TEXT);

    /** Copies the list. */
    public LogShape {
        idNames = List.copyOf(idNames);
    }

    /** Rows of the service's database: the image's id is optional, and a row can be changed later. */
    public static LogShape database(double durationsPerSecond) {
        Duration duration = new Duration("processing_time", durationsPerSecond);
        return new LogShape(List.of("image_id", "id"), duration, "id", "database", Numbers.TYPED);
    }

    /** The names of the values without which no row of this kind can be used. */
    public List<String> required(Kind kind) {
        return switch (kind) {
            case PREDICTION ->
                Stream.concat(idNames.stream(), PredictionFields.REQUIRED.stream())
                        .toList();
            case LABEL ->
                Stream.concat(idNames.stream(), Stream.of(LabelFields.ACTUAL)).toList();
            case SYSTEM -> List.of(SystemFields.TIMESTAMP);
        };
    }

    /** Whether a row can be changed after it was written. */
    boolean changeable() {
        return !rowIdName.isEmpty();
    }

    /** How numbers are written. */
    public enum Numbers {
        /** As numbers; text is none. */
        TYPED,
        /** As text. */
        AS_TEXT
    }

    /**
     * A duration.
     *
     * @param name under which it is logged
     * @param perSecond how many of its units are a second
     */
    public record Duration(String name, double perSecond) implements Serializable {}
}
