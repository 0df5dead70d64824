package org.cxrwatch.io.postgres.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/**
 * The six weeks of the demo as the deployed classifier's own database would hold them: every line of a predictions file
 * a row, lines written twice two rows; half of the labels there at the insert, the others to be applied as updates in
 * the order they arrived. Lines that are no row (cut off, no object, no id, no time) are left out.
 */
public final class SixWeeksInPostgres {

    private static final Path FOLDER = Path.of("src/demo/pneumonia-stream");
    private static final double MILLIS_A_SECOND = 1000.0;
    private static final String SAMPLES = "COPY system_metrics (timestamp, cpu_percent, memory_percent, gpu_memory_mb,"
            + " disk_usage_percent, request_count, error_count, active_connections, response_time_avg_ms,"
            + " cache_hit_rate) FROM STDIN";

    private final ObjectMapper json = new ObjectMapper();
    private final ZoneId zone;
    private final Broken broken;
    private final List<PredictionRow> predictions = new ArrayList<>();
    private final List<String> samples = new ArrayList<>();
    private final List<LabelUpdate> allLabels = new ArrayList<>();

    /** What becomes of lines that a row can hold and no reader should believe: confidence 1.7, class CAT, and so on. */
    public enum Broken {
        /** They are rows. */
        KEPT,
        /** They are left out. */
        LEFT_OUT
    }

    /**
     * A label to be written into the rows of an image.
     *
     * @param arrived the day of the labels file it came in
     */
    public record LabelUpdate(LocalDate arrived, String imageId, String label, Instant labelledAt) {

        /** Whether it is among those that the rows have from their beginning: half of all images, by a fixed hash. */
        public boolean isThereAtInsert() {
            CRC32 hash = new CRC32();
            hash.update(imageId.getBytes(StandardCharsets.UTF_8));
            return hash.getValue() % 2 == 0;
        }
    }

    /**
     * How many rows there are.
     *
     * @param labelled of the predictions
     */
    public record Loaded(long predictions, long samples, long labelled) {}

    private SixWeeksInPostgres(ZoneId zone, Broken broken) {
        this.zone = zone;
        this.broken = broken;
        eachLine("labels", (file, number, line) -> label(file, line));
        Map<String, String> atInsert = new HashMap<>();
        allLabels.stream()
                .filter(LabelUpdate::isThereAtInsert)
                .forEach(update -> atInsert.put(update.imageId(), update.label()));
        eachLine("predictions", (file, number, line) -> prediction(file + ":" + number, line, atInsert));
        eachLine("system_metrics", (file, number, line) -> samples.add(sample(line)));
    }

    /** Reads the files of the demo, for a service whose local zone is UTC. */
    public static SixWeeksInPostgres read(Broken broken) {
        return read(ZoneOffset.UTC, broken);
    }

    /** Reads the files of the demo, for a service in this zone. */
    public static SixWeeksInPostgres read(ZoneId zone, Broken broken) {
        return new SixWeeksInPostgres(zone, broken);
    }

