package org.cxrwatch.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Numbers computed elsewhere: a comma-separated file under a comment that says where they come from. */
public final class OracleTable {

    private OracleTable() {}

    /**
     * A row by column names.
     *
     * @param cells texts by column
     */
    public record Line(Map<String, String> cells) {

        /** A cell. */
        public String text(String column) {
            return cells.get(column);
        }

        /** A cell's number. */
        public double number(String column) {
            return Double.parseDouble(text(column));
        }

        /** The numbers of a cell, with a space between two. */
        public double[] numbers(String column) {
            return Arrays.stream(text(column).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }

        /** A cell's whole number. */
        public int whole(String column) {
            return Integer.parseInt(text(column));
        }

        /** Whether a cell says True. */
        public boolean isTrue(String column) {
            return text(column).equals("True");
        }
    }

    /** The rows of a file of {@code src/test/resources/oracle}. */
    public static List<Line> read(String file) {
        try (InputStream stream = OracleTable.class.getResourceAsStream("/oracle/" + file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<List<String>> rows = reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split(",", -1)))
                    .toList();
            return rows.stream().skip(1).map(row -> line(rows.get(0), row)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(List<String> columns, List<String> row) {
        Map<String, String> cells = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), row.get(i));
        }
        return new Line(cells);
    }
}
