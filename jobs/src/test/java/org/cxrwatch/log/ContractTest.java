package org.cxrwatch.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.log.ColumnRules.OnViolation;
import org.cxrwatch.log.ColumnRules.Range;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.schema.ColumnShape;
import org.cxrwatch.schema.RowShape;
import org.cxrwatch.schema.ValueKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

    private static final Arrival ARRIVAL = Arrival.observed(Instant.parse("2026-09-10T12:00:00Z"));
    private static final String GOOD = """
            {"prediction_id":"a","timestamp":"2026-09-10T10:00:00Z","model_version":"v1","prediction":"NORMAL",\
            "confidence":0.9,"processing_time_ms":120.5,"status":"success","metadata":{"site":"north",\
            "image_stats":{"entropy":6.1}}}""";

    private static LogRows rows(Contract contract, LogShape shape) {
        ReadingRules rules = new ReadingRules(
                List.of("NORMAL", "PNEUMONIA"),
                "PNEUMONIA",
                ConfidenceMeaning.PREDICTED_CLASS,
                ZoneOffset.UTC,
                Duration.ofDays(7_300),
                contract);
        return new LogRows(rules, shape, ARRIVAL);
    }

    private static LogRows asking(ColumnRules predictions) {
        return rows(new Contract(Duration.ofDays(1), predictions, ColumnRules.NONE, ColumnRules.NONE), LogShape.FILE);
    }

    private static ColumnRules ranges(String column, double least, double most) {
        return new ColumnRules(List.of(), Map.of(column, new Range(least, most)), Map.of(), OnViolation.REPORT);
    }

    private static ColumnRules sites(OnViolation onViolation) {
        return new ColumnRules(List.of(), Map.of(), Map.of("metadata.site", List.of("south", "harbor")), onViolation);
    }

    private static ReadRow read(LogRows rows, Kind kind, String line) {
        try {
            return rows.read(new LogRows.Place(kind, 1), LogJson.parse(line), () -> line)
                    .get(0);
        } catch (RejectedRow e) {
            throw new AssertionError(e);
        }
    }

    private static ReadRow prediction(ColumnRules asked, String line) {
        return read(asking(asked), Kind.PREDICTION, line);
    }

    private static void assertRejected(ReadRow row, RejectReason reason, String detail) {
        assertThat(row)
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class,
                        reject -> assertThat(reject)
                                .extracting(
                                        ReadRow.OfReject::reason,
                                        ReadRow.OfReject::detail,
                                        ReadRow.OfReject::modelVersion)
                                .containsExactly(reason, detail, "v1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "\" \""})
    void aRequiredColumnThatSaysNothingIsMissing(String site) {
        ColumnRules asked = new ColumnRules(List.of("metadata.site"), Map.of(), Map.of(), OnViolation.REPORT);

        assertThat(prediction(asked, GOOD)).isInstanceOf(ReadRow.OfPrediction.class);
        assertRejected(
                prediction(asked, GOOD.replace("\"north\"", site)),
                RejectReason.MISSING_VALUE,
                "metadata.site is absent, null or empty; the contract requires it");
        assertThat(prediction(asked, GOOD.replace("\"north\"", site).replace("success", "error")))
                .as("a failed request may lack anything")
                .isInstanceOf(ReadRow.OfPrediction.class);
    }

    @Test
    void aNumberOutsideItsRangeIsRejectedAndNotShown() {
        ColumnRules asked = ranges("metadata.image_stats.entropy", 0, 8);

        assertThat(prediction(asked, GOOD)).isInstanceOf(ReadRow.OfPrediction.class);
        assertThat(prediction(asked, GOOD.replace("6.1", "8"))).isInstanceOf(ReadRow.OfPrediction.class);
        assertRejected(
                prediction(asked, GOOD.replace("6.1", "8.25")),
                RejectReason.OUT_OF_RANGE,
                "metadata.image_stats.entropy is outside 0 to 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "\"Infinity\"", "1e999", "-1e999", "-0.0", "4.9e-324"})
    void numbersThatAreNotFiniteAreMeasuredAndTinyOnesAreInRange(String number) {
        assertThat(prediction(ranges("metadata.image_stats.entropy", 0, 8), GOOD.replace("6.1", number)))
                .isInstanceOf(ReadRow.OfPrediction.class);
    }

    @Test
    void aRangeOfDurationsIsInSecondsWhateverTheLogCounts() {
        ColumnRules asked = ranges("processing_time", 0, 0.1);
        String row = GOOD.replace("prediction_id", "image_id")
                .replace("processing_time_ms", "processing_time")
                .replace("\"image_id\"", "\"id\":\"1\",\"image_id\"");
        LogShape seconds = LogShape.database(1);
        Contract contract = new Contract(Duration.ofDays(1), asked, ColumnRules.NONE, ColumnRules.NONE);

        assertRejected(prediction(asked, GOOD), RejectReason.OUT_OF_RANGE, "processing_time is outside 0 to 0.1");
        assertThat(read(rows(contract, seconds), Kind.PREDICTION, row.replace("120.5", "0.09")))
                .isInstanceOf(ReadRow.OfPrediction.class);
        assertRejected(
                read(rows(contract, seconds), Kind.PREDICTION, row.replace("120.5", "0.12")),
                RejectReason.OUT_OF_RANGE,
                "processing_time is outside 0 to 0.1");
    }

    @Test
    void aValueThatIsNotAllowedIsTakenAndCounted() {
        LogRows rows = asking(sites(OnViolation.REPORT));

        assertThat(read(rows, Kind.PREDICTION, GOOD)).isInstanceOf(ReadRow.OfPrediction.class);
        read(rows, Kind.PREDICTION, GOOD.replace("north", "south"));
        read(rows, Kind.PREDICTION, GOOD.replace("\"site\":\"north\",", ""));

        ColumnShape site = rows.end(0).shapes().get("v1").columns().get("metadata.site");
        assertThat(site.notAllowed()).isEqualTo(1);
        assertThat(site.present()).isEqualTo(2);
    }

    @Test
    void aValueThatIsNotAllowedIsRejectedIfThatIsAskedFor() {
        assertRejected(
                prediction(sites(OnViolation.REJECT), GOOD),
                RejectReason.NOT_ALLOWED,
                "metadata.site is none of the values allowed");
    }

    @Test
    void aSampleOutsideItsRangeIsRejectedAndUnknownNumbersAreKept() {
        Contract contract =
                new Contract(Duration.ofDays(1), ColumnRules.NONE, ColumnRules.NONE, ranges("cpu_percent", 0, 100));
        String sample = "{\"timestamp\":\"2026-09-10T10:00:00Z\",\"cpu_percent\":24,\"net_bytes_sent\":1.5e9}";

        assertThat(read(rows(contract, LogShape.FILE), Kind.SYSTEM, sample))
                .isInstanceOfSatisfying(
                        ReadRow.OfSystem.class,
                        row -> assertThat(row.sample().numbers())
                                .containsOnly(Map.entry("cpu_percent", 24.0), Map.entry("net_bytes_sent", 1.5e9)));
        assertThat(read(rows(contract, LogShape.FILE), Kind.SYSTEM, sample.replace("24", "2400")))
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(RejectReason.OUT_OF_RANGE));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2026-09-11T23:59:59Z, true",
        "1, 2026-09-12T00:00:01Z, false",
        "0, 2026-09-11T00:00:01Z, false",
        "3, 2026-09-13T23:00:00Z, true"
    })
    void aClockMayBeAheadOfTheArrivalDaysEndByWhatTheContractSays(int days, String time, boolean taken) {
        Contract contract = new Contract(Duration.ofDays(days), ColumnRules.NONE, ColumnRules.NONE, ColumnRules.NONE);

        ReadRow row = read(rows(contract, LogShape.FILE), Kind.PREDICTION, GOOD.replace("2026-09-10T10:00:00Z", time));

        assertThat(row instanceof ReadRow.OfPrediction).isEqualTo(taken);
    }

    @Test
    void aClockThatRunsBackwardsIsRefused() {
        assertThatThrownBy(
                        () -> new Contract(Duration.ofDays(-1), ColumnRules.NONE, ColumnRules.NONE, ColumnRules.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("before rows arrive")
                .hasMessageContaining("e.g. 1 day");
    }

    @Test
    void theColumnsOfAnsweredRequestsAreCountedByVersionRejectedOnesToo() {
        LogRows rows = asking(ColumnRules.NONE);
        read(rows, Kind.PREDICTION, GOOD);
        read(rows, Kind.PREDICTION, GOOD.replace("0.9", "\"high\"").replace("6.1", "NaN"));
        read(rows, Kind.PREDICTION, GOOD.replace("success", "PredictionStatus.TIMEOUT"));
        read(rows, Kind.PREDICTION, GOOD.replace("\"v1\"", "null"));
        read(rows, Kind.PREDICTION, GOOD.replace("\"v1\"", "2"));

        Map<String, RowShape> shapes = rows.end(0).shapes();

        assertThat(shapes).containsOnlyKeys("v1", "2");
        assertThat(shapes.get("v1").rows()).isEqualTo(2);
        assertThat(shapes.get("v1").columns())
                .extractingByKeys("confidence", "metadata.image_stats.entropy", "metadata.site", "metadata")
                .extracting(ColumnShape::kinds)
                .containsExactly(
                        new java.util.TreeMap<>(Map.of(ValueKind.NUMBER, 1L, ValueKind.TEXT, 1L)),
                        new java.util.TreeMap<>(Map.of(ValueKind.NUMBER, 2L)),
                        new java.util.TreeMap<>(Map.of(ValueKind.TEXT, 2L)),
                        new java.util.TreeMap<>(Map.of(ValueKind.OBJECT, 2L)));
        assertThat(shapes.get("v1")
                        .columns()
                        .get("confidence")
                        .magnitudes()
                        .looked()
                        .rows())
                .isEqualTo(1);
        assertThat(List.of(tuple(shapes.get("2").rows()))).containsExactly(tuple(1L));
    }
}
