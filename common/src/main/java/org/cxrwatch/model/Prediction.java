package org.cxrwatch.model;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One logged request, as far as summaries need it.
 *
 * @param modelVersion who answered
 * @param at when
 * @param status how it ended
 * @param latency seconds; empty if not logged
 * @param answer class and confidence; meaningless unless the request succeeded
 * @param features image statistics by name; may hold NaN and infinities
 * @param attributes categories by name
 */
public record Prediction(
        String modelVersion,
        Instant at,
        RequestStatus status,
        OptionalDouble latency,
        Answer answer,
        Map<String, Double> features,
        Map<String, String> attributes) {

    /**
     * What the model said.
     *
     * @param predictedClass the class
     * @param confidence probability of that class, 0 to 1
     * @param positiveScore probability of the positive class, 0 to 1
     */
    public record Answer(String predictedClass, double confidence, double positiveScore) {}

    /** Copies the maps. */
    public Prediction {
        features = Map.copyOf(features);
        attributes = Map.copyOf(attributes);
    }

    /** Whether the request was answered. */
    public boolean succeeded() {
        return status == RequestStatus.SUCCESS;
    }
}
