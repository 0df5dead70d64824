package org.cxrwatch.io.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.Source;

/** Night after night, what is new in a place, read by a reader that travelled there as it does to an executor. */
final class Nights {

    private static final Instant AT = Instant.parse("2026-09-11T02:00:00Z");

    private final LogFiles files;
    private final Map<String, Piece> newest = new HashMap<>();

    Nights(LogFiles files) {
        this.files = files;
    }

    /** What one night found, and what it read, by path in the order of the plan. */
    record Night(Source.Listing listing, Map<String, List<ReadRow>> read) {

        List<String> paths() {
            return List.copyOf(read.keySet());
        }

        /** The rows of a file, without the last that stands for the file. */
        List<ReadRow> rows(String path) {
            return read.get(path).subList(0, read.get(path).size() - 1);
        }

        ReadRow.OfFile end(String path) {
            List<ReadRow> all = read.get(path);
            return (ReadRow.OfFile) all.get(all.size() - 1);
        }

        List<String> ids(String path) {
            return rows(path).stream()
                    .map(row -> ((ReadRow.OfPrediction) row).prediction().predictionId())
                    .toList();
        }
    }

    /** Reads what is new, and takes it as taken. */
    Night next() {
        return read(list());
    }

    Source.Listing list() {
        return files.source("files", LogFiles.Arriving.FROM_NAME).list(taken(newest), AT);
    }

    /** What another place holds that this one has not taken. */
    Source.Listing listAlso(LogFiles other) {
        return other.source("files", LogFiles.Arriving.FROM_NAME).list(taken(newest), AT);
    }

    private static Ledger.Taken taken(Map<String, Piece> newest) {
        return new Ledger.Taken(newest, Optional.empty());
    }

    /** Reads what was listed some time ago. */
    Night read(Source.Listing listing) {
        Map<String, List<ReadRow>> read = new LinkedHashMap<>();
        Optional<Batch> batch = listing.plan().map(plan -> Batch.planned(1, plan, AT));
        if (batch.isPresent()) {
            try (RowReader.Reading reading = files.reader(Lines.rules()).open(batch.get())) {
                RowReader.PortionReader reader = travelled(reading.reader());
                reading.portions().forEach(portion -> read.put(portion.path(), all(reader, travelled(portion))));
            }
        }
        listing.plan().map(Plan::pieces).orElse(List.of()).forEach(piece -> newest.put(piece.path(), piece));
        return new Night(listing, read);
    }

    private static List<ReadRow> all(RowReader.PortionReader reader, RowReader.Portion portion) {
        List<ReadRow> rows = new ArrayList<>();
        try (RowReader.Rows found = reader.read(portion)) {
            found.forEachRemaining(rows::add);
        }
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static <T> T travelled(T object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
            out.flush();
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
