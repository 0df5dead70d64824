package org.cxrwatch.io.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.files.BoundedLines.Line;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.port.PlannedFile.Kind;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.RowReader.Portion;

/** The rows of a file that was found to be whole. */
final class FileRows implements RowReader.Rows {

    /** How many characters of a rejected line are kept. */
    static final int LONGEST_RAW = 2_000;

    private static final int MOST_BYTES_A_CHARACTER = 4;

    private final StoredFile file;
    private final Portion portion;
    private final RowTimes times;
    private final PredictionLine predictions;
    private final LabelLine labels;
    private final InputStream in;
    private final BoundedLines lines;
    private final ArrayDeque<ReadRow> ready = new ArrayDeque<>();
    private boolean ended;

    FileRows(StoredFile file, Portion portion, ReadingRules rules) {
        this.file = file;
        this.portion = portion;
        this.times = new RowTimes(rules, portion.arrival());
        this.predictions = new PredictionLine(rules);
        this.labels = new LabelLine(rules, portion.arrival());
        try {
            this.in = file.open();
        } catch (IOException e) {
            throw cutOff(e);
        }
        this.lines = new BoundedLines(in);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            readLine();
        }
        return !ready.isEmpty();
    }

    @Override
    public ReadRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    private void readLine() {
        try {
            Optional<Line> line = lines.next();
            if (line.isEmpty()) {
                end(0);
            } else if (line.get().finished() || file.compressed()) {
                read(line.get());
            } else {
                readUnfinished(line.get());
            }
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    /** A line without its newline counts if it is whole; else the rest of it is still to come. */
    private void readUnfinished(Line line) {
        try {
            JsonObjects.read(line);
        } catch (RejectedLine half) {
            end(line.length());
            return;
        }
        read(line);
    }

    private void end(long waitingBytes) {
        ended = true;
        ready.add(new ReadRow.OfFile(waitingBytes, times.ambiguous(), ""));
        close();
    }

    private void read(Line line) {
        try {
            Fields fields = JsonObjects.read(line);
            switch (portion.kind()) {
                case PREDICTION -> readPrediction(line, fields);
                case LABEL -> readLabel(line, fields);
                case SYSTEM -> readSystem(line, fields);
                default -> throw new IllegalStateException("No lines of kind " + portion.kind() + " are known.");
            }
        } catch (RejectedLine e) {
            ready.add(rejected(line, portion.kind(), e));
        }
    }

    private void readPrediction(Line line, Fields fields) throws RejectedLine {
        LoggedPrediction prediction = predictions.read(fields, times);
        ready.add(new ReadRow.OfPrediction(line.number(), prediction));
        try {
            LocalDate day = LocalDate.ofInstant(prediction.prediction().at(), ZoneOffset.UTC);
            labels.carried(fields, prediction.predictionId())
                    .ifPresent(event -> ready.add(new ReadRow.OfLabel(line.number(), event, Optional.of(day))));
        } catch (RejectedLine e) {
            ready.add(rejected(line, Kind.LABEL, e));
        }
    }

    private void readLabel(Line line, Fields fields) throws RejectedLine {
        LabelEvent event = labels.read(fields, times);
        Optional<LocalDate> day = event.labelledAt().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        ready.add(new ReadRow.OfLabel(line.number(), event, day));
    }

    private void readSystem(Line line, Fields fields) throws RejectedLine {
        SystemSample sample = SystemLine.read(fields, times);
        ready.add(new ReadRow.OfSystem(line.number(), sample));
    }

    private static ReadRow rejected(Line line, Kind kind, RejectedLine why) {
        int bytes = Math.min(line.bytes().length, LONGEST_RAW * MOST_BYTES_A_CHARACTER);
        String text = new String(line.bytes(), 0, bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        String raw = text.length() <= LONGEST_RAW ? text : text.substring(0, LONGEST_RAW);
        return new ReadRow.OfReject(line.number(), kind, why.reason(), why.getMessage(), raw);
    }

    private TransientException cutOff(IOException cause) {
        return new TransientException(
                "The file " + portion.path() + " could be read to its end a moment ago, and now cannot: "
                        + cause.getMessage(),
                "Check the disk or network share it is on, then run the command again: nothing of it was taken",
                cause);
    }
}
