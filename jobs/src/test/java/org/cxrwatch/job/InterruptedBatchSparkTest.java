package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.cxrwatch.error.DataException;
import org.cxrwatch.io.delta.Admission;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.RejectLimit;
import org.cxrwatch.io.files.Lines;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.log.ConfidenceMeaning;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Source;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that was cut off after its predictions were appended, and is taken once more. */
class InterruptedBatchSparkTest {

    private static final Instant NIGHT = Instant.parse("2026-09-11T02:00:00Z");

    @TempDir
    private Path folder;

    private LogFiles logs;
    private DeltaLake lake;
    private Batch batch;

    @BeforeEach
    void takeOnce() throws IOException {
        Path file = folder.resolve("logs/predictions_2026-09-10.jsonl");
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                List.of(
                        Lines.prediction("a"),
                        Lines.prediction("b"),
                        Lines.prediction("c").replace("PNEUMONIA", "VIRAL")));
        logs = LogFiles.inFolder(folder.resolve("logs"));
        lake = DeltaLake.open(TestSession.shared(), folder.resolve("lake").toString());
        Source source = logs.source("files", LogFiles.Arriving.FROM_NAME);
        batch = Batch.planned(
                1, source.list(Ledger.Taken.nothing(), NIGHT).plan().orElseThrow(), NIGHT);
    }

    private static ReadingRules rules(String... classes) {
        return new ReadingRules(
                List.of(classes),
                "PNEUMONIA",
                ConfidenceMeaning.PREDICTED_CLASS,
                ZoneOffset.UTC,
                Duration.ofDays(7_300),
                DemoReading.CONTRACT);
    }

    private long take(ReadingRules rules) {
        Admission any = new Admission(Expired.NOTHING, new RejectLimit(1, 1));
        return new DeltaIntake(TestSession.shared(), lake, logs.reader(rules), any)
                .take(batch)
                .counts()
                .get("predictions_taken");
    }

    @Test
    void isCompletedUnderTheSameSettingsOnly() {
        ReadingRules two = rules("NORMAL", "PNEUMONIA");
        ReadingRules three = rules("NORMAL", "PNEUMONIA", "VIRAL");
        assertThat(take(two)).isEqualTo(2);

        assertThatThrownBy(() -> take(three))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Batch 1 was cut off after it had put 2 rows into table prediction; read again," + " it has 3")
                .hasMessageContaining("Set them as they were")
                .hasMessageContaining("--retry");
        assertThat(take(two)).isEqualTo(2);
        assertThat(lake.read(PredictionTable.TABLE).count()).isEqualTo(2);
    }

    @Test
    void losesNothingIfRowsAreGoneMeanwhile() {
        assertThat(take(rules("NORMAL", "PNEUMONIA", "VIRAL"))).isEqualTo(3);

        assertThat(take(rules("NORMAL", "PNEUMONIA"))).isEqualTo(2);
        assertThat(lake.read(PredictionTable.TABLE).count()).isEqualTo(3);
    }
}
