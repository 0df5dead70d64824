package org.cxrwatch.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;

/** The usable rows of the demo's six weeks, read as plainly as can be: what the chain's ingest is to find too. */
final class DemoRows {

    private static final Path FOLDER = Path.of("src/demo/pneumonia-stream");
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final Set<String> CLASSES = Set.of("NORMAL", "PNEUMONIA");
    private static final List<String> ATTRIBUTES =
            List.of("site", "scanner", "view_position", "patient_sex", "patient_age_group");

    private final ObjectMapper json = new ObjectMapper();
    private final Set<List<Object>> seen = new HashSet<>();
    private final List<Row> predictions = new ArrayList<>();
    private final Map<String, List<LabelEvent>> labels = new HashMap<>();

    /** A prediction, its id, and when it arrived. */
    record Row(String id, Prediction prediction, Arrival arrival) {}

    private DemoRows() {
        eachLine(
                "predictions",
                (day, row) -> usable(row).ifPresent(prediction -> {
                    if (seen.add(
                            List.of(row.get("prediction_id").asText(), prediction.at(), prediction.modelVersion()))) {
                        predictions.add(new Row(
                                row.get("prediction_id").asText(),
                                prediction,
                                Arrival.during(day, ArrivalBasis.FROM_NAME)));
                    }
                }));
        eachLine(
                "labels",
                (day, row) -> labels.computeIfAbsent(row.get("prediction_id").asText(), id -> new ArrayList<>())
                        .add(LabelEvent.ofImage(
                                row.get("prediction_id").asText(),
                                Optional.of(row.get("actual_label").asText()),
                                Optional.of(instant(row.get("labelled_at").asText())),
                                row.get("source").asText(),
                                Arrival.during(day, ArrivalBasis.FROM_NAME))));
    }

    static DemoRows read() {
        return new DemoRows();
    }

    List<Row> predictions() {
        return predictions;
    }

    List<LabelEvent> labelsOf(Row row) {
        return labels.getOrDefault(row.id(), List.of());
    }

    private void eachLine(String kind, BiConsumer<LocalDate, JsonNode> taker) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                LocalDate day = LocalDate.parse(name.substring(name.lastIndexOf('_') + 1, name.indexOf(".jsonl")));
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                    lines.lines()
                            .flatMap(line -> node(line).stream())
                            .filter(row -> row.hasNonNull("prediction_id"))
                            .forEach(row -> taker.accept(day, row));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonNode> node(String line) {
        try {
            return Optional.ofNullable(json.readTree(line));
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    private static Optional<Prediction> usable(JsonNode row) {
        Instant at;
        try {
            at = instant(row.path("timestamp").asText()).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
        String status = row.path("status").asText().toUpperCase(Locale.ROOT);
        RequestStatus ended = RequestStatus.valueOf(status.substring(status.lastIndexOf('.') + 1));
        double confidence = row.path("confidence").asDouble(Double.NaN);
        String predicted = row.path("prediction").asText();
        double milliseconds = row.path("processing_time_ms").asDouble(Double.NaN);
        boolean answered = CLASSES.contains(predicted) && confidence >= 0 && confidence <= 1;
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        if (day.isBefore(FIRST)
                || day.isAfter(FIRST.plusDays(42))
                || !(milliseconds >= 0)
                || (ended == RequestStatus.SUCCESS && !answered)) {
            return Optional.empty();
        }
        double positive = predicted.equals("PNEUMONIA") ? confidence : 1 - confidence;
        JsonNode metadata = row.path("metadata");
        return Optional.of(new Prediction(
                row.path("model_version").asText(),
                at,
                ended,
                OptionalDouble.of(milliseconds / 1_000),
                new Prediction.Answer(predicted, confidence, positive),
                features(metadata.path("image_stats")),
                attributes(metadata)));
    }

    private static Map<String, Double> features(JsonNode stats) {
        Map<String, Double> features = new HashMap<>();
        stats.properties()
                .forEach(entry -> features.put(entry.getKey(), entry.getValue().asDouble()));
        return features;
    }

    private static Map<String, String> attributes(JsonNode metadata) {
        Map<String, String> attributes = new HashMap<>();
        ATTRIBUTES.stream()
                .filter(metadata::hasNonNull)
                .forEach(name -> attributes.put(name, metadata.get(name).asText()));
        return attributes;
    }

    private static Instant instant(String text) {
        boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d$");
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
