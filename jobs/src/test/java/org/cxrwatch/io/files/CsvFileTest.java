package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    private static final String NAME = "predictions_2026-09-10.csv";
    private static final String HEADER =
            "prediction_id,timestamp,model_version,prediction,confidence,processing_time_ms,status,metadata";

    private static String row(String id) {
        return row(id, "0.9", "");
    }

    private static String row(String id, String confidence, String metadata) {
        return id + ",2026-09-10T10:00:00Z,v1.0.0,PNEUMONIA," + confidence + ",120.5,success," + metadata;
    }

    private static List<ReadRow> read(String... lines) {
        return readText(String.join("\n", lines) + "\n");
    }

    private static List<ReadRow> readText(String text) {
        return Lines.read(NAME, text.getBytes(StandardCharsets.UTF_8), Lines.rules());
    }

    private static LoggedPrediction prediction(ReadRow row) {
        return ((ReadRow.OfPrediction) row).prediction();
    }

    private static String quarantine(String... lines) {
        return ((ReadRow.OfFile) read(lines).get(0)).quarantine();
    }

    @Test
    void columnsComeInAnyOrderWithAnyEndsOfLinesAndAByteOrderMark() {
        List<ReadRow> rows =
                readText("\uFEFFstatus,\"prediction_id\", confidence ,prediction,model_version,timestamp\r\n"
                        + "success,\"a\",0.9,PNEUMONIA,v1.0.0,2026-09-10T10:00:00Z\r\n");

        assertThat(rows).hasSize(2);
        assertThat(prediction(rows.get(0)).predictionId()).isEqualTo("a");
        assertThat(((ReadRow.OfPrediction) rows.get(0)).line()).isEqualTo(2);
        assertThat(prediction(rows.get(0)).prediction().latency()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void aCellMayHoldCommasQuotesAndEndsOfLines() {
        List<ReadRow> rows = read(
                HEADER,
                row(
                        "\"a,\"\"1\"\"\"",
                        "0.9",
                        "\"{\"\"site\"\":\r\n\"\"north\"\",\"\"image_stats\"\":\n{\"\"mean\"\":142.3}}\""),
                row("b"));

        assertThat(prediction(rows.get(0)).predictionId()).isEqualTo("a,\"1\"");
        assertThat(prediction(rows.get(0)).prediction().attributes()).isEqualTo(Map.of("site", "north"));
        assertThat(prediction(rows.get(0)).prediction().features()).isEqualTo(Map.of("mean", 142.3));
        assertThat(prediction(rows.get(1)).predictionId()).isEqualTo("b");
        assertThat(((ReadRow.OfPrediction) rows.get(1)).line()).isEqualTo(5);
    }

    @Test
    void columnsOfMetadataAreNamedWithDotsAndKeepTheirText() {
        List<ReadRow> rows = read(
                HEADER + ".site,metadata.scanner,metadata.image_stats.mean,metadata.image_stats.std",
                row("a", "0.9", "north") + ",007,142.3,",
                row("b", "0.9", "north") + ",,NaN,x");

        assertThat(prediction(rows.get(0)).prediction().attributes())
                .isEqualTo(Map.of("site", "north", "scanner", "007"));
        assertThat(prediction(rows.get(0)).prediction().features()).isEqualTo(Map.of("mean", 142.3));
        assertThat(prediction(rows.get(1)).prediction().features())
                .isEqualTo(Map.of("mean", Double.NaN, "std", Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({"0.9,0.9", "9e-1,0.9", " .5 ,0.5", "1,1", "+1.,1"})
    void aNumberIsTextThatIsADecimalNumber(String cell, double confidence) {
        assertThat(prediction(read(HEADER, row("a", cell, "")).get(0))
                        .prediction()
                        .answer()
                        .confidence())
                .isEqualTo(confidence);
    }

    @ParameterizedTest
    @CsvSource({
        "0x1p-1,WRONG_TYPE",
        "0.5d,WRONG_TYPE",
        "high,WRONG_TYPE",
        "'',MISSING_VALUE",
        "1e999,BAD_CONFIDENCE",
        "NaN,BAD_CONFIDENCE"
    })
    void whatIsNoSuchNumberIsPutAside(String cell, RejectReason reason) {
        assertThat(read(HEADER, row("a", cell, "")).get(0))
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(reason));
    }

    @Test
    void inJsonLinesTextIsStillNoNumber() {
        assertThat(Lines.read(Kind.PREDICTION, Lines.predictionWith("confidence", "\"0.9\""))
                        .get(0))
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(RejectReason.WRONG_TYPE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A quote too many at the beginning of a cell, which never closes.
                "bad,2026-09-10T10:00:00Z,v1.0.0,\"PNEUMONIA,0.9,120.5,success,",
                "\"bad,2026-09-10T10:00:00Z,v1.0.0,PNEUMONIA,0.9,120.5,success,",
                "bad,2026-09-10T10:00:00Z,v1.0.0,PNEUMONIA,0.9,120.5,success,\"",
                // One that closes in the middle of a cell.
                "bad,2026-09-10T10:00:00Z,v1.0.0,\"PNEU\"MONIA,0.9,120.5,success,",
                // Cells missing, and one too many.
                "bad,2026-09-10T10:00:00Z,v1.0.0",
                "bad,2026-09-10T10:00:00Z,v1.0.0,PNEUMONIA,0.9,120.5,success,,",
                "a\rb,2026-09-10T10:00:00Z,v1.0.0,PNEUMONIA,0.9,120.5,success,"
            })
    void aBrokenLineCostsOneRowWhateverFollows(String broken) {
        String quoted = row("x", "0.9", "\"{\"\"site\"\":\"\"north\"\"}\"");
        List<List<String>> neighbours = List.of(
                List.of(row("b"), row("c")),
                List.of(quoted, row("c")),
                List.of("\"y\"" + row(""), row("c")),
                IntStream.range(0, 16_000).mapToObj(i -> row("n" + i)).toList());

        for (List<String> following : neighbours) {
            List<ReadRow> rows = read(HEADER, row("a"), broken, String.join("\n", following));

            assertThat(rows).hasSize(following.size() + 3);
            assertThat(rows.get(1)).isInstanceOfSatisfying(ReadRow.OfReject.class, reject -> {
                assertThat(reject.reason()).isEqualTo(RejectReason.NOT_CSV);
                assertThat(reject.line()).isEqualTo(3);
                assertThat(reject.raw()).isEqualTo(broken);
            });
            assertThat(rows.stream().filter(ReadRow.OfPrediction.class::isInstance))
                    .hasSize(following.size() + 1);
        }
    }

    @Test
    void aCellOfTenMegabytesCostsOneRowInQuotesOrOut() {
        List<ReadRow> rows = read(
                HEADER, row("a"), row("x".repeat(10_000_000)), row("b"), row("\"" + "x".repeat(10_000_000)), row("c"));

        assertThat(rows).hasSize(6);
        assertThat(List.of(rows.get(1), rows.get(3)))
                .allSatisfy(row -> assertThat(row).isInstanceOfSatisfying(ReadRow.OfReject.class, reject -> {
                    assertThat(reject.reason()).isEqualTo(RejectReason.LINE_TOO_LONG);
                    assertThat(reject.raw()).hasSize(2_000);
                }));
        assertThat(prediction(rows.get(4)).predictionId()).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "timestamp,status|it has no column prediction_id, model_version, prediction, confidence",
                "id;timestamp;status|it has no column prediction_id",
                "HEADER,status|its columns 7 and 9 have the same name",
                "HEADER,|its column 9 has no name",
                "\"HEADER|its first line does not name columns: a quote in it is not closed",
                "|its first line does not name columns: nothing but white space",
                "\"a\"b,HEADER|its first line does not name columns: its quotes are not those of a CSV record",
            })
    void aFileWhoseFirstLineIsNoHeaderIsPutAsideWhole(String header, String reason) {
        String first = header == null ? "" : header.replace("HEADER", HEADER);

        assertThat(quarantine(first, row("a"))).startsWith(reason).contains("mend it and touch it");
    }

    @Test
    void aFileWithoutHeaderIsPutAsideAndItsRowsAreNotRepeated() {
        assertThat(quarantine(row("img-of-somebody"), row("b")))
                .contains("it has no column prediction_id, timestamp")
                .doesNotContain("somebody");
    }

    @Test
    void metadataThatIsNoJsonIsPutAside() {
        assertThat(read(HEADER, row("a", "0.9", "{'site': 'north'}")).get(0))
                .isInstanceOfSatisfying(ReadRow.OfReject.class, reject -> {
                    assertThat(reject.reason()).isEqualTo(RejectReason.WRONG_TYPE);
                    assertThat(reject.detail()).startsWith("metadata is no JSON: broken at column");
                });
    }

    @Test
    void anEmptyCellOfALabelSaysNothingAndWithdrawsNothing() {
        List<ReadRow> rows = Lines.read(
                "labels_2026-09-10.csv",
                "prediction_id,actual_label\na,\nb,WITHDRAWN\n".getBytes(StandardCharsets.UTF_8),
                Lines.rules());

        assertThat(rows.get(0))
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(RejectReason.MISSING_VALUE));
        assertThat(((ReadRow.OfLabel) rows.get(1)).event().actualClass()).isEmpty();
    }
}
