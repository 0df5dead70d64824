package org.cxrwatch.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Somebody said, or took back, what a prediction's image really shows.
 *
 * @param predictionId whose
 * @param actualClass the class; empty if the source withdraws what it said before
 * @param labelledAt when it was said, if the source tells
 * @param source who said it
 * @param arrival when it became known here
 * @param row the one row it is about; empty if it is about every row of its image
 */
public record LabelEvent(
        String predictionId,
        Optional<String> actualClass,
        Optional<Instant> labelledAt,
        String source,
        Arrival arrival,
        Optional<LabelledRow> row) {

    /**
     * One row of an image.
     *
     * @param at when it was predicted
     * @param modelVersion by which version
     */
    public record LabelledRow(Instant at, String modelVersion) {}

    /** What is said of an image. */
    public static LabelEvent ofImage(
            String predictionId,
            Optional<String> actualClass,
            Optional<Instant> labelledAt,
            String source,
            Arrival arrival) {
        return new LabelEvent(predictionId, actualClass, labelledAt, source, arrival, Optional.empty());
    }

    /** When it was said: by its own date, else when it was seen. */
    public Instant saidAt() {
        return labelledAt.orElse(arrival.at());
    }

    /**
     * By when it was said (of words said at one time the undated first), then by source and class: a total order, in
     * which words are equal that say the same. The arrival of a dated word makes no difference.
     */
    public static final Comparator<LabelEvent> BY_SAYING = Comparator.comparing(LabelEvent::saidAt)
            .thenComparing(event -> event.labelledAt().isPresent())
            .thenComparing(LabelEvent::source)
            .thenComparing(event -> event.actualClass().orElse(""));
}
