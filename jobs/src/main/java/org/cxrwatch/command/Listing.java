package org.cxrwatch.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many things of one kind: a table for people, an array of objects for programs. */
final class Listing<R> implements Answer {

    private final List<R> rows;
    private final List<Column<R>> columns = new ArrayList<>();
    private final String ifEmpty;
    private String footer = "";
    private List<String> preface = List.of();
    private List<String> yielding = List.of();

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

    /** Headings of columns that make room on a narrow screen, the first of them first. */
    Listing<R> yielding(String... headings) {
        yielding = List.of(headings);
        return this;
    }

    /** What people are told below the table. */
    Listing<R> footer(String text) {
        footer = text;
        return this;
    }

    @Override
    public String text(Screen screen) {
        if (rows.isEmpty()) {
            return Wrapping.sentence(ifEmpty, screen.columns()) + "\n";
        }
        List<Column<R>> all =
                columns.stream().filter(column -> !column.heading().isEmpty()).toList();
        List<Column<R>> shown = new ArrayList<>(all);
        List<String> left = new ArrayList<>();
        for (String heading : yielding) {
            if (table(shown).fits(screen)) {
                break;
            }
            shown.removeIf(column -> column.heading().equals(heading));
            left.add(heading);
        }
        if (!table(shown).fits(screen)) {
            shown = all;
            left.clear();
        }
        String without = left.isEmpty() ? "" : "No room for " + String.join(", ", left) + ".";
        return lines(preface, screen)
                + table(shown).on(screen)
                + lines(
                        Stream.of(footer, without)
                                .filter(line -> !line.isEmpty())
                                .toList(),
                        screen);
    }

    private TextTable table(List<Column<R>> shown) {
        List<List<String>> cells = rows.stream()
                .map(row -> shown.stream()
                        .map(column -> ShownText.of(column.value().apply(row)))
                        .toList())
                .toList();
        return new TextTable(shown.stream().map(Column::heading).toList(), cells);
    }

    private static String lines(List<String> sentences, Screen screen) {
        return sentences.stream()
                .map(line -> Wrapping.sentence(line, screen.columns()) + "\n")
                .collect(Collectors.joining());
    }

    /** The same within another answer, whose sentences stand around it. */
    Stream<String> lines() {
        return text(Screen.ENDLESS).lines();
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
