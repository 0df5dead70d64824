package org.cxrwatch.job;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.port.ReadRow;

/**
 * A row of a service's table as a test changes it.
 *
 * @param id primary key; empty for a line of a file
 * @param image id of the image
 * @param at when it was predicted
 * @param status how it ended
 * @param answer the class
 * @param confidence of the class
 * @param latency in seconds
 */
record DatabaseRow(
        String id, String image, Instant at, RequestStatus status, String answer, double confidence, double latency)
        implements Serializable {

    static final String VERSION = "v1.0.0";

    /** A success of an image of this name, under a key of this name. */
    static DatabaseRow of(String name, LocalDate day, String time) {
        return new DatabaseRow("row-" + name, name, instant(day, time), RequestStatus.SUCCESS, "NORMAL", 0.75, 0.186);
    }

    private static Instant instant(LocalDate day, String time) {
        return Instant.parse(day + "T" + time + "Z");
    }

    DatabaseRow keyed(String key) {
        return new DatabaseRow(key, image, at, status, answer, confidence, latency);
    }

    DatabaseRow of(String otherImage) {
        return new DatabaseRow(id, otherImage, at, status, answer, confidence, latency);
    }

    DatabaseRow at(LocalDate day, String time) {
        return new DatabaseRow(id, image, instant(day, time), status, answer, confidence, latency);
    }

    DatabaseRow failed() {
        return new DatabaseRow(id, image, at, RequestStatus.ERROR, answer, confidence, latency);
    }

    DatabaseRow says(String otherAnswer, double otherConfidence) {
        return new DatabaseRow(id, image, at, status, otherAnswer, otherConfidence, latency);
    }

    DatabaseRow took(double seconds) {
        return new DatabaseRow(id, image, at, status, answer, confidence, seconds);
    }

    ReadRow read(long line) {
        Prediction prediction = new Prediction(
                VERSION,
                at,
                status,
                OptionalDouble.of(latency),
                new Prediction.Answer(answer, confidence, answer.equals("PNEUMONIA") ? confidence : 1 - confidence),
                Map.of("mean_intensity", 100 + confidence),
                Map.of("site", "north"));
        return new ReadRow.OfPrediction(
                line, new LoggedPrediction(image, prediction, Optional.empty(), Optional.empty()), id);
    }
}
