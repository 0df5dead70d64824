package org.cxrwatch.io.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.files.BoundedLines.Line;
import org.cxrwatch.log.LogRows;
import org.cxrwatch.log.LogRows.Place;
import org.cxrwatch.log.LogShape;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.RowReader.Portion;

/** The rows of a file that was found to be whole. */
final class FileRows implements RowReader.Rows {

    private static final int MOST_BYTES_A_CHARACTER = 4;

    private final StoredFile file;
    private final Portion portion;
    private final LogRows rows;
    private final InputStream in;
    private final BoundedLines lines;
    private final ArrayDeque<ReadRow> ready = new ArrayDeque<>();
    private boolean ended;

    FileRows(StoredFile file, Portion portion, ReadingRules rules) {
        this.file = file;
        this.portion = portion;
        this.rows = new LogRows(rules, LogShape.FILE, portion.arrival());
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
        } catch (RejectedRow half) {
            end(line.length());
            return;
        }
        read(line);
    }

    private void end(long waitingBytes) {
        ended = true;
        ready.add(rows.end(waitingBytes));
        close();
    }

    private void read(Line line) {
        Place place = new Place(portion.kind(), line.number());
        try {
            ready.addAll(rows.read(place, JsonObjects.read(line), () -> raw(line)));
        } catch (RejectedRow why) {
            ready.add(LogRows.rejected(place, why, raw(line)));
        }
    }

    private static String raw(Line line) {
        int bytes = Math.min(line.bytes().length, LogRows.LONGEST_RAW * MOST_BYTES_A_CHARACTER);
        return new String(line.bytes(), 0, bytes, StandardCharsets.UTF_8);
    }

    private TransientException cutOff(IOException cause) {
        return new TransientException(
                "The file " + portion.path() + " could be read to its end a moment ago, and now cannot: "
                        + cause.getMessage(),
                "Check the disk or network share it is on, then run the command again: nothing of it was taken",
                cause);
    }
}
