package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.io.files.Entries.Entry;
import org.cxrwatch.io.files.Entries.Growth;
import org.cxrwatch.log.LogShape;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.port.Piece;

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
        try (InputStream in = Files.newInputStream(path);
                Entries entries = entries(in)) {
            List<Row> rows = new ArrayList<>();
            for (Optional<Entry> entry = entries.next(); entry.isPresent(); entry = entries.next()) {
                if (!entry.get().raw().isBlank()) {
                    rows.add(row(entry.get()));
                }
            }
            return rows;
        } catch (NoSuchFileException e) {
            throw new UsageException(
                    "There is no file " + path + ": nothing was recorded.",
                    "Name a file of labels, JSON lines or CSV (.csv), with --file.",
                    e);
        } catch (UnreadableFile e) {
            throw new DataException(
                    "The file " + path + " cannot be used: " + e.getMessage() + ". Nothing was recorded",
                    "Correct the file and call the command again: all lines of a file are recorded, or none",
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

    /** What a person hands over is whole. */
    private Entries entries(InputStream in) throws IOException, UnreadableFile {
        return path.toString().endsWith(CSV)
                ? CsvRecords.open(in, Growth.CLOSED, LogShape.CSV.required(Piece.Kind.LABEL))
                : new JsonLines(in, Growth.CLOSED);
    }

    private Row row(Entry entry) {
        try {
            return new Row(entry.line(), entry.values());
        } catch (RejectedRow why) {
            throw wrong(entry.line(), why.getMessage());
        }
    }
}
