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
final class OracleTable {

    private OracleTable() {}

    /**
     * A row by column names.
     *
     * @param cells texts by column
     */
    record Line(Map<String, String> cells) {

        String text(String column) {
            return cells.get(column);
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }

        int whole(String column) {
            return Integer.parseInt(text(column));
        }

        boolean isTrue(String column) {
            return text(column).equals("True");
        }
    }

    /** The rows of a file of {@code src/test/resources/oracle}. */
    static List<Line> read(String file) {
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
