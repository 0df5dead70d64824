package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.ErasedIds;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasedAsideTest {

    private static final Instant NIGHT = Instant.parse("2026-09-11T02:00:00Z");
    private static final ErasedIds NONE = new ErasedIds("salt", Set.of());

    @TempDir
    private Path folder;

    @Test
    void rowsLabelsAndBrokenLinesOfAnErasedIdAreEmptied() throws Exception {
        ErasedIds erased = new ErasedIds("salt", Set.of(NONE.hash("gone"), NONE.hash("a, \"b\"")));
        List<ReadRow> rows = read(
                erased,
                prediction("kept"),
                prediction("gone").replace("}", ", \"actual_label\": \"NORMAL\"}"),
                "{\"prediction_id\": \"gone\", \"timestamp\": \"20",
                "kept,gone,2026",
                "{\"prediction_id\": \"gone-2\", \"timestamp\": \"20");

        List<ReadRow.OfReject> rejects = rows.stream()
                .filter(ReadRow.OfReject.class::isInstance)
                .map(ReadRow.OfReject.class::cast)
                .toList();
        assertThat(rows.stream()
                        .filter(ReadRow.OfPrediction.class::isInstance)
                        .map(row -> ((ReadRow.OfPrediction) row).prediction().predictionId()))
                .containsExactly("kept");
        assertThat(rejects.stream()
                        .filter(reject -> reject.reason() == RejectReason.ERASED)
                        .map(ReadRow.OfReject::line))
                .containsExactly(2L, 2L, 3L, 4L);
        assertThat(rejects.stream()
                        .filter(reject -> reject.reason() == RejectReason.ERASED)
                        .map(ReadRow.OfReject::raw))
                .containsOnly("");
        assertThat(rejects.stream()
                        .filter(reject -> reject.reason() != RejectReason.ERASED)
                        .map(ReadRow.OfReject::raw))
                .singleElement()
                .asString()
                .contains("gone-2");
    }

    @Test
    void numbersAndEscapedIdsAreFoundInBrokenLines() throws Exception {
        ErasedIds erased = new ErasedIds("salt", Set.of(NONE.hash("4711"), NONE.hash("Müller-17"), NONE.hash("a/b")));

        List<ReadRow> rows = read(
                erased,
                "{\"prediction_id\":4711,\"confidence\":93}",
                "{\"prediction_id\": \"M\\u00fcller-17\", \"timestamp\": \"20",
                "{\"prediction_id\":\"a\\/b\",\"timestamp\":\"20");

        assertThat(rows.stream().filter(ReadRow.OfReject.class::isInstance).map(ReadRow.OfReject.class::cast))
                .hasSize(3)
                .allMatch(reject -> reject.reason() == RejectReason.ERASED)
                .allMatch(reject -> reject.raw().isEmpty());
    }

    @Test
    void whileNothingWasErasedTheReaderItselfReads() throws Exception {
        assertThat(read(NONE, prediction("kept"))).hasSize(2);
    }

    private List<ReadRow> read(ErasedIds erased, String... lines) throws Exception {
        Files.writeString(
                folder.resolve("predictions_2026-09-10.jsonl"),
                Stream.of(lines).collect(Collectors.joining("\n", "", "\n")));
        LogFiles files = LogFiles.inFolder(folder);
        Source source = files.source("files", LogFiles.Arriving.OBSERVED);
        Batch batch = Batch.planned(
                1, source.list(Ledger.Taken.nothing(), NIGHT).plan().orElseThrow(), NIGHT);
        List<ReadRow> rows = new ArrayList<>();
        try (RowReader.Reading reading = new ErasedAside(files.reader(DemoReading.RULES), () -> erased).open(batch)) {
            for (RowReader.Portion portion : reading.portions()) {
                try (RowReader.Rows read = reading.reader().read(portion)) {
                    read.forEachRemaining(rows::add);
                }
            }
        }
        return rows;
    }

    private static String prediction(String id) {
        return "{\"prediction_id\": \"" + id + "\", \"timestamp\": \"2026-09-10T10:00:00Z\", \"model_version\":"
                + " \"v1\", \"status\": \"success\", \"prediction\": \"NORMAL\", \"confidence\": 0.9,"
                + " \"processing_time_ms\": 20}";
    }
}
