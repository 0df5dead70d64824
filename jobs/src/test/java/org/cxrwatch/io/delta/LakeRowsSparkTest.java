package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.port.Piece;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LakeRowsSparkTest {

    private static final Instant AT = Instant.parse("2026-09-01T23:59:59.999Z");
    private static final Arrival ARRIVAL = Arrival.during(LocalDate.of(2026, 9, 2), ArrivalBasis.FROM_NAME);
    private static final Origin ORIGIN = new Origin(3, ARRIVAL, "predictions/predictions_2026-09-02.jsonl", 17);

    @TempDir
    Path folder;

    static Stream<LakeTable> tables() {
        return Stream.of(
                PredictionTable.TABLE,
                RetractionTable.TABLE,
                LabelTable.TABLE,
                SystemMetricTable.TABLE,
                RejectTable.TABLE,
                CellTable.TABLE);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnSaysWhatItHolds(LakeTable table) {
        assertThat(table.schema().fields())
                .allSatisfy(field -> assertThat(field.getComment().isDefined())
                        .as(field.name())
                        .isTrue());
    }

    @Test
    void predictionsComeBackAsTheyWere() {
        List<PredictionTable.Entry> entries = List.of(
                prediction(
                        OptionalDouble.of(0.186746), Map.of("mean", 1.5, "wild", Double.NaN), Map.of("site", "north")),
                prediction(OptionalDouble.empty(), Map.of(), Map.of()));

        assertThat(roundTrip(
                                PredictionTable.TABLE,
                                entries.stream().map(PredictionTable::toRow).toList())
                        .stream()
                        .map(PredictionTable::fromRow))
                .containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void labelsComeBackAsTheyWere() {
        List<LabelTable.Entry> entries = List.of(
                new LabelTable.Entry(
                        LabelEvent.ofImage("a", Optional.of("NORMAL"), Optional.of(AT), "radiologist", ARRIVAL),
                        ORIGIN),
                new LabelTable.Entry(
                        LabelEvent.ofImage("a", Optional.empty(), Optional.empty(), "prediction", ARRIVAL), ORIGIN));

        assertThat(roundTrip(
                                LabelTable.TABLE,
                                entries.stream().map(LabelTable::toRow).toList())
                        .stream()
                        .map(LabelTable::fromRow))
                .containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void systemSamplesComeBackAsTheyWere() {
        SystemMetricTable.Entry entry = new SystemMetricTable.Entry(
                new SystemSample("inference-1", AT, Map.of("cpu_percent", 24.48, "gpu_memory_mb", 1e300)), ORIGIN);

        assertThat(roundTrip(SystemMetricTable.TABLE, List.of(SystemMetricTable.toRow(entry))).stream()
                        .map(SystemMetricTable::fromRow))
                .containsExactly(entry);
    }

    @Test
    void rejectsComeBackAsTheyWere() {
        RejectTable.Entry entry = new RejectTable.Entry(
                Piece.Kind.LABEL, RejectReason.NOT_JSON, "cut after 20 characters", "{\"prediction_id\":", ORIGIN);

        assertThat(roundTrip(RejectTable.TABLE, List.of(RejectTable.toRow(entry))).stream()
                        .map(RejectTable::fromRow))
                .containsExactly(entry);
    }

    @Test
    void retractionsComeBackAsTheyWere() {
        RetractionTable.Retracted row =
                new RetractionTable.Retracted(3, "a", AT, "v1.0.0", "database", "predictions", "4f1c");
        List<RetractionTable.Entry> entries = List.of(
                new RetractionTable.Entry(
                        row, RetractionTable.Why.CORRECTED, Optional.of(LocalDate.of(2026, 9, 2)), 7, ARRIVAL.at()),
                new RetractionTable.Entry(row, RetractionTable.Why.NOW_COUNTED, Optional.empty(), 8, ARRIVAL.at()));

        assertThat(roundTrip(
                                RetractionTable.TABLE,
                                entries.stream().map(RetractionTable::toRow).toList())
                        .stream()
                        .map(RetractionTable::fromRow))
                .containsExactlyInAnyOrderElementsOf(entries);
    }

    private static PredictionTable.Entry prediction(
            OptionalDouble latency, Map<String, Double> features, Map<String, String> attributes) {
        Prediction prediction = new Prediction(
                "v1.0.0",
                AT,
                RequestStatus.SUCCESS,
                latency,
                new Prediction.Answer("NORMAL", 0.998952, 1 - 0.998952),
                features,
                attributes);
        return new PredictionTable.Entry(
                new LoggedPrediction("a", prediction, Optional.of("d244"), Optional.empty()),
                "",
                true,
                "files",
                ORIGIN);
    }

    private List<Row> roundTrip(LakeTable table, List<Row> rows) {
        DeltaLake lake = DeltaLake.open(TestSession.shared(), folder.toString());
        lake.append(table, TestSession.shared().createDataFrame(rows, table.schema()), 1);
        return lake.read(table).collectAsList();
    }
}
