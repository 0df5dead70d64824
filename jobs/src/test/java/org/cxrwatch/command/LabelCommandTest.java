package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelCommandTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    private List<JsonNode> recorded() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (Path file : written()) {
            for (String line : Files.readAllLines(file)) {
                rows.add(new ObjectMapper().readTree(line));
            }
        }
        return rows;
    }

    private List<Path> written() throws IOException {
        if (!Files.isDirectory(home.resolve("inbox"))) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(home.resolve("inbox"))) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aLabelIsALineOfAFileThatIngestReads() throws IOException {
        Desk.Ended ended = desk.run("label", "img-1", "NORMAL");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .isEqualTo("Recorded 1 label. It counts with the next `cxrwatch ingest`, or with the next `cxrwatch"
                        + " nightly`.\n");
        assertThat(recorded())
                .extracting(JsonNode::toString)
                .containsExactly("{\"prediction_id\":\"img-1\",\"actual_label\":\"NORMAL\","
                        + "\"labelled_at\":\"2026-10-13T03:00:00Z\",\"source\":\"manual\"}");
        Source inbox = LogFiles.inFolder(home.resolve("inbox")).source(LogSources.MANUAL, LogFiles.Arriving.OBSERVED);
        Optional<Plan> plan = inbox.list(Ledger.Taken.nothing(), Desk.NOW).plan();
        assertThat(plan.orElseThrow().basis()).isEqualTo(ArrivalBasis.OBSERVED);
        assertThat(plan.orElseThrow().pieces()).singleElement().satisfies(piece -> {
            assertThat(piece.kind()).isEqualTo(Piece.Kind.LABEL);
            assertThat(piece.path()).endsWith("/labels_2026-10-13.jsonl");
        });
    }

    @Test
    void eachCallWritesAFileOfItsOwn() throws IOException {
        desk.run("label", "img-1", "NORMAL");
        desk.run("label", "img-1", "--withdraw", "--source", "radiologist", "--at", "2026-10-12T10:00Z");

        assertThat(written()).hasSize(2);
        assertThat(recorded())
                .extracting(JsonNode::toString)
                .contains("{\"prediction_id\":\"img-1\",\"actual_label\":null,"
                        + "\"labelled_at\":\"2026-10-12T10:00:00Z\",\"source\":\"radiologist\"}");
    }

    @Test
    void aFileOfLabelsIsTakenWhole() throws IOException {
        Path csv = Files.writeString(
                home.resolve("said.csv"),
                "prediction_id,actual_label,labelled_at,source\n\"img,1\",NORMAL,2026-10-01T08:00:00Z,radiologist\n"
                        + "img-2,WITHDRAWN,,\n");
        Path lines = Files.writeString(
                home.resolve("said.jsonl"), "{\"prediction_id\":\"img-3\",\"actual_label\":\"PNEUMONIA\"}\n\n");

        Desk.Ended ended = desk.run("label", "--file", csv.toString(), "--at", "2026-10-02", "--json");
        assertThat(ended.json().get("labels").asInt()).isEqualTo(2);
        assertThat(ended.json().get("withdrawals").asInt()).isEqualTo(1);
        assertThat(desk.run("label", "--file", lines.toString()).out()).startsWith("Recorded 1 label.");

        assertThat(recorded())
                .extracting(row -> String.join(
                        " ",
                        row.get("prediction_id").asText(),
                        row.get("actual_label").asText(),
                        row.get("labelled_at").asText(),
                        row.get("source").asText()))
                .containsExactlyInAnyOrder(
                        "img,1 NORMAL 2026-10-01T08:00:00Z radiologist",
                        "img-2 null 2026-10-02T00:00:00Z manual",
                        "img-3 PNEUMONIA 2026-10-13T03:00:00Z manual");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "label|the id is missing or empty|cxrwatch label ID PNEUMONIA",
                "label,,NORMAL|the id is missing or empty|cxrwatch label ID PNEUMONIA",
                "label,img-1|does not know what the image shows|Give a class, PNEUMONIA and NORMAL, or --withdraw.",
                "label,img-1,NORMAL,--withdraw|cannot give a class and withdraw it|Give a class",
                "label,img-1,NORMALL|actual_label is none of [PNEUMONIA, NORMAL]; did you mean NORMAL?|The classes are",
                "label,img-1,normal|did you mean NORMAL?|--withdraw takes a label back",
                "label,img-1,NORMAL,--at,2027-01-01|labelled_at is later than|Correct it",
                "label,img-1,NORMAL,--at,soon|'soon' is not a time|--help",
                "label,--file,/nowhere/said.csv|There is no file /nowhere/said.csv|Name a file of labels",
                "label,img-1,--file,/nowhere/said.csv|not from both|Leave out the id",
            })
    void whatCannotBeRecordedIsSaidAndNothingIsWritten(String line, String problem, String remedy) throws IOException {
        Desk.Ended ended = desk.run(line.split(",", -1));

        assertThat(ended.err()).contains(problem).contains(remedy);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(written()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "said.csv|prediction_id,actual_label;a,NORMAL;b,HEALTHY|Line 3 of ",
                "said.csv|prediction_id,actual_label;a,NORMAL;b|Line 3 of ",
                "said.csv|prediction_id,actual_label;a,|Line 2 of ",
                "said.csv|prediction_id,actual_label;\"a,NORMAL|Line 2 of ",
                "said.jsonl|{\"prediction_id\":\"a\",\"actual_label\":\"NORMAL\"};{\"prediction_id\":|Line 2 of ",
                "said.jsonl|;|holds no label",
            })
    void aFileWithAWrongLineIsRefusedWhole(String name, String lines, String problem) throws IOException {
        Path file = Files.writeString(home.resolve(name), lines.replace(';', '\n'));

        Desk.Ended ended = desk.run("label", "--file", file.toString());

        assertThat(ended.err()).contains(problem).containsIgnoringCase("nothing was recorded");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(written()).isEmpty();
    }
}
