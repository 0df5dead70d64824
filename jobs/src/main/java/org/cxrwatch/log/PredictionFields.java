package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Prediction.Answer;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.RequestStatus;

/** A row of the predictions. Of a failed request, class and confidence say nothing and are not judged. */
final class PredictionFields {

    /** What every row has, beside its id. */
    static final String CONFIDENCE = "confidence";

    static final List<String> REQUIRED = List.of("timestamp", "model_version", "prediction", CONFIDENCE, "status");

    private static final int MOST_ATTRIBUTES = 100;
    private static final int LONGEST_ATTRIBUTE = 200;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final String ENUM_PREFIX = "predictionstatus.";
    private static final String FAILED = RequestStatus.ERROR.text();
    private static final String LATE = RequestStatus.TIMEOUT.text();
    private static final String NO_CLASS = "unknown";

    private final ReadingRules rules;
    private final LogShape shape;

    PredictionFields(ReadingRules rules, LogShape shape) {
        this.rules = rules;
        this.shape = shape;
    }

    /** The request of a row. */
    LoggedPrediction read(Fields fields, RowTimes times) throws RejectedRow {
        String id = id(fields, shape);
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
    static String id(Fields fields, LogShape shape) throws RejectedRow {
        for (String name : shape.idNames()) {
            Optional<String> id = fields.optionalText(name);
            if (id.isPresent()) {
                return id.get();
            }
        }
        throw new RejectedRow(
                RejectReason.MISSING_ID, String.join(" and ", shape.idNames()) + " is absent, null or empty");
    }

    /** Whether a row is of a request that failed, as far as it says so. */
    static boolean failed(JsonNode row) {
        String status = row.path("status").asText().strip();
        return status.regionMatches(true, status.length() - FAILED.length(), FAILED, 0, FAILED.length())
                || status.regionMatches(true, status.length() - LATE.length(), LATE, 0, LATE.length());
    }

    private static RequestStatus status(String text) throws RejectedRow {
        String lower = text.toLowerCase(Locale.ROOT);
        String word = lower.startsWith(ENUM_PREFIX) ? lower.substring(ENUM_PREFIX.length()) : lower;
        for (RequestStatus status : RequestStatus.values()) {
            if (status.text().equals(word)) {
                return status;
            }
        }
        throw new RejectedRow(RejectReason.UNKNOWN_STATUS, "status is not success, error or timeout");
    }

    private Answer answer(Fields fields) throws RejectedRow {
        String predicted = fields.text("prediction");
        if (!rules.classes().contains(predicted)) {
            throw new RejectedRow(RejectReason.UNKNOWN_CLASS, "prediction is none of " + rules.classes());
        }
        double confidence = fields.number(CONFIDENCE)
                .orElseThrow(() -> new RejectedRow(RejectReason.MISSING_VALUE, "confidence is absent or null"));
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new RejectedRow(
                    RejectReason.BAD_CONFIDENCE,
                    "confidence is not from 0 to 1" + (confidence <= 100 && confidence > 1 ? ": per cent?" : ""));
        }
        ConfidenceMeaning.Sign sign = predicted.equals(rules.positiveClass())
                ? ConfidenceMeaning.Sign.POSITIVE
                : ConfidenceMeaning.Sign.NEGATIVE;
        return rules.confidence().answer(predicted, confidence, sign);
    }

    private static Answer noAnswer(Fields fields) throws RejectedRow {
        return new Answer(fields.prose("prediction", LONGEST_ATTRIBUTE).orElse(NO_CLASS), 0, 0);
    }

    private OptionalDouble latency(Fields fields) throws RejectedRow {
        LogShape.Duration duration = shape.duration();
        OptionalDouble logged = fields.number(duration.name());
        if (logged.isPresent() && logged.getAsDouble() < 0) {
            throw new RejectedRow(RejectReason.NEGATIVE_DURATION, duration.name() + " is below 0");
        }
        return logged.isPresent() ? OptionalDouble.of(logged.getAsDouble() / duration.perSecond()) : logged;
    }
}
