package org.cxrwatch.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.PostgresServer;
import org.cxrwatch.io.postgres.ResultsText;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four days of the demo's stream, read, counted, frozen as baseline and evaluated by a master and two workers, against
 * the same on one machine: every row of every table is equal, the bytes of cells among them.
 */
@Tag("distribution")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneClusterIT {

    private static final Path STREAM = Path.of("src/demo/pneumonia-stream");
    private static final List<String> KINDS = List.of("predictions", "labels", "system_metrics");
    private static final int DAYS = 4;
    private static final int SHOWN = 300;

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private Path folder;
    private Path logs;
    private StandaloneCluster cluster;
    private Map<String, List<String>> expected;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary.toRealPath();
        logs = folder.resolve("logs");
        for (String kind : KINDS) {
            Files.createDirectories(logs.resolve(kind));
            for (int day = 1; day <= DAYS; day++) {
                Path file = STREAM.resolve(kind).resolve("%s_2026-09-%02d.jsonl.gz".formatted(kind, day));
                if (Files.exists(file)) {
                    Files.copy(file, logs.resolve(kind).resolve(file.getFileName()));
                }
            }
        }
        cluster = StandaloneCluster.started(folder);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    /** A place of its own for a run's lake and results. */
    private final class Place {

        private final Path home;
        private final DatabaseAddress database = SERVER.empty();

        Place(String name) throws IOException {
            home = Files.createDirectories(folder.resolve(name));
        }

        Submission demo() {
            return new Submission(
                    Map.of("CXRWATCH_HOME", home.toString(), "DATABASE_URL", ResultsText.url(database)),
                    List.of(
                            "spark.executor.memory=600m",
                            "spark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
                    List.of(
                            "demo",
                            "--data",
                            logs.toString(),
                            "--baseline-hours",
                            "48",
                            "--set",
                            "baseline.least-predictions=100"));
        }

        /** Every row of the lake and of the results, by table; what says when it was run left out. */
        Map<String, List<String>> rows() {
            Map<String, List<String>> rows = new TreeMap<>(ResultsText.of(database));
            for (String table : List.of("prediction", "label", "cell", "window_metric", "drift_measure", "baseline")) {
                rows.put("lake " + table, lakeRows(home.resolve("lake").resolve(table)));
            }
            return rows;
        }
    }

    private static List<String> lakeRows(Path table) {
        List<String> rows = new ArrayList<>();
        for (Row row : TestSession.shared()
                .read()
                .format("delta")
                .load(table.toString())
                .collectAsList()) {
            rows.add(text(row));
        }
        return rows.stream().sorted().toList();
    }

    private static String text(Row row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            Object value = row.get(i);
            values.add(
                    value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : String.valueOf(value));
        }
        return values.toString();
    }

    /** Rows that only this place has or lacks, by table, the first of them shown. */
    private List<String> differences(Place place) {
        Map<String, List<String>> rows = place.rows();
        List<String> differences = new ArrayList<>();
        expected.forEach((table, wanted) -> {
            List<String> there = new ArrayList<>(rows.get(table));
            List<String> missing = new ArrayList<>(wanted);
            wanted.forEach(there::remove);
            rows.get(table).forEach(missing::remove);
            if (!there.isEmpty() || !missing.isEmpty()) {
                differences.add(table + ": " + there.size() + " more " + first(there) + ", " + missing.size()
                        + " fewer " + first(missing));
            }
        });
        return differences;
    }

    private static String first(List<String> rows) {
        return rows.stream()
                .findFirst()
                .map(row -> row.substring(0, Math.min(row.length(), SHOWN)))
                .orElse("");
    }

    private int submit(String log, Submission submission) {
        try (SparkProcess driver = cluster.submit(folder.resolve(log), submission)) {
            return driver.exitCode();
        }
    }

    private String log(String name) {
        return SparkProcess.text(folder.resolve(name));
    }

    @Test
    @Order(1)
    void twoWorkersGiveWhatOneMachineGivesByteForByte() throws IOException {
        cluster.add(2, Map.of());
        Place far = new Place("far");
        Place near = new Place("near");
        List<String> local = new ArrayList<>(
                List.of(Distribution.built().file("bin/spark-submit").toString()));
        local.addAll(near.demo().words("local[2]"));

        try (SparkProcess one =
                SparkProcess.of(folder.resolve("near.log"), near.demo().environment(), local)) {
            int ended = submit("far.log", far.demo());

            assertThat(ended).as(log("far.log")).isZero();
            assertThat(one.exitCode()).as(one.log()).isZero();
        }

        expected = near.rows();
        assertThat(expected.get("lake cell").size()).isGreaterThan(800);
        assertThat(expected.get("drift_score").size()).isGreaterThan(100);
        assertThat(differences(far)).isEmpty();
        assertThat(cluster.executorLogs()).contains("Running task");
    }

    /** Whatever a command ends with is what the scheduler sees. */
    @Test
    @Order(2)
    @Tag("long")
    void exitCodesArePassedOn() throws IOException {
        Submission demo = new Place("codes").demo();

        assertThat(submit("usage.log", new Submission(demo.environment(), demo.settings(), List.of("nightly", "--no"))))
                .as(log("usage.log"))
                .isEqualTo(1);
        assertThat(submit("empty.log", new Submission(demo.environment(), demo.settings(), List.of("ingest"))))
                .as(log("empty.log"))
                .isEqualTo(2);
    }

    @Test
    @Order(3)
    @Tag("long")
    void whatAKilledWorkerLeftUnfinishedTheNextRunMends() throws IOException {
        Place place = new Place("killed");
        Submission demo = place.demo().with("spark.cxrwatch.executorWait=5s");
        StandaloneCluster small = StandaloneCluster.started(Files.createDirectories(folder.resolve("small")));
        try (small) {
            small.add(1, Map.of());
            Path log = folder.resolve("killed.log");
            try (SparkProcess driver = small.submit(log, demo)) {
                small.killAtWork(0);

                assertThat(driver.exitCode()).as(driver.log()).isEqualTo(4);
                assertThat(driver.log()).contains("took the last one away").contains("Then run the command again");
            }
            small.add(1, Map.of());

            try (SparkProcess again = small.submit(folder.resolve("mended.log"), demo)) {
                assertThat(again.exitCode()).as(again.log()).isZero();
            }
        }
        assertThat(differences(place)).isEmpty();
    }

    @Test
    @Order(4)
    @Tag("long")
    void executorsWithoutMemoryAreNamedAndTheNextRunMends() throws IOException {
        Place place = new Place("memory");
        Submission demo = place.demo().with("spark.cxrwatch.executorWait=20s").with("spark.testing.reservedMemory=1");
        StandaloneCluster small = StandaloneCluster.started(Files.createDirectories(folder.resolve("poor")));
        try (small) {
            small.add(1, Map.of("_JAVA_OPTIONS", "-Xmx72m"));

            try (SparkProcess driver = small.submit(folder.resolve("memory.log"), demo)) {
                assertThat(driver.exitCode()).as(driver.log()).isEqualTo(4);
                assertThat(driver.log()).contains("spark.executor.memory").contains("run the command again");
            }
        }
        assertThat(submit("rich.log", place.demo())).as(log("rich.log")).isZero();
        assertThat(differences(place)).isEmpty();
    }
}
