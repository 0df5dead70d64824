package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.log.RejectedRow;

/** A file of labels that a person hands over: JSON lines, or CSV with the names of the columns in its first line. */
public final class LabelFile {

    private static final String CSV = ".csv";

    private final Path path;

    /** The file at this path; one that ends in .csv is CSV. */
    public LabelFile(Path path) {
        this.path = path;
    }

    /**
     * A row of the file.
     *
     * @param line where, from 1
     * @param values by name
     */
    public record Row(long line, JsonNode values) {}

    /**
     * Its rows, empty lines left out.
     *
     * @throws UsageException if there is no such file
     * @throws DataException if one of its lines is no row
     */
    public List<Row> rows() {
        try (InputStream in = Files.newInputStream(path)) {
            return path.toString().endsWith(CSV) ? csv(in) : jsonLines(in);
        } catch (NoSuchFileException e) {
            throw new UsageException(
                    "There is no file " + path + ": nothing was recorded.",
                    "Name a file of labels, JSON lines or CSV (.csv), with --file.",
                    e);
        } catch (IOException e) {
            throw new TransientException(
                    "The file " + path + " cannot be read: " + e.getMessage() + ". Nothing was recorded",
                    "Check that it is a file and that this user may read it",
                    e);
        }
    }

    /** Says what is wrong with a line: nothing of the file is taken. */
    public DataException wrong(long line, String why) {
        return new DataException(
                "Line " + line + " of " + path + " is wrong: " + why + ". Nothing was recorded",
                "Correct the line and call the command again: all lines of a file are recorded, or none");
    }

    private List<Row> jsonLines(InputStream in) throws IOException {
        List<Row> rows = new ArrayList<>();
        BoundedLines lines = new BoundedLines(in);
        for (Optional<BoundedLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!new String(line.get().bytes(), StandardCharsets.UTF_8).isBlank()) {
                try {
                    rows.add(new Row(line.get().number(), JsonObjects.read(line.get())));
                } catch (RejectedRow why) {
                    throw wrong(line.get().number(), why.getMessage());
                }
            }
        }
        return rows;
    }

    private List<Row> csv(InputStream in) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> names = List.of();
        BoundedLines lines = new BoundedLines(in);
        for (Optional<BoundedLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            String text = new String(line.get().bytes(), StandardCharsets.UTF_8);
            long number = line.get().number();
            if (names.isEmpty()) {
                names = cells(number, text.startsWith("\uFEFF") ? text.substring(1) : text);
            } else if (!text.isBlank()) {
                rows.add(new Row(number, values(number, names, cells(number, text))));
            }
        }
        return rows;
    }

    /** Empty cells are left out: they say nothing, and withdraw nothing. */
    private ObjectNode values(long line, List<String> names, List<String> cells) {
        if (cells.size() != names.size()) {
            throw wrong(line, "it has " + cells.size() + " cells, and the first line names " + names.size());
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                values.put(names.get(i).strip(), cells.get(i));
            }
        }
        return values;
    }

    /** Cells between commas; one in quotes may hold commas, and a quote twice. */
    private List<String> cells(long line, String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw wrong(line, "a quote is not closed");
        }
        cells.add(cell.toString());
        return cells;
    }
}
