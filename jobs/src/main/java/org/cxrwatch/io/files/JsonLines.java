package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.cxrwatch.io.files.BoundedLines.Line;
import org.cxrwatch.log.RejectedRow;

/** JSON lines: each line a row. */
final class JsonLines implements Entries {

    private final InputStream in;
    private final BoundedLines lines;
    private final Growth growth;
    private long waiting;

    JsonLines(InputStream in, Growth growth) {
        this.in = in;
        this.lines = new BoundedLines(in);
        this.growth = growth;
    }

    private record JsonLine(Line text) implements Entry {

        @Override
        public long line() {
            return text.number();
        }

        @Override
        public JsonNode values() throws RejectedRow {
            return JsonObjects.read(text);
        }

        @Override
        public String raw() {
            return text.beginning();
        }
    }

    /** A line without its newline counts if it is whole; else the rest of it is still to come. */
    @Override
    public Optional<Entry> next() throws IOException {
        Optional<Line> line = lines.next();
        if (line.isPresent() && growth == Growth.MAY_GROW && isHalf(line.get())) {
            waiting = line.get().length();
            return Optional.empty();
        }
        return line.map(JsonLine::new);
    }

    private static boolean isHalf(Line line) {
        if (line.finished()) {
            return false;
        }
        try {
            JsonObjects.read(line);
            return false;
        } catch (RejectedRow half) {
            return true;
        }
    }

    @Override
    public long waitingBytes() {
        return waiting;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
