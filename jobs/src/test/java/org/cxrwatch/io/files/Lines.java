package org.cxrwatch.io.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.RowReader.Portion;

/** Log lines, and what is read of them, for tests. */
public final class Lines {

    public static final Arrival ARRIVAL = Arrival.during(LocalDate.of(2026, 9, 10), ArrivalBasis.FROM_NAME);

    private Lines() {}

    public static ReadingRules rules() {
        return rules("UTC");
    }

    static ReadingRules rules(String zone) {
        return DemoReading.in(ZoneId.of(zone));
    }

    /** A good line, of this id at ten o'clock. */
    public static String prediction(String id) {
        return """
                {"prediction_id":"%s","timestamp":"2026-09-10T10:00:00.123Z","model_version":"v1.0.0",\
                "prediction":"PNEUMONIA","confidence":0.9,"processing_time_ms":120.5,"image_hash":"d244",\
                "status":"success","error_message":null,"actual_label":null,\
                "metadata":{"site":"north","image_stats":{"mean_intensity":142.3}}}""".formatted(id);
    }

    /** The good line with one value replaced by this JSON. */
    static String predictionWith(String field, String json) {
        String good = prediction("a");
        String changed = good.replaceFirst(
                "\"" + field + "\":(\\{.*\\}(?=\\})|\"[^\"]*\"|[^,}]*)",
                java.util.regex.Matcher.quoteReplacement("\"" + field + "\":" + json));
        if (!good.contains("\"" + field + "\":")) {
            throw new IllegalArgumentException("No " + field);
        }
        return changed;
    }

    static List<ReadRow> read(Kind kind, String line) {
        return read(kind, (line + "\n").getBytes(StandardCharsets.UTF_8), rules());
    }

    static List<ReadRow> read(Kind kind, byte[] bytes, ReadingRules rules) {
        return read(nameOf(kind) + ".jsonl", bytes, rules);
    }

    /** What is read of a file of this name, alone in its folder. */
    static List<ReadRow> read(String name, byte[] bytes, ReadingRules rules) {
        try {
            Path folder = Files.createTempDirectory("lines");
            try {
                Files.write(folder.resolve(name), bytes);
                return read(folder, name, LogName.of(name).orElseThrow().kind(), rules);
            } finally {
                Files.delete(folder.resolve(name));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ReadRow> read(Path folder, String name, Kind kind, ReadingRules rules) throws IOException {
        Path file = folder.resolve(name);
        long size = Files.exists(file) && !Files.isDirectory(file) ? Files.size(file) : 0;
        return read(folder, new Portion(name, kind, Piece.Bytes.all(size), "", Instant.EPOCH, ARRIVAL), rules);
    }

    static List<ReadRow> read(Path folder, Portion portion, ReadingRules rules) {
        List<ReadRow> found = new ArrayList<>();
        try (RowReader.Rows rows = new FileReader(new FolderStore(folder.toString()), rules).read(portion)) {
            rows.forEachRemaining(found::add);
        }
        return found;
    }

    private static String nameOf(Kind kind) {
        return switch (kind) {
            case PREDICTION -> "predictions";
            case LABEL -> "labels";
            case SYSTEM -> "system_metrics";
        };
    }

    public static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }
}
