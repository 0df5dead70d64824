package org.cxrwatch.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.io.files.Inbox;
import org.cxrwatch.log.LogRows;
import org.cxrwatch.log.LogShape;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.ReadRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code predictions record}. */
@Command(
        name = "record",
        description = "Records an answer by hand, with an id and the time minted here. It is a test and counts in no"
                + " metric, unless --counted is given.")
final class PredictionsRecordCommand implements Callable<Integer> {

    private final Workplace place;

    @Option(names = "--prediction", required = true, paramLabel = "CLASS", description = "What the model answered.")
    private String prediction;

    @Option(names = "--confidence", required = true, paramLabel = "C", description = "How sure it was, 0 to 1.")
    private double confidence;

    @Option(names = "--processing-time-ms", paramLabel = "MS", description = "How long it took. Default: not logged.")
    private Double milliseconds;

    @Option(names = "--model-version", required = true, paramLabel = "V", description = "Which version answered.")
    private String version;

    @Option(names = "--counted", description = "Counts as any request does.")
    private boolean counted;

    PredictionsRecordCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        Instant now = place.now().truncatedTo(ChronoUnit.MILLIS);
        String id = UUID.randomUUID().toString();
        ObjectNode line = line(id, now);
        check(line, settings, now);
        Path folder = counted ? LogSources.recorded(settings) : LogSources.inbox(settings);
        Path written = new Inbox(folder).putPrediction(line, now);
        String said = "Recorded prediction " + id + (counted ? "" : " as a test, which no metric counts")
                + ". It is taken with the next `cxrwatch ingest` or nightly; then `cxrwatch predictions recent`"
                + " shows it.";
        place.answer(Facts.said(said)
                .with("prediction_id", id)
                .with("at", now)
                .with("counted", counted)
                .with("file", written));
        return ExitCode.DONE.number();
    }

    private ObjectNode line(String id, Instant now) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("prediction_id", id);
        line.put("timestamp", now.toString());
        line.put("model_version", version);
        line.put("prediction", prediction);
        line.put("confidence", confidence);
        line.put("processing_time_ms", milliseconds);
        line.put("status", RequestStatus.SUCCESS.text());
        return line;
    }

    /** By the rules of ingest, so that what is recorded is taken. */
    private static void check(ObjectNode line, Settings settings, Instant now) {
        LogRows rows = new LogRows(Policies.reading(settings), LogShape.FILE, Arrival.observed(now));
        rows.read(new LogRows.Place(Piece.Kind.PREDICTION, 1), line, () -> "").stream()
                .filter(ReadRow.OfReject.class::isInstance)
                .map(ReadRow.OfReject.class::cast)
                .findFirst()
                .ifPresent(reject -> {
                    throw new UsageException(
                            "The prediction cannot be recorded: " + reject.detail() + ". Nothing was recorded.",
                            "The classes are " + settings.classes().positive() + " and "
                                    + settings.classes().negative() + ", confidence is from 0 to 1, times are not below"
                                    + " 0. Correct it and call the command again.");
                });
    }
}
