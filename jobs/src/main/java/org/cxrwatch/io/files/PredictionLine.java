package org.cxrwatch.io.files;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Prediction.Answer;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.RequestStatus;

/** A line of a predictions file. Of a failed request, class and confidence say nothing and are not judged. */
final class PredictionLine {

    private static final double MILLIS_A_SECOND = 1000.0;
    private static final int MOST_ATTRIBUTES = 100;
    private static final int LONGEST_ATTRIBUTE = 200;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final String ENUM_PREFIX = "predictionstatus.";
    private static final String NO_CLASS = "unknown";

    private final ReadingRules rules;

    PredictionLine(ReadingRules rules) {
        this.rules = rules;
    }

    /** The request on a line. */
    LoggedPrediction read(Fields fields, RowTimes times) throws RejectedLine {
        String id = id(fields);
        Instant at = times.required(fields, "timestamp");
        String version = fields.text("model_version");
        RequestStatus status = status(fields.text("status"));
        Answer answer = status == RequestStatus.SUCCESS ? answer(fields) : noAnswer(fields);
        OptionalDouble latency = latency(fields);
        Fields metadata = fields.object("metadata");
        Map<String, Double> features = metadata.object("image_stats").measurements();
        Map<String, String> attributes = metadata.categories(MOST_ATTRIBUTES, LONGEST_ATTRIBUTE);
        return new LoggedPrediction(
                id,
                new Prediction(version, at, status, latency, answer, features, attributes),
                fields.optionalText("image_hash"),
                fields.prose("error_message", LONGEST_MESSAGE));
    }

    /** The id that labels name. */
    static String id(Fields fields) throws RejectedLine {
        Optional<String> id = fields.optionalText("prediction_id");
        return id.orElseThrow(
                () -> new RejectedLine(RejectReason.MISSING_ID, "prediction_id is absent, null or empty"));
    }

    private static RequestStatus status(String text) throws RejectedLine {
        String lower = text.toLowerCase(Locale.ROOT);
        String word = lower.startsWith(ENUM_PREFIX) ? lower.substring(ENUM_PREFIX.length()) : lower;
        for (RequestStatus status : RequestStatus.values()) {
            if (status.text().equals(word)) {
                return status;
            }
        }
        throw new RejectedLine(RejectReason.UNKNOWN_STATUS, "status is not success, error or timeout");
    }

    private Answer answer(Fields fields) throws RejectedLine {
        String predicted = fields.text("prediction");
        if (!rules.classes().contains(predicted)) {
            throw new RejectedLine(RejectReason.UNKNOWN_CLASS, "prediction is none of " + rules.classes());
        }
        double confidence = fields.number("confidence")
                .orElseThrow(() -> new RejectedLine(RejectReason.MISSING_VALUE, "confidence is absent or null"));
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new RejectedLine(RejectReason.BAD_CONFIDENCE, "confidence is not from 0 to 1");
        }
        ConfidenceMeaning.Sign sign = predicted.equals(rules.positiveClass())
                ? ConfidenceMeaning.Sign.POSITIVE
                : ConfidenceMeaning.Sign.NEGATIVE;
        return rules.confidence().answer(predicted, confidence, sign);
    }

    private static Answer noAnswer(Fields fields) throws RejectedLine {
        return new Answer(fields.prose("prediction", LONGEST_ATTRIBUTE).orElse(NO_CLASS), 0, 0);
    }

    private static OptionalDouble latency(Fields fields) throws RejectedLine {
        OptionalDouble millis = fields.number("processing_time_ms");
        if (millis.isPresent() && millis.getAsDouble() < 0) {
            throw new RejectedLine(RejectReason.NEGATIVE_DURATION, "processing_time_ms is below 0");
        }
        return millis.isPresent() ? OptionalDouble.of(millis.getAsDouble() / MILLIS_A_SECOND) : millis;
    }
}
