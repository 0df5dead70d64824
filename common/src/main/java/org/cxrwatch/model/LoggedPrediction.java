package org.cxrwatch.model;

import java.util.Optional;

/**
 * A request as its log has it: what summaries need, and what tells it from others.
 *
 * @param predictionId the image's id; the same image sent again keeps it
 * @param prediction the request
 * @param imageHash hash of the image, if logged
 * @param errorMessage why it failed, if it did and says so
 */
public record LoggedPrediction(
        String predictionId, Prediction prediction, Optional<String> imageHash, Optional<String> errorMessage) {}