    /** Fills the tables, in one transaction; the connection must be the owner's. */
    public Loaded load(Connection connection) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        models(connection);
        long rows = copy(
                connection,
                PredictionRow.COPY,
                predictions.stream().map(PredictionRow::copyLine).toList());
        long sampled = copy(connection, SAMPLES, samples);
        connection.commit();
        connection.setAutoCommit(before);
        return new Loaded(
                rows,
                sampled,
                predictions.stream().filter(row -> row.label().isPresent()).count());
    }

    /** The labels that are not there at the insert, in the order they arrived. */
    public List<LabelUpdate> laterLabels() {
        return allLabels.stream().filter(update -> !update.isThereAtInsert()).toList();
    }

    /** Writes labels into the rows of their images, in this order and one transaction; gives how many rows changed. */
    public long apply(Connection connection, List<LabelUpdate> updates) throws SQLException {
        Map<String, List<UUID>> rows = new HashMap<>();
        predictions.forEach(row -> rows.computeIfAbsent(row.imageId().orElseThrow(), image -> new ArrayList<>())
                .add(row.id()));
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        long changed = 0;
        // By id: the old schema has no index by image.
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE predictions SET actual_label = ? WHERE id = ?")) {
            for (LabelUpdate label : updates) {
                for (UUID id : rows.getOrDefault(label.imageId(), List.of())) {
                    update.setString(1, label.label());
                    update.setObject(2, id);
                    changed += update.executeUpdate();
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(before);
        return changed;
    }

    /** The label of every image that ever got one, the latest. */
    public Map<String, String> finalLabels() {
        Map<String, LabelUpdate> latest = new HashMap<>();
        for (LabelUpdate update : allLabels) {
            latest.merge(
                    update.imageId(),
                    update,
                    (one, other) -> other.labelledAt().isBefore(one.labelledAt()) ? one : other);
        }
        Map<String, String> labels = new HashMap<>();
        latest.forEach((image, update) -> labels.put(image, update.label()));
        return labels;
    }

    private void models(Connection connection) throws SQLException {
        Set<String> versions = new LinkedHashSet<>();
        predictions.forEach(row -> versions.add(row.modelVersion()));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO models (id, name, version,"
                + " architecture, created_at, status) VALUES (?, 'pneumonia', ?, 'cnn', '2026-08-01', 'active')")) {
            for (String version : versions) {
                insert.setObject(1, uuid("model " + version));
                insert.setString(2, version);
                insert.executeUpdate();
            }
        }
        HospitalDatabase.execute(
                connection,
                "INSERT INTO experiments (id, name, created_at, status, model_id)"
                        + " SELECT id, 'baseline ' || version, created_at, 'completed', id FROM models");
    }

    private static long copy(Connection connection, String statement, List<String> lines) throws SQLException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(statement, new StringReader(String.join("", lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void label(String file, JsonNode line) {
        LocalDate day = LocalDate.parse(file.substring(file.lastIndexOf('_') + 1, file.indexOf(".jsonl")));
        allLabels.add(new LabelUpdate(
                day,
                line.get("prediction_id").asText(),
                line.get("actual_label").asText(),
                instant(line, "labelled_at").orElseThrow()));
    }

    private void prediction(String place, JsonNode line, Map<String, String> labels) {
        Optional<String> imageId = text(line, "prediction_id");
        Optional<Instant> time = instant(line, "timestamp");
        if (imageId.isEmpty() || time.isEmpty() || (broken == Broken.LEFT_OUT && isBroken(line, time.get()))) {
            return;
        }
        PredictionRow.Answer answer = new PredictionRow.Answer(
                text(line, "prediction").orElseThrow(),
                line.get("confidence").doubleValue(),
                text(line, "status").orElseThrow(),
                text(line, "error_message"));
        predictions.add(new PredictionRow(
                uuid(place),
                imageId,
                answer,
                LocalDateTime.ofInstant(time.get(), zone),
                line.get("processing_time_ms").doubleValue() / MILLIS_A_SECOND,
                text(line, "image_hash"),
                Optional.ofNullable(labels.get(imageId.get())),
                Optional.ofNullable(line.get("metadata"))
                        .filter(JsonNode::isObject)
                        .map(JsonNode::toString),
                text(line, "model_version").orElseThrow()));
    }

    private static boolean isBroken(JsonNode line, Instant time) {
        double confidence = line.get("confidence").doubleValue();
        boolean answered = !line.get("status").asText().endsWith("success")
                || Set.of("NORMAL", "PNEUMONIA").contains(line.get("prediction").asText());
        return !(confidence >= 0 && confidence <= 1)
                || !answered
                || !(line.get("processing_time_ms").doubleValue() >= 0)
                || time.isAfter(Instant.parse("2026-12-31T00:00:00Z"));
    }

    private String sample(JsonNode line) {
        return CopyLine.of(
                LocalDateTime.ofInstant(instant(line, "timestamp").orElseThrow(), zone),
                line.get("cpu_percent").doubleValue(),
                line.get("memory_percent").doubleValue(),
                Optional.ofNullable(line.get("gpu_memory_mb")).map(JsonNode::doubleValue),
                line.get("disk_usage_percent").doubleValue(),
                line.get("request_count").intValue(),
                line.get("error_count").intValue(),
                line.get("active_connections").intValue(),
                line.get("response_time_avg_ms").doubleValue(),
                line.get("cache_hit_rate").doubleValue());
    }

    private interface Taker {
        void take(String file, int number, JsonNode line);
    }

    private void eachLine(String kind, Taker taker) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
            for (Path file : files.sorted().toList()) {
                List<String> lines = lines(file);
                for (int number = 1; number <= lines.size(); number++) {
                    int at = number;
                    object(lines.get(number - 1))
                            .ifPresent(line -> taker.take(file.getFileName().toString(), at, line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private Optional<JsonNode> object(String line) {
        try {
            return Optional.ofNullable(json.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException cutOff) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode line, String name) {
        return Optional.ofNullable(line.get(name))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }

    private static Optional<Instant> instant(JsonNode line, String name) {
        try {
            return text(line, name).map(time -> OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static UUID uuid(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }
}
