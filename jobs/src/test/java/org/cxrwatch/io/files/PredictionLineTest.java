package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.log.ConfidenceMeaning;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionLineTest {

    @Test
    void everyValueOfAGoodLineIsRead() {
        LoggedPrediction read = accepted(Lines.prediction("a"));

        assertThat(read)
                .isEqualTo(new LoggedPrediction(
                        "a",
                        new Prediction(
                                "v1.0.0",
                                Instant.parse("2026-09-10T10:00:00.123Z"),
                                RequestStatus.SUCCESS,
                                OptionalDouble.of(0.1205),
                                new Prediction.Answer("PNEUMONIA", 0.9, 0.9),
                                Map.of("mean_intensity", 142.3),
                                Map.of("site", "north")),
                        Optional.of("d244"),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prediction_id      | null                    | MISSING_ID
            prediction_id      | ""                      | MISSING_ID
            prediction_id      | "  "                    | MISSING_ID
            prediction_id      | true                    | WRONG_TYPE
            prediction_id      | "a\\u0000b"             | BAD_TEXT
            timestamp          | null                    | MISSING_VALUE
            timestamp          | "not a time"            | BAD_TIMESTAMP
            timestamp          | "2026-09-10"            | BAD_TIMESTAMP
            timestamp          | "2026-02-30T10:00:00Z"  | BAD_TIMESTAMP
            timestamp          | "2026-09-10T24:00:00Z"  | BAD_TIMESTAMP
            timestamp          | 1757500000              | BAD_TIMESTAMP
            timestamp          | "2031-01-01T00:00:00Z"  | IN_THE_FUTURE
            timestamp          | "2026-09-12T00:00:00.001Z" | IN_THE_FUTURE
            timestamp          | "1970-01-01T00:00:00Z"  | TOO_OLD
            model_version      | null                    | MISSING_VALUE
            model_version      | {}                      | WRONG_TYPE
            prediction         | "CAT"                   | UNKNOWN_CLASS
            prediction         | null                    | MISSING_VALUE
            confidence         | 1.7                     | BAD_CONFIDENCE
            confidence         | -0.1                    | BAD_CONFIDENCE
            confidence         | NaN                     | BAD_CONFIDENCE
            confidence         | "Infinity"              | BAD_CONFIDENCE
            confidence         | 1e999                   | BAD_CONFIDENCE
            confidence         | null                    | MISSING_VALUE
            confidence         | "high"                  | WRONG_TYPE
            processing_time_ms | -5.0                    | NEGATIVE_DURATION
            processing_time_ms | -Infinity               | NEGATIVE_DURATION
            processing_time_ms | "fast"                  | WRONG_TYPE
            status             | "ok"                    | UNKNOWN_STATUS
            status             | null                    | MISSING_VALUE
            metadata           | "north"                 | WRONG_TYPE
            metadata           | {"image_stats":[1,2]}   | WRONG_TYPE
            image_hash         | "\\u0000"               | BAD_TEXT
            """)
    void aValueThatCannotBeIsNamedAndTheLinePutAside(String field, String json, RejectReason reason) {
        ReadRow.OfReject reject = rejected(Lines.predictionWith(field, json));

        assertThat(reject.reason()).isEqualTo(reason);
        assertThat(reject.kind()).isEqualTo(Kind.PREDICTION);
        assertThat(reject.line()).isEqualTo(1);
        assertThat(reject.detail()).isNotBlank();
    }

    @Test
    void noDetailRepeatsAValueOfTheLine() {
        assertThat(rejected(Lines.predictionWith("prediction", "\"Jane Doe\"")).detail())
                .isEqualTo("prediction is none of [NORMAL, PNEUMONIA]");
    }

    @Test
    void anIdLongerThanADatabaseTakesIsPutAside() {
        assertThat(rejected(Lines.prediction("x".repeat(256))).reason()).isEqualTo(RejectReason.BAD_TEXT);
        assertThat(accepted(Lines.prediction("x".repeat(255))).predictionId()).hasSize(255);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-10T10:00:00Z, 2026-09-10T10:00:00Z",
        "2026-09-10T10:00Z, 2026-09-10T10:00:00Z",
        "2026-09-10t10:00:00z, 2026-09-10T10:00:00Z",
        "2026-09-10T10:00:00.123456789Z, 2026-09-10T10:00:00.123Z",
        "2026-09-10T10:00:00.999999+05:45, 2026-09-10T04:15:00.999Z",
        "2026-09-10T10:00:00+0200, 2026-09-10T08:00:00Z",
        "2026-09-10T10:00:00-03, 2026-09-10T13:00:00Z",
        "2026-09-10 10:00:00, 2026-09-10T10:00:00Z",
        "2026-09-10T10:00:00, 2026-09-10T10:00:00Z",
        "2024-02-29T23:59:59.999, 2024-02-29T23:59:59.999Z",
    })
    void timesAreIso8601ToTheMillisecond(String text, Instant expected) {
        assertThat(accepted(Lines.predictionWith("timestamp", '"' + text + '"'))
                        .prediction()
                        .at())
                .isEqualTo(expected);
    }

    /** Offsets from the IANA time zone database. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2025-10-26T02:30:00, 2025-10-26T00:30:00Z, 1",
        "Europe/Berlin, 2025-10-26T03:30:00, 2025-10-26T02:30:00Z, 0",
        "Europe/Berlin, 2026-03-29T02:30:00, 2026-03-29T01:30:00Z, 0",
        "America/Sao_Paulo, 2018-02-17T23:30:00, 2018-02-18T01:30:00Z, 1",
        "Asia/Kathmandu, 2026-09-10T05:45:00, 2026-09-10T00:00:00Z, 0",
        "Pacific/Apia, 2026-09-10T13:00:00, 2026-09-10T00:00:00Z, 0",
    })
    void aLocalTimeIsOfTheSourcesZoneAndTheEarlierOfTwo(String zone, String local, Instant expected, long ambiguous) {
        byte[] line = (Lines.predictionWith("timestamp", '"' + local + '"') + "\n").getBytes(StandardCharsets.UTF_8);
        List<ReadRow> rows = Lines.read(Kind.PREDICTION, line, Lines.rules(zone));

        assertThat(((ReadRow.OfPrediction) rows.get(0))
                        .prediction()
                        .prediction()
                        .at())
                .isEqualTo(expected);
        assertThat(((ReadRow.OfFile) rows.get(1)).ambiguousTimes()).isEqualTo(ambiguous);
    }

    @ParameterizedTest
    @CsvSource({
        "success, SUCCESS",
        "PredictionStatus.SUCCESS, SUCCESS",
        "PredictionStatus.TIMEOUT, TIMEOUT",
        "ERROR, ERROR",
    })
    void aStatusIsTheWordOrTheEnumsText(String text, RequestStatus expected) {
        assertThat(accepted(Lines.predictionWith("status", '"' + text + '"'))
                        .prediction()
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void ofAFailedRequestClassAndConfidenceAreNotJudged() {
        String line = Lines.prediction("a")
                .replace("\"success\"", "\"timeout\"")
                .replace("\"PNEUMONIA\"", "\"unknown\"")
                .replace("0.9", "17")
                .replace("\"error_message\":null", "\"error_message\":\"inference exceeded 30 s\"");
        LoggedPrediction read = accepted(line);

        assertThat(read.prediction().answer()).isEqualTo(new Prediction.Answer("unknown", 0, 0));
        assertThat(read.errorMessage()).contains("inference exceeded 30 s");
    }

    @Test
    void theScoreIsTheProbabilityOfThePositiveClass() {
        assertThat(accepted(Lines.predictionWith("prediction", "\"NORMAL\""))
                        .prediction()
                        .answer())
                .isEqualTo(new Prediction.Answer("NORMAL", 0.9, 1 - 0.9));
    }

    @Test
    void aConfidenceCanBeThatOfThePositiveClassByConfiguration() {
        ReadingRules rules = new ReadingRules(
                List.of("NORMAL", "PNEUMONIA"),
                "PNEUMONIA",
                ConfidenceMeaning.POSITIVE_CLASS,
                ZoneId.of("UTC"),
                Duration.ofDays(7_300),
                DemoReading.CONTRACT);
        byte[] line = Lines.predictionWith("prediction", "\"NORMAL\"").getBytes(StandardCharsets.UTF_8);

        assertThat(((ReadRow.OfPrediction)
                                Lines.read(Kind.PREDICTION, line, rules).get(0))
                        .prediction()
                        .prediction()
                        .answer())
                .isEqualTo(new Prediction.Answer("NORMAL", 1 - 0.9, 0.9));
    }

    @Test
    void featuresThatAreNotFiniteAreKeptToBeCounted() {
        Map<String, Double> features =
                accepted(Lines.predictionWith("metadata", """
                        {"image_stats":{"a":NaN,"b":"Infinity","c":1e999,"d":-1e999,\
                        "e":null,"f":"x","g":-0.0,"h":4.9e-324}}""")).prediction().features();

        assertThat(features)
                .containsOnly(
                        Map.entry("a", Double.NaN),
                        Map.entry("b", Double.POSITIVE_INFINITY),
                        Map.entry("c", Double.POSITIVE_INFINITY),
                        Map.entry("d", Double.NEGATIVE_INFINITY),
                        Map.entry("f", Double.NaN),
                        Map.entry("g", -0.0),
                        Map.entry("h", Double.MIN_VALUE));
    }

    @Test
    void attributesAreWhateverElseTheMetadataSays() {
        Map<String, String> attributes = accepted(Lines.predictionWith("metadata", """
                        {"site":"north","age":45,"portable":true,"none":null,\
                        "blank":" ","nested":{"x":1},"long":"%s"}""".formatted("y".repeat(500))))
                .prediction()
                .attributes();

        assertThat(attributes)
                .containsOnly(
                        Map.entry("site", "north"),
                        Map.entry("age", "45"),
                        Map.entry("portable", "true"),
                        Map.entry("long", "y".repeat(200)));
    }

    @Test
    void noMetadataAndNoLatencyAreFine() {
        Prediction read = accepted(Lines.predictionWith("metadata", "null").replace("120.5", "null"))
                .prediction();

        assertThat(read.features()).isEmpty();
        assertThat(read.attributes()).isEmpty();
        assertThat(read.latency()).isEmpty();
    }

    @Test
    void aWildNumberOfAttributesIsBounded() {
        StringBuilder metadata = new StringBuilder("{\"image_stats\":{");
        for (int i = 0; i < 500; i++) {
            metadata.append(i == 0 ? "" : ",").append("\"f%03d\":%d".formatted(i, i));
        }
        metadata.append('}');
        for (int i = 0; i < 500; i++) {
            metadata.append(",\"a%03d\":\"x\"".formatted(i));
        }
        Prediction read =
                accepted(Lines.predictionWith("metadata", metadata + "}")).prediction();

        assertThat(read.features()).hasSize(200).containsKey("f199");
        assertThat(read.attributes()).hasSize(100).containsKey("a099");
    }

    @Test
    void aLabelOnTheLineIsALabelThatArrivedWithIt() {
        List<ReadRow> rows = Lines.read(Kind.PREDICTION, Lines.predictionWith("actual_label", "\"NORMAL\""));

        assertThat(rows.get(0)).isInstanceOf(ReadRow.OfPrediction.class);
        assertThat(rows.get(1))
                .isEqualTo(new ReadRow.OfLabel(
                        1,
                        LabelEvent.ofImage("a", Optional.of("NORMAL"), Optional.empty(), "prediction", Lines.ARRIVAL),
                        Optional.of(LocalDate.of(2026, 9, 10)),
                        "v1.0.0"));
    }

    @Test
    void anImpossibleLabelOnTheLineCostsTheLabelOnly() {
        List<ReadRow> rows = Lines.read(Kind.PREDICTION, Lines.predictionWith("actual_label", "\"CAT\""));

        assertThat(rows.get(0)).isInstanceOf(ReadRow.OfPrediction.class);
        assertThat(rows.get(1)).isInstanceOfSatisfying(ReadRow.OfReject.class, reject -> {
            assertThat(reject.kind()).isEqualTo(Kind.LABEL);
            assertThat(reject.reason()).isEqualTo(RejectReason.UNKNOWN_CLASS);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prediction_id\": \"trunc",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} x",
                "{'a':1}",
                "{\"a\":\"\u0000\"}"
            })
    void whatIsNotOneWholeJsonValueIsPutAside(String line) {
        assertThat(rejected(line).reason()).isEqualTo(RejectReason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[1,2]", "17", "\"text\""})
    void jsonThatIsNoObjectIsPutAside(String line) {
        assertThat(rejected(line).reason()).isEqualTo(RejectReason.NOT_AN_OBJECT);
    }

    @Test
    void anEmptyLineIsPutAside() {
        assertThat(rejected("").reason()).isEqualTo(RejectReason.EMPTY_LINE);
        assertThat(rejected(" \t").reason()).isEqualTo(RejectReason.EMPTY_LINE);
    }

    @Test
    void jsonTwoThousandLevelsDeepIsPutAside() {
        assertThat(rejected("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000)).reason())
                .isEqualTo(RejectReason.NESTED_TOO_DEEPLY);
    }

    @Test
    void bytesThatAreNoTextArePutAside() {
        byte[] line = (Lines.prediction("\u00e9") + "\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Lines.read(Kind.PREDICTION, line, Lines.rules()).get(0))
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(RejectReason.NOT_UTF8));
    }

    @Test
    void aStringOfTenMegabytesIsPutAsideAndOnlyItsBeginningKept() {
        ReadRow.OfReject reject = rejected(Lines.prediction("x".repeat(10_000_000)));

        assertThat(reject.reason()).isEqualTo(RejectReason.LINE_TOO_LONG);
        assertThat(reject.raw()).hasSize(2_000).startsWith("{\"prediction_id\":\"xxx");
    }

    private static LoggedPrediction accepted(String line) {
        List<ReadRow> rows = Lines.read(Kind.PREDICTION, line);
        assertThat(rows.get(0)).isInstanceOf(ReadRow.OfPrediction.class);
        return ((ReadRow.OfPrediction) rows.get(0)).prediction();
    }

    private static ReadRow.OfReject rejected(String line) {
        List<ReadRow> rows = Lines.read(Kind.PREDICTION, line);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).isInstanceOf(ReadRow.OfReject.class);
        return (ReadRow.OfReject) rows.get(0);
    }
}
