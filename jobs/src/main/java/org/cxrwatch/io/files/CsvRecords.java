package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.cxrwatch.io.files.BoundedLines.Line;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.model.RejectReason;

/**
 * CSV as RFC 4180 has it, below the names of its columns. A record spans lines while a quote is open, up to 1 MiB. What
 * is no record costs its first line only: the next line is tried as a record's beginning, so that a quote too many does
 * not swallow the rows that follow.
 */
final class CsvRecords implements Entries {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private final InputStream in;
    private final BoundedLines lines;
    private final Growth growth;

    /** Read already, and not used: at most 1 MiB and a line. */
    private final ArrayDeque<Line> ahead = new ArrayDeque<>();

    private Columns columns = new Columns(List.of());
    private long waiting;

    private CsvRecords(InputStream in, Growth growth) {
        this.in = in;
        this.lines = new BoundedLines(in);
        this.growth = growth;
    }

    /**
     * The records of this text.
     *
     * @param required columns without which it is not read
     * @throws UnreadableFile if its first line does not name these, or is no header
     */
    static CsvRecords open(InputStream in, Growth growth, List<String> required) throws IOException, UnreadableFile {
        CsvRecords records = new CsvRecords(in, growth);
        try {
            records.readHeader(required);
            return records;
        } catch (IOException | UnreadableFile e) {
            in.close();
            throw e;
        }
    }

    private void readHeader(List<String> required) throws IOException, UnreadableFile {
        Optional<Line> first = line();
        if (first.isEmpty()) {
            return;
        }
        try {
            String text = record(first.get());
            columns = Columns.of(cells(text), required);
            used(text);
        } catch (RejectedRow why) {
            throw new UnreadableFile("its first line does not name columns: " + why.getMessage(), why);
        }
    }

    /** A record that was read, or the reason why a line is none. */
    private record CsvEntry(Line first, String text, List<String> cells, Optional<RejectedRow> why, Columns columns)
            implements Entry {

        @Override
        public long line() {
            return first.number();
        }

        @Override
        public JsonNode values() throws RejectedRow {
            if (why.isPresent()) {
                throw why.get();
            }
            List<Optional<JsonNode>> values = new ArrayList<>(cells.size());
            for (String cell : cells) {
                values.add(cell.isEmpty() ? Optional.empty() : Optional.of(TextNode.valueOf(cell)));
            }
            return columns.row(values);
        }

        @Override
        public String raw() {
            return why.isPresent() ? first.beginning() : text;
        }
    }

    @Override
    public Optional<Entry> next() throws IOException {
        Optional<Line> first = line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = record(first.get());
            List<String> cells = cells(text);
            if (cells.size() != columns.names().size()) {
                throw new RejectedRow(
                        RejectReason.NOT_CSV,
                        "it has " + cells.size() + " cells, and the first line names "
                                + columns.names().size());
            }
            used(text);
            return Optional.of(new CsvEntry(first.get(), text, cells, Optional.empty(), columns));
        } catch (RejectedRow why) {
            return Optional.of(new CsvEntry(first.get(), "", List.of(), Optional.of(why), columns));
        }
    }

    /** The next line that is finished: the last may be cut within a cell, and still look like a row. */
    private Optional<Line> line() throws IOException {
        return ahead.isEmpty() ? fromFile() : Optional.of(ahead.remove());
    }

    private Optional<Line> fromFile() throws IOException {
        Optional<Line> line = lines.next();
        if (line.isPresent() && growth == Growth.MAY_GROW && !line.get().finished()) {
            waiting = line.get().length();
            return Optional.empty();
        }
        return line;
    }

    /** The text of the record that begins with this line; its further lines stay ahead. */
    private String record(Line first) throws IOException, RejectedRow {
        String beginning = first.text();
        if (beginning.isBlank()) {
            throw new RejectedRow(RejectReason.EMPTY_LINE, "nothing but white space");
        }
        StringJoiner text = new StringJoiner("\n").add(beginning);
        CsvQuotes quotes = new CsvQuotes();
        quotes.read(first.bytes());
        long size = first.length();
        Iterator<Line> read = ahead.iterator();
        while (quotes.open()) {
            Optional<Line> next = read.hasNext() ? Optional.of(read.next()) : lookAhead();
            size += next.map(Line::length).orElse(0L) + 1;
            if (next.isEmpty() || size > BoundedLines.LONGEST) {
                throw new RejectedRow(RejectReason.NOT_CSV, "a quote in it is not closed, or not within 1 MiB");
            }
            quotes.read(next.get().bytes());
            text.add(next.get().text());
        }
        return text.toString();
    }

    private Optional<Line> lookAhead() throws IOException {
        Optional<Line> next = fromFile();
        next.ifPresent(ahead::add);
        return next;
    }

    /** Drops the lines that a record has used beside its first. */
    private void used(String text) {
        text.chars().filter(each -> each == '\n').forEach(each -> ahead.remove());
    }

    private static List<String> cells(String text) throws RejectedRow {
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() != 1) {
                throw new RejectedRow(RejectReason.NOT_CSV, "a line's end stands within it");
            }
            return records.get(0).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new RejectedRow(RejectReason.NOT_CSV, "its quotes are not those of a CSV record");
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
