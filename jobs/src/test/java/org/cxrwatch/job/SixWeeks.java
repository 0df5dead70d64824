package org.cxrwatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.Definitions;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.LabelHistory;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.summary.SystemCells;

/** The six weeks of the demo as cells in memory, counted without Spark, by files up to a day. */
final class SixWeeks {

    static final SummaryDefinition DEFINITION = Definitions.countingDaily(
            new SummaryDefinition(
                    List.of("site", "scanner", "view_position", "patient_sex", "patient_age_group"), List.of("site")),
            List.of("site", "scanner"));

    private static final Path FOLDER = Path.of("src/demo/pneumonia-stream");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Arrived> predictions = new LinkedHashMap<>();
    private final Map<String, List<LabelEvent>> labels = new HashMap<>();
    private final SystemCells system = new SystemCells();

    private record Arrived(String id, Prediction prediction, Arrival arrival) {}

    /** Reads every file whose name says that day or an earlier one. */
    SixWeeks(LocalDate through) {
        read("predictions", through, this::prediction);
        read("labels", through, this::label);
        read("system_metrics", through, this::sample);
    }

    private static void read(String kind, LocalDate through, BiConsumer<JsonNode, Arrival> row) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind)).sorted()) {
            files.forEach(file -> {
                LocalDate day =
                        LocalDate.parse(file.getFileName().toString().replaceAll(".*(\\d{4}-\\d{2}-\\d{2}).*", "$1"));
                if (!day.isAfter(through)) {
                    Arrival arrival = Arrival.during(day, ArrivalBasis.FROM_NAME);
                    lines(file).forEach(line -> parse(line).ifPresent(json -> row.accept(json, arrival)));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.ofNullable(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void prediction(JsonNode json, Arrival arrival) {
        String id = json.path("prediction_id").asText("");
        String time = json.path("timestamp").asText("");
        String answer = json.path("prediction").asText();
        double confidence = json.path("confidence").asDouble();
        boolean usable = !json.path("prediction_id").isNull()
                && time.startsWith("2026-")
                && !answer.equals("CAT")
                && confidence <= 1
                && json.path("processing_time_ms").asDouble() >= 0;
        if (usable) {
            boolean positive = answer.equals("PNEUMONIA");
            Map<String, Double> features = new TreeMap<>();
            Map<String, String> attributes = new TreeMap<>();
            json.path("metadata").fields().forEachRemaining(field -> {
                if (field.getValue().isTextual()) {
                    attributes.put(field.getKey(), field.getValue().asText());
                }
            });
            json.path("metadata")
                    .path("image_stats")
                    .fields()
                    .forEachRemaining(field ->
                            features.put(field.getKey(), field.getValue().asDouble()));
            Prediction prediction = new Prediction(
                    json.path("model_version").asText(),
                    Instant.parse(time).truncatedTo(ChronoUnit.MILLIS),
                    RequestStatus.valueOf(json.path("status")
                            .asText()
                            .replace("PredictionStatus.", "")
                            .toUpperCase(java.util.Locale.ROOT)),
                    OptionalDouble.of(json.path("processing_time_ms").asDouble() / 1000),
                    new Prediction.Answer(answer, confidence, positive ? confidence : 1 - confidence),
                    features,
                    attributes);
            predictions.putIfAbsent(id + time, new Arrived(id, prediction, arrival));
        }
    }

    private void label(JsonNode json, Arrival arrival) {
        String id = json.path("prediction_id").asText();
        labels.computeIfAbsent(id, key -> new ArrayList<>())
                .add(LabelEvent.ofImage(
                        id,
                        Optional.of(json.path("actual_label").asText()),
                        Optional.of(Instant.parse(json.path("labelled_at").asText())),
                        json.path("source").asText(),
                        arrival));
    }

    private void sample(JsonNode json, Arrival arrival) {
        Map<String, Double> numbers = new TreeMap<>();
        json.fields().forEachRemaining(field -> {
            if (field.getValue().isNumber()) {
                numbers.put(field.getKey(), field.getValue().asDouble());
            }
        });
        system.add(
                new SystemSample(
                        json.path("host").asText(),
                        Instant.parse(json.path("timestamp").asText()),
                        numbers),
                arrival);
    }

    /** Everything read, as the cells of one batch. */
    List<Cell> cells() {
        PredictionCells counted = new PredictionCells(DEFINITION, PredictionCells.Resolutions.CELL);
        LabelCells labelled = new LabelCells(DEFINITION, new LabelRules(120, List.of()));
        predictions.values().forEach(row -> {
            counted.addRequest(row.prediction(), row.arrival());
            counted.addAnswer(row.prediction(), row.arrival());
            if (row.prediction().succeeded()) {
                labelled.add(
                        row.prediction(),
                        row.arrival(),
                        List.of(),
                        labels.getOrDefault(row.id(), List.of()).stream()
                                .map(LabelHistory.Word::of)
                                .toList());
            }
        });
        return Stream.of(counted.drain(), labelled.drain(), system.drain())
                .flatMap(List::stream)
                .map(SixWeeks::cell)
                .toList();
    }

    private static Cell cell(CellContent content) {
        return new Cell(content.key(), content.arrival(), 1, Generation.FIRST, DEFINITION.hash(), content.part());
    }

    /** The distributions of a version's days at the resolution of baselines. */
    Baseline baseline(BaselineRecord about) {
        PredictionCells counted = new PredictionCells(DEFINITION, PredictionCells.Resolutions.BASELINE);
        Set<String> versions = new HashSet<>(Set.of(about.modelVersion()));
        predictions.values().stream()
                .filter(row -> versions.contains(row.prediction().modelVersion()))
                .filter(row -> about.covers(
                        row.prediction().at().atOffset(java.time.ZoneOffset.UTC).toLocalDate()))
                .forEach(row -> counted.addAnswer(row.prediction(), row.arrival()));
        Map<LocalDate, Map<Slice, DistributionPart>> days = new TreeMap<>();
        counted.drain().stream()
                .filter(content -> content.key().kind() == PartKind.DISTRIBUTION)
                .forEach(content -> days.computeIfAbsent(content.key().day(), day -> new TreeMap<>())
                        .put(content.key().slice(), (DistributionPart) content.part()));
        return new Baseline(about, days);
    }
}
