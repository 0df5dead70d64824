package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionsRecordCommandTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    private Desk.Ended record(String... options) {
        return desk.run(Stream.concat(
                        Stream.of("predictions", "record", "--prediction", "PNEUMONIA", "--model-version", "v1.0.0"),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private List<Path> files(String folder) throws IOException {
        if (!Files.isDirectory(home.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(home.resolve(folder))) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void anAnswerIsALineOfAFileThatIngestReads() throws IOException {
        Desk.Ended ended = record("--confidence", "0.93", "--processing-time-ms", "120");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("as a test, which no metric counts").contains("cxrwatch ingest");
        assertThat(files("recorded")).isEmpty();
        Path file = files("inbox").get(0);
        assertThat(file.getFileName())
                .hasToString("predictions_" + Desk.NOW.toString().substring(0, 10) + ".jsonl");
        JsonNode line = new ObjectMapper().readTree(Files.readString(file));
        assertThat(line.get("prediction_id").asText()).hasSize(36);
        assertThat(line.get("timestamp").asText()).isEqualTo(Desk.NOW.toString());
        assertThat(line.get("confidence").asDouble()).isEqualTo(0.93);
        assertThat(line.get("status").asText()).isEqualTo("success");
    }

    @Test
    void oneThatShallCountIsPutApart() throws IOException {
        assertThat(record("--confidence", "0.93", "--counted").code()).isZero();

        assertThat(files("inbox")).isEmpty();
        assertThat(files("recorded")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--confidence, 93, confidence is not from 0 to 1: per cent?",
        "--confidence, NaN, confidence is not from 0 to 1",
    })
    void whatIngestWouldPutAsideIsRefused(String option, String value, String why) throws IOException {
        Desk.Ended ended = record(option, value);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(why).contains("Nothing was recorded");
        assertThat(files("inbox")).isEmpty();
    }

    @Test
    void aClassThatIsNoneIsRefusedWithThoseThereAre() {
        Desk.Ended ended = desk.run(
                "predictions", "record", "--prediction", "CAT", "--confidence", "0.5", "--model-version", "v1");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("PNEUMONIA and NORMAL");
    }
}
