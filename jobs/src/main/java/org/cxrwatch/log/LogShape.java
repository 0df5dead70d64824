package org.cxrwatch.log;

import java.io.Serializable;
import java.util.List;

/**
 * How a log names its values and what it means by them.
 *
 * @param idNames where the id of a prediction is; of several the first that is there
 * @param duration how long a request took
 * @param rowIdName where the key of a row that can be changed is; empty if rows cannot
 * @param labelSource who is said to give the label that a prediction's row carries
 */
public record LogShape(List<String> idNames, Duration duration, String rowIdName, String labelSource)
        implements Serializable {

    /** Lines of files. */
    public static final LogShape FILE =
            new LogShape(List.of("prediction_id"), new Duration("processing_time_ms", 1000.0), "", "prediction");

    /** Copies the list. */
    public LogShape {
        idNames = List.copyOf(idNames);
    }

    /** Rows of the service's database: the image's id is optional, and a row can be changed later. */
    public static LogShape database(double durationsPerSecond) {
        Duration duration = new Duration("processing_time", durationsPerSecond);
        return new LogShape(List.of("image_id", "id"), duration, "id", "database");
    }

    /** Whether a row can be changed after it was written. */
    boolean changeable() {
        return !rowIdName.isEmpty();
    }

    /**
     * A duration.
     *
     * @param name under which it is logged
     * @param perSecond how many of its units are a second
     */
    public record Duration(String name, double perSecond) implements Serializable {}
}
