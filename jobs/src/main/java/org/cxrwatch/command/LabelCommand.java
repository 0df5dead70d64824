package org.cxrwatch.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.io.files.Inbox;
import org.cxrwatch.io.files.LabelFile;
import org.cxrwatch.log.LogRows;
import org.cxrwatch.log.LogShape;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.ReadRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label}. */
@Command(
        name = "label",
        description = "Records what images show: `label ID CLASS`, or many with --file; or takes it back: `label ID"
                + " --withdraw`.")
final class LabelCommand implements Callable<Integer> {

    private static final String ID = "prediction_id";
    private static final String ACTUAL = "actual_label";
    private static final String LABELLED_AT = "labelled_at";
    private static final String SOURCE = "source";

    private final Workplace place;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The prediction_id of the image.")
    private String id;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CLASS", description = "What it shows.")
    private String actualClass;

    @Option(names = "--withdraw", description = "Takes back what the same source said of the image.")
    private boolean withdraw;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Labels as JSON lines or CSV (.csv): prediction_id, actual_label (or WITHDRAWN), and if known"
                    + " labelled_at and source.")
    private Path file;

    @Option(names = "--source", paramLabel = "NAME", description = "Who says so. Default: manual.")
    private String source = LogSources.MANUAL;

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = TimeText.Converter.class,
            description = "When it was said: a day or an instant with its zone. Default: now.")
    private TimeText at;

    LabelCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        Instant now = place.now();
        LogRows rows = new LogRows(Policies.reading(settings), LogShape.FILE, Arrival.observed(now));
        List<LabelEvent> labels = file == null ? List.of(one(rows, settings)) : ofFile(rows, new LabelFile(file));
        Path written = new Inbox(LogSources.inbox(settings)).putLabels(labels, now);
        long withdrawn =
                labels.stream().filter(label -> label.actualClass().isEmpty()).count();
        String said = said(labels.size() - withdrawn, withdrawn)
                + " It counts with the next `cxrwatch ingest`, or with the next `cxrwatch nightly`.";
        place.answer(Facts.said(said)
                .with("labels", labels.size())
                .with("withdrawals", withdrawn)
                .with("file", written));
        return ExitCode.DONE.number();
    }

    private static String said(long given, long withdrawn) {
        String labels = given == 1 ? "1 label" : given + " labels";
        String takenBack = withdrawn == 1 ? "1 withdrawal" : withdrawn + " withdrawals";
        return "Recorded " + (withdrawn == 0 ? labels : given == 0 ? takenBack : labels + " and " + takenBack) + ".";
    }

    private LabelEvent one(LogRows rows, Settings settings) {
        if (id == null || id.isBlank()) {
            throw new UsageException(
                    "label does not know which image is meant: the id is missing or empty. Nothing was recorded.",
                    "Name it and its class: `cxrwatch label ID "
                            + settings.classes().positive() + "`.");
        }
        if (withdraw == (actualClass != null)) {
            throw new UsageException(
                    withdraw
                            ? "label cannot give a class and withdraw it at once. Nothing was recorded."
                            : "label does not know what the image shows. Nothing was recorded.",
                    "Give a class, " + classes(settings) + ", or --withdraw.");
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode().put(ID, id).put(ACTUAL, actualClass);
        ReadRow read = read(rows, 1, values);
        if (read instanceof ReadRow.OfReject reject) {
            throw refused(reject, settings);
        }
        return ((ReadRow.OfLabel) read).event();
    }

    private static UsageException refused(ReadRow.OfReject reject, Settings settings) {
        return new UsageException(
                "The label cannot be recorded: " + reject.detail() + ". Nothing was recorded.",
                reject.reason() == RejectReason.UNKNOWN_CLASS
                        ? "The classes are " + classes(settings) + "; --withdraw takes a label back."
                        : "Correct it and call the command again.");
    }

    private static String classes(Settings settings) {
        return settings.classes().positive() + " and " + settings.classes().negative();
    }

    private List<LabelEvent> ofFile(LogRows rows, LabelFile from) {
        if (id != null || withdraw) {
            throw new UsageException(
                    "label takes labels from a file or from the command line, not from both. Nothing was recorded.",
                    "Leave out the id, the class and --withdraw, or --file.");
        }
        List<LabelEvent> labels =
                from.rows().stream().map(row -> event(rows, from, row)).toList();
        if (labels.isEmpty()) {
            throw new DataException(
                    "The file " + file + " holds no label: nothing was recorded",
                    "Write a JSON object a line, or CSV with the names of the columns in its first line");
        }
        return labels;
    }

    private LabelEvent event(LogRows rows, LabelFile from, LabelFile.Row row) {
        ReadRow read = read(rows, row.line(), ((ObjectNode) row.values()).deepCopy());
        if (read instanceof ReadRow.OfReject reject) {
            throw from.wrong(row.line(), reject.detail());
        }
        return ((ReadRow.OfLabel) read).event();
    }

    /** By the rules of ingest. What has no time was said at --at or now, what has no source by --source. */
    private ReadRow read(LogRows rows, long line, ObjectNode values) {
        if (!values.hasNonNull(LABELLED_AT)) {
            values.put(
                    LABELLED_AT,
                    Optional.ofNullable(at)
                            .map(TimeText::instant)
                            .orElseGet(place::now)
                            .toString());
        }
        if (!values.hasNonNull(SOURCE)) {
            values.put(SOURCE, source);
        }
        String said = values.path(ACTUAL).asText();
        return rows.read(new LogRows.Place(Piece.Kind.LABEL, line), values, () -> "").stream()
                .map(row -> row instanceof ReadRow.OfReject reject ? withNearest(reject, said) : row)
                .findFirst()
                .orElseThrow();
    }

    private ReadRow withNearest(ReadRow.OfReject reject, String said) {
        Settings.Classes classes = place.settings().classes();
        String near = reject.reason() != RejectReason.UNKNOWN_CLASS
                ? ""
                : NearestName.find(
                                said.toUpperCase(java.util.Locale.ROOT),
                                List.of(classes.positive(), classes.negative()))
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("");
        return new ReadRow.OfReject(
                reject.line(),
                reject.kind(),
                reject.reason(),
                reject.detail() + near,
                reject.raw(),
                reject.modelVersion());
    }
}
