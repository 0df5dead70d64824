package org.cxrwatch.job;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.apache.spark.sql.SaveMode;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.files.Lines;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.spark.TestSession;

/**
 * How fast JSON lines get into Delta beside Spark's own reading and appending, in turns in one run: a program, not a
 * test. Ours rejects, recognises copies and keeps a manifest; Spark's does none of it.
 *
 * <p>Arguments: how many lines in all (default 1,000,000), how many turns (default 3).
 */
public final class IngestPace {

    private static final int FILES = 10;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 1);
    private static final Instant NIGHT = Instant.parse("2026-10-01T02:00:00Z");

    private IngestPace() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path folder = Files.createTempDirectory("cxrwatch-ingest-pace");
        Path logs = Files.createDirectory(folder.resolve("logs"));
        write(logs, 1_000);
        spark(logs, folder.resolve("warm-spark"));
        ours(logs, folder.resolve("warm-ours"));
        write(logs, lines);
        for (int turn = 1; turn <= turns; turn++) {
            double spark = seconds(() -> spark(logs, folder.resolve("spark")), folder, turn);
            double ours = seconds(() -> ours(logs, folder.resolve("ours")), folder, turn);
            System.out.printf(
                    Locale.ROOT,
                    "turn %d: Spark's read.json and append %.1f s, ours %.1f s: %.2f times; %,.0f rows/s%n",
                    turn,
                    spark,
                    ours,
                    ours / spark,
                    lines / ours);
        }
    }

    private static double seconds(Runnable work, Path folder, int turn) throws IOException {
        for (String name : List.of("spark", "ours")) {
            Path used = folder.resolve(name);
            if (Files.exists(used)) {
                Files.move(used, folder.resolve(name + "-before-" + turn + "-" + UUID.randomUUID()));
            }
        }
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
    }

    private static void spark(Path logs, Path table) {
        TestSession.shared()
                .read()
                .json(logs.toString())
                .write()
                .format("delta")
                .mode(SaveMode.Append)
                .save(table.toString());
    }

    private static void ours(Path logs, Path lake) {
        LogFiles files = LogFiles.inFolder(logs);
        DeltaIntake intake = new DeltaIntake(
                TestSession.shared(),
                DeltaLake.open(TestSession.shared(), lake.toString()),
                files.reader(Lines.rules()));
        new Ingest(
                        List.of(new Ingest.Feed(files.source("files", LogFiles.Arriving.FROM_NAME), intake)),
                        new MemoryLedger(),
                        new MemorySourceChecks())
                .run(NIGHT);
    }

    private static void write(Path logs, int lines) throws IOException {
        Random random = new Random(7);
        for (int file = 0; file < FILES; file++) {
            LocalDate day = FIRST_DAY.plusDays(file);
            try (BufferedWriter out = Files.newBufferedWriter(logs.resolve("predictions_" + day + ".jsonl"))) {
                for (int line = 0; line < lines / FILES; line++) {
                    out.write(line(random, day, line));
                }
            }
        }
    }

    private static String line(Random random, LocalDate day, int line) {
        Instant at = day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant().plusMillis(line * 800L);
        return String.format(
                Locale.ROOT,
                "{\"prediction_id\":\"%s\",\"timestamp\":\"%s\",\"model_version\":\"v1.0.0\",\"prediction\":\"%s\","
                        + "\"confidence\":%.6f,\"processing_time_ms\":%.3f,\"image_hash\":\"%016x\",\"status\":\"success\","
                        + "\"error_message\":null,\"actual_label\":null,\"metadata\":{\"site\":\"site-%d\",\"scanner\":"
                        + "\"scanner-%d\",\"view_position\":\"PA\",\"patient_sex\":\"F\",\"patient_age_group\":\"40-64\","
                        + "\"image_stats\":{\"mean_intensity\":%.3f,\"std_intensity\":%.4f,\"skewness\":%.6f,\"entropy\":"
                        + "%.5f,\"laplacian_variance\":%.3f,\"edge_density\":%.6f,\"dark_fraction\":%.4f}}}%n",
                new UUID(random.nextLong(), random.nextLong()),
                at,
                random.nextInt(4) == 0 ? "PNEUMONIA" : "NORMAL",
                random.nextDouble(),
                100 + 200 * random.nextDouble(),
                random.nextLong(),
                random.nextInt(5),
                random.nextInt(12),
                100 + 60 * random.nextGaussian(),
                50 + 10 * random.nextGaussian(),
                random.nextGaussian(),
                7 + random.nextGaussian(),
                300 * random.nextDouble(),
                random.nextDouble(),
                random.nextDouble());
    }
}
