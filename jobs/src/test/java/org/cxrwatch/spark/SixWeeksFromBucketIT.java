package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.Summarise;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.s3.S3Server;
import org.cxrwatch.s3.TestBucket;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The demo's stream in every format, from a bucket into a lake in a bucket, against the same rows as they are, from a
 * folder into a folder: every cell is equal, byte for byte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SixWeeksFromBucketIT {

    private static final Path STREAM = Path.of("src", "demo", "pneumonia-stream");
    private static final List<String> KINDS = List.of("predictions", "labels", "system_metrics");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 1);
    private static final int ALL_DAYS = 42;
    private static final Instant EVER = Instant.parse("2027-01-01T00:00:00Z");
    private static final SummaryDefinition DEFINITION =
            new SummaryDefinition(List.of("site", "scanner"), List.of("site"));
    private static final LabelRules LABEL_RULES = new LabelRules(120, List.of());

    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Taken> fromFolder = new TreeMap<>();
    private S3Server server;
    private Path folder;

    /** In which formats a day's files are written. */
    private enum Form {
        CSV(".csv .csv.gz .csv.zst"),
        PARQUET(".parquet"),
        MIXED(".jsonl .csv.zst .parquet .jsonl.gz .csv .jsonl.zst");

        private final String endings;

        Form(String endings) {
            this.endings = endings;
        }

        String ending(int number) {
            String[] each = endings.split(" ", -1);
            return each[number % each.length];
        }
    }

    /** What came of a stream: what its batches counted, and the sums of its cells. */
    private record Taken(Map<String, Long> counts, Map<String, String> sums) {}

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        server = S3Server.started();
        Stream.of(Form.values())
                .flatMap(form -> Stream.of(logs(form), lake(form)))
                .forEach(bucket -> {
                    server.createBucket(bucket);
                    TestBucket.tell(
                            TestSession.shared().sparkContext().hadoopConfiguration(), bucket, server.endpoint());
                });
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String logs(Form form) {
        return "six-weeks-logs-" + form.ordinal();
    }

    private static String lake(Form form) {
        return "six-weeks-lake-" + form.ordinal();
    }

    @Test
    void twelveDaysInAllFormatsAreThoseOfTheFolder() throws IOException {
        compare(Form.MIXED, 12);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Form.class)
    void sixWeeksInAnyFormatAreThoseOfTheFolder(Form form) throws IOException {
        compare(form, ALL_DAYS);
    }

    private void compare(Form form, int days) throws IOException {
        if (!fromFolder.containsKey(days)) {
            fromFolder.put(days, fromFolder(days));
        }
        LogFiles files =
                LogFiles.inBucket("s3a://" + logs(form) + "/days-" + days, TestBucket.settings(server.endpoint()));
        upload(form, days);

        Taken taken = take(files, "s3a://" + lake(form) + "/days-" + days);

        assertThat(taken.counts()).isEqualTo(fromFolder.get(days).counts());
        assertThat(taken.counts().get("predictions_taken")).isGreaterThan(300L * days);
        assertThat(taken.sums()).isEqualTo(fromFolder.get(days).sums());
    }

    private Taken fromFolder(int days) throws IOException {
        Path logs = folder.resolve("logs-" + days);
        for (Path file : files(days)) {
            Path to = logs.resolve(STREAM.relativize(file));
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
        return take(LogFiles.inFolder(logs), folder.resolve("lake-" + days).toString());
    }

    private static List<Path> files(int days) {
        List<Path> files = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (String kind : KINDS) {
                files.add(STREAM.resolve(kind).resolve(kind + "_" + FIRST_DAY.plusDays(day) + ".jsonl.gz"));
            }
        }
        return files.stream().filter(Files::exists).toList();
    }

    private static Taken take(LogFiles files, String place) {
        SparkSession session = TestSession.shared();
        DeltaLake lake = DeltaLake.open(session, place);
        MemoryLedger ledger = new MemoryLedger();
        Ingest.Feed feed = new Ingest.Feed(
                files.source("files", LogFiles.Arriving.FROM_NAME),
                new DeltaIntake(session, lake, files.reader(DemoReading.RULES)));
        Ingest.Report report = new Ingest(List.of(feed), ledger, new MemorySourceChecks()).run(EVER);
        new Summarise(ledger, new LakeSummariser(session, lake, DEFINITION, LABEL_RULES)).run();
        Map<String, Long> counts = new TreeMap<>();
        report.done()
                .forEach(done -> done.taken().counts().forEach((name, count) -> counts.merge(name, count, Long::sum)));
        return new Taken(counts, sums(new LakeCells(lake)));
    }

    private static Map<String, String> sums(LakeCells lake) {
        List<Cell> cells = lake.load(new Cells.Range(
                FIRST_DAY.minusDays(1), FIRST_DAY.plusDays(ALL_DAYS + 1L), Set.of(PartKind.values()), EVER));
        CellSums sums = new CellSums(cells);
        Map<String, String> bytes = new TreeMap<>();
        cells.stream()
                .map(Cell::key)
                .distinct()
                .forEach(key -> bytes.put(
                        key.toString(),
                        HexFormat.of()
                                .formatHex(sums.sum(key, EVER).orElseThrow().toBytes())));
        return bytes;
    }

    private void upload(Form form, int days) throws IOException {
        try (var client = server.client()) {
            int number = 0;
            for (Path file : files(days)) {
                String ending = isWhole(file) ? form.ending(number++) : ".jsonl";
                String name = file.getFileName().toString().replace(".jsonl.gz", ending);
                byte[] bytes = ending.equals(".parquet") ? parquet(file) : text(file, ending);
                client.putObject(
                        request -> request.bucket(logs(form))
                                .key("days-" + days + "/" + file.getParent().getFileName() + "/" + name),
                        software.amazon.awssdk.core.sync.RequestBody.fromBytes(bytes));
            }
            assertThat(number).as("files in another format").isGreaterThan(2 * days);
        }
    }

    /** Whether every row can be written in any format: the stream has a few broken ones, which stay as they are. */
    private boolean isWhole(Path file) throws IOException {
        for (String line : lines(file).lines().toList()) {
            try {
                JsonNode row = json.readTree(line);
                OffsetDateTime.parse(row.path(row.has("timestamp") ? "timestamp" : "labelled_at")
                        .asText());
            } catch (JsonProcessingException | DateTimeException broken) {
                return false;
            }
        }
        return true;
    }

    private byte[] text(Path file, String ending) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressed(bytes, ending)) {
            String lines = lines(file);
            out.write((ending.startsWith(".csv") ? csv(lines) : lines).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static OutputStream compressed(OutputStream out, String ending) throws IOException {
        return ending.endsWith(".gz")
                ? new GZIPOutputStream(out)
                : ending.endsWith(".zst") ? new ZstdOutputStream(out) : out;
    }

    private static String lines(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Objects are JSON in a cell, and what is null or absent is an empty one. */
    private String csv(String lines) throws IOException {
        List<JsonNode> rows = lines.lines().map(this::parsed).toList();
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(names::add));
        StringBuilder text = new StringBuilder();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(names.toArray(String[]::new))
                .get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (JsonNode row : rows) {
                printer.printRecord(names.stream().map(name -> cell(row.path(name))));
            }
        }
        return text.toString();
    }

    private JsonNode parsed(String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? ""
                : value.isContainerNode() ? value.toString() : value.asText();
    }

    /** As Spark writes it, times as such. */
    private byte[] parquet(Path file) throws IOException {
        Path to = Files.createTempDirectory(folder, "parquet").resolve("rows");
        Dataset<Row> rows = TestSession.shared().read().json(file.toString());
        String time = rows.columns().length > 0 && List.of(rows.columns()).contains("timestamp")
                ? "timestamp"
                : "labelled_at";
        rows.withColumn(time, to_timestamp(col(time))).coalesce(1).write().parquet(to.toString());
        try (Stream<Path> written = Files.list(to)) {
            return Files.readAllBytes(written.filter(each -> each.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
