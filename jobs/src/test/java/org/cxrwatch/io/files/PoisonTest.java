package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cxrwatch.port.ReadRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that no writer should write, between good ones: as many are rejected as there are, and no good row changes. */
class PoisonTest {

    private static final String DEEP = "[".repeat(2_000) + "]".repeat(2_000);

    private static List<byte[]> jsonPoison() {
        return List.of(
                bytes(Lines.predictionWith("confidence", "\"high\"")),
                bytes(Lines.predictionWith("confidence", "1e999")),
                bytes(Lines.predictionWith("confidence", "NaN")),
                bytes(Lines.predictionWith("timestamp", "17")),
                bytes(Lines.predictionWith("metadata", DEEP)),
                bytes(Lines.predictionWith("prediction_id", "\"\\u0000\"")),
                bytes(Lines.prediction("a").replace("\"a\"", "\"a\0\"")),
                bytes(Lines.prediction("x".repeat(10_000_000))),
                bytes(Lines.prediction("a").substring(0, 50)),
                bytes(Lines.prediction("a") + Lines.prediction("a")),
                Lines.prediction("\u00e9").getBytes(StandardCharsets.ISO_8859_1),
                bytes("[]"),
                bytes(""));
    }

    private static String csv(String id, String confidence, String metadata) {
        return id + ",2026-09-10T10:00:00Z,v1,PNEUMONIA," + confidence + ",success," + metadata;
    }

    private static List<byte[]> csvPoison() {
        return List.of(
                bytes(csv("a", "high", "")),
                bytes(csv("a", "1e999", "")),
                bytes(csv("a", "NaN", "")),
                bytes(csv("a", "0.9", "").replace("2026-09-10T10:00:00Z", "17")),
                bytes(csv("a", "0.9", DEEP)),
                bytes(csv("a\0", "0.9", "")),
                bytes(csv("x".repeat(10_000_000), "0.9", "")),
                bytes(csv("a", "0.9", "").substring(0, 30)),
                bytes(csv("a", "0.9", "") + csv("a", "0.9", "")),
                csv("\u00e9", "0.9", "").getBytes(StandardCharsets.ISO_8859_1),
                bytes("\"" + csv("a", "0.9", "")),
                bytes(csv("a", "0.9", "\"")),
                bytes(csv("a", "0.9", "[]")),
                bytes(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {".jsonl", ".jsonl.gz", ".jsonl.zst", ".csv", ".csv.gz", ".csv.zst"})
    void asManyAreRejectedAsWereInjectedAndTheirNeighboursAreIntact(String ending) {
        boolean table = ending.startsWith(".csv");
        List<byte[]> poison = table ? csvPoison() : jsonPoison();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<String> good = new ArrayList<>();
        if (table) {
            text.writeBytes(bytes("prediction_id,timestamp,model_version,prediction,confidence,status,metadata\n"));
        }
        for (byte[] bad : poison) {
            String id = "good-" + good.size();
            good.add(id);
            text.writeBytes(bytes((table ? csv(id, "0.9", "") : Lines.prediction(id)) + "\n"));
            text.writeBytes(bad);
            text.write('\n');
        }

        List<ReadRow> rows = Lines.read("predictions_2026-09-10" + ending, compressed(ending, text), Lines.rules());

        assertThat(rows.stream().filter(ReadRow.OfReject.class::isInstance)).hasSameSizeAs(poison);
        assertThat(rows.stream().filter(ReadRow.OfPrediction.class::isInstance).map(ReadRow.OfPrediction.class::cast))
                .extracting(row -> row.prediction().predictionId())
                .containsExactlyElementsOf(good);
        assertThat(rows.stream().filter(ReadRow.OfPrediction.class::isInstance).map(ReadRow.OfPrediction.class::cast))
                .allMatch(row ->
                        row.prediction().prediction().attributes().equals(table ? Map.of() : Map.of("site", "north")));
        assertThat(rows).hasSize(2 * poison.size() + 1);
    }

    private static byte[] compressed(String ending, ByteArrayOutputStream text) {
        return SampleFiles.compressed(ending, text.toByteArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
