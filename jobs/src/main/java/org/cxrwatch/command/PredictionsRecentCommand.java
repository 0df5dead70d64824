package org.cxrwatch.command;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.port.RecentPredictions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code predictions recent}. */
@Command(
        name = "recent",
        description = "The newest requests in the lake, the newest first; looks through the newest "
                + RecentPredictions.DAYS + " days that have any.")
final class PredictionsRecentCommand implements Callable<Integer> {

    private static final int LONGEST_MESSAGE = 60;

    private final Workplace place;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, at most " + RecentPredictions.MOST + ". Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--status", paramLabel = "S", description = "Those that ended so: success, error or timeout.")
    private String status;

    @Option(names = "--model-version", paramLabel = "V", description = "One version of the model.")
    private String modelVersion;

    PredictionsRecentCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > RecentPredictions.MOST) {
            throw new UsageException(
                    "--limit " + limit + " is not between 1 and " + RecentPredictions.MOST + ".",
                    "More rows are for a reader of the lake's table prediction: docs/data-scientists.md.");
        }
        RecentPredictions.Query query = new RecentPredictions.Query(
                limit,
                Optional.ofNullable(status).map(PredictionsRecentCommand::known),
                Optional.ofNullable(modelVersion));
        try (Ports ports = place.open("predictions recent")) {
            place.answer(listing(ports.recentPredictions().newest(query)));
        }
        return ExitCode.DONE.number();
    }

    private static RequestStatus known(String text) {
        return Arrays.stream(RequestStatus.values())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--status " + text + " is not known.",
                        "Requests end with one of "
                                + Arrays.stream(RequestStatus.values())
                                        .map(RequestStatus::text)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static Listing<LoggedPrediction> listing(RecentPredictions.Found found) {
        String nothing = found.since()
                .map(day -> "No request since " + day + " matches. Leave out --status or --model-version.")
                .orElse("The lake has no requests yet: `cxrwatch ingest` takes them in.");
        return new Listing<>(found.rows(), nothing)
                .field("timestamp", row -> row.prediction().at())
                .shown("TIME", row -> row.prediction().at().toString())
                .column("prediction_id", "ID", LoggedPrediction::predictionId)
                .column("model_version", "VERSION", row -> row.prediction().modelVersion())
                .column("status", "STATUS", row -> row.prediction().status().text())
                .column("prediction", "CLASS", row -> answer(row, Prediction.Answer::predictedClass))
                .column("confidence", "CONFIDENCE", row -> answer(row, Prediction.Answer::confidence))
                .column(
                        "latency_seconds",
                        "SECONDS",
                        row -> Readings.value(row.prediction().latency()))
                .shown("ERROR", row -> row.errorMessage().map(PredictionsRecentCommand::begin))
                .field("error_message", LoggedPrediction::errorMessage)
                .field("image_hash", LoggedPrediction::imageHash)
                .field("features", row -> new TreeMap<>(row.prediction().features()))
                .field("attributes", row -> new TreeMap<>(row.prediction().attributes()));
    }

    /** What a request that failed holds as its answer says nothing. */
    private static Optional<Object> answer(LoggedPrediction row, Function<Prediction.Answer, Object> part) {
        return row.prediction().succeeded()
                ? Optional.of(part.apply(row.prediction().answer()))
                : Optional.empty();
    }

    private static String begin(String message) {
        int length = message.codePointCount(0, message.length());
        return length <= LONGEST_MESSAGE
                ? message
                : message.substring(0, message.offsetByCodePoints(0, LONGEST_MESSAGE - 1)) + "…";
    }
}
