package org.cxrwatch.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many things of one kind: a table for people, an array of objects for programs. */
final class Listing<R> implements Answer {

    private static final String GAP = "  ";

    private final List<R> rows;
    private final List<Column<R>> columns = new ArrayList<>();
    private final String ifEmpty;
    private String footer = "";
    private List<String> preface = List.of();

    private record Column<R>(String name, String heading, Function<R, Object> value) {}

    /**
     * These things.
     *
     * @param rows in order
     * @param ifEmpty what people are told if there are none
     */
    Listing(List<R> rows, String ifEmpty) {
        this.rows = List.copyOf(rows);
        this.ifEmpty = ifEmpty;
    }

    /** A value for programs, named as the column of the result table. */
    Listing<R> field(String name, Function<R, Object> value) {
        return column(name, "", value);
    }

    /** A value for people, under a heading in the table. */
    Listing<R> shown(String heading, Function<R, Object> value) {
        return column("", heading, value);
    }

    /** A value for both, under a heading in the table. */
    Listing<R> column(String name, String heading, Function<R, Object> value) {
        columns.add(new Column<>(name, heading, value));
        return this;
    }

    /** What people are told above the table, line by line. */
    Listing<R> preface(List<String> lines) {
        preface = List.copyOf(lines);
        return this;
    }

    /** What people are told below the table. */
    Listing<R> footer(String text) {
        footer = text;
        return this;
    }

    @Override
    public String text() {
        if (rows.isEmpty()) {
            return ifEmpty + "\n";
        }
        List<Column<R>> shown =
                columns.stream().filter(column -> !column.heading().isEmpty()).toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(shown.stream().map(Column::heading).toList());
        rows.forEach(row -> cells.add(shown.stream()
                .map(column -> ShownText.of(column.value().apply(row)))
                .toList()));
        int[] widths = IntStream.range(0, shown.size())
                .map(i -> cells.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        String table = cells.stream().map(line -> padded(line, widths)).collect(Collectors.joining());
        String above = preface.stream().map(line -> line + "\n").collect(Collectors.joining());
        return above + (footer.isEmpty() ? table : table + footer + "\n");
    }

    private static String padded(List<String> line, int[] widths) {
        return IntStream.range(0, line.size())
                        .mapToObj(i ->
                                line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing()
                + "\n";
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (R row : rows) {
            json.writeStartObject();
            for (Column<R> column : columns) {
                if (column.name().isEmpty()) {
                    continue;
                }
                JsonText.field(json, column.name(), column.value().apply(row));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
