package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.RebuildCells;
import org.cxrwatch.job.Recount;
import org.cxrwatch.job.Summarise;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The cells of the demo stream against its truth.json (pandas and SciPy, see its README). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SixWeeksCellsSparkTest {

    private static final Path STREAM = Path.of("src", "demo", "pneumonia-stream");
    private static final Instant EVER = Instant.parse("2027-01-01T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 10, 12);
    private static final SummaryDefinition DEFINITION = new SummaryDefinition(
            List.of("site", "scanner", "view_position", "patient_sex", "patient_age_group"), List.of("site"));

    private final MemoryLedger ledger = new MemoryLedger();
    private JsonNode truth;
    private DeltaLake lake;
    private List<Cell> cells;
    private CellSums sums;
    private Summarise.Result result;

    @BeforeAll
    void summariseThem(@TempDir Path folder) throws IOException {
        truth = new ObjectMapper().readTree(STREAM.resolve("truth.json").toFile());
        lake = DeltaLake.open(TestSession.shared(), folder.toString());
        new Ingest(
                        List.of(new Ingest.Feed(
                                LogFiles.inFolder(STREAM).source("files", LogFiles.Arriving.FROM_NAME),
                                new DeltaIntake(
                                        TestSession.shared(),
                                        lake,
                                        LogFiles.inFolder(STREAM).reader(DemoReading.RULES)))),
                        ledger,
                        new MemorySourceChecks())
                .run(EVER);
        result = new Summarise(
                        ledger,
                        new LakeSummariser(TestSession.shared(), lake, DEFINITION, new LabelRules(120, List.of())))
                .run();
        cells = new LakeCells(lake).load(new Cells.Range(FIRST_DAY, LAST_DAY, Set.of(PartKind.values()), EVER));
        sums = new CellSums(cells);
    }

    @Test
    void everyRowIsCounted() {
        assertThat(result.sentence()).endsWith("cells: 17,271 requests, 10,606 label events, 24,192 samples of hosts.");
    }

    @Test
    void theCellsAddUpToARecountByteForByte() {
        LakeRebuild rebuild = new LakeRebuild(TestSession.shared(), lake, DEFINITION, new LabelRules(120, List.of()));

        assertThat(new RebuildCells(new Recount(ledger, new LakeCells(lake), rebuild, DEFINITION, Expired.NOTHING))
                        .run(Optional.empty(), Optional.empty())
                        .sentence())
                .isEqualTo("42 days equal, byte for byte; nothing was written.");
    }

    @Test
    void aPredictionCostsAtMost250BytesOfCells() {
        Map<PartKind, Long> bytes = new TreeMap<>();
        cells.forEach(cell -> bytes.merge(cell.key().kind(), (long) cell.part().toBytes().length, Long::sum));
        long ofPredictions = bytes.entrySet().stream()
                .filter(entry -> entry.getKey() != PartKind.SYSTEM)
                .mapToLong(Map.Entry::getValue)
                .sum();

        assertThat(ofPredictions / 17_271.0).as("bytes of %s", bytes).isLessThan(250);
    }

    @Test
    void requestsFailuresAndLatencyAreThoseOfTheTruth() {
        eachDay((day, expected) -> {
            ServicePart service = (ServicePart) IntStream.range(0, 24)
                    .mapToObj(hour -> sums.sum(
                            new CellKey(PartKind.SERVICE, version(day), day, Optional.of(hour), Slice.ALL), EVER))
                    .flatMap(Optional::stream)
                    .reduce(Part::with)
                    .orElseThrow();
            assertThat(service.rows()).isEqualTo(expected.get("predictions").asLong());
            assertThat(service.failures()).isEqualTo(expected.get("errors").asLong());
            assertClose(1000 * service.latency().mean(), expected.get("latency_ms_mean"));
            assertClose(1000 * service.latency().quantile(0.95), expected.get("latency_ms_p95"));
        });
    }

    @Test
    void accuracyInTotalAndBySiteIsThatOfTheTruth() {
        eachDay((day, expected) -> {
            assertClose(accuracy(day, Slice.ALL), expected.get("accuracy"));
            expected.get("accuracy_by_site")
                    .properties()
                    .forEach(site -> assertClose(accuracy(day, new Slice("site", site.getKey())), site.getValue()));
        });
    }

    @Test
    void meansAndDeviationsOfFeaturesAreThoseOfTheTruth() {
        eachDay((day, expected) -> {
            DistributionPart part = (DistributionPart)
                    sums.sum(key(PartKind.DISTRIBUTION, day, Slice.ALL), EVER).orElseThrow();
            expected.get("features").properties().forEach(feature -> {
                String name = feature.getKey();
                NumericSummary numbers = name.equals("confidence") ? part.confidence() : part.feature(name);
                assertClose(numbers.mean(), feature.getValue().get("mean"));
                assertClose(numbers.standardDeviation(), feature.getValue().get("std"));
            });
        });
    }

    @Test
    void aDayHasOneFileOfCells() {
        assertThat(lake.read(CellTable.TABLE).inputFiles()).hasSizeLessThanOrEqualTo(42);
    }

    private double accuracy(LocalDate day, Slice slice) {
        LabelledScores scores =
                ((LabelPart) sums.sum(key(PartKind.LABEL, day, slice), EVER).orElseThrow()).standing();
        double right = scores.scores("NORMAL", "NORMAL").count()
                + scores.scores("PNEUMONIA", "PNEUMONIA").count();
        return right / scores.rows();
    }

    private static CellKey key(PartKind kind, LocalDate day, Slice slice) {
        return new CellKey(kind, version(day), day, Optional.empty(), slice);
    }

    /** The stream's README: v1.1.0 from 10-09. */
    private static String version(LocalDate day) {
        return day.isBefore(LocalDate.of(2026, 10, 9)) ? "v1.0.0" : "v1.1.0";
    }

    private void eachDay(BiConsumer<LocalDate, JsonNode> check) {
        assertThat(truth.get("days")).hasSize(42);
        truth.get("days").properties().forEach(day -> check.accept(LocalDate.parse(day.getKey()), day.getValue()));
    }

    private static void assertClose(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), within(Math.abs(expected.asDouble()) * 1e-9));
    }
}
