package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.SystemMetricTable;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.summary.SystemPart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeSummariserSparkTest {

    private static final Instant EVER = Instant.parse("2028-01-01T00:00:00Z");

    private static final SmallStream STREAM = new SmallStream(400, 6);
    private static SmallLake cut;

    @TempDir
    static Path cutFolder;

    @TempDir
    Path folder;

    /** Four days cut into three batches at random, summarised one by one. */
    @BeforeAll
    static void summariseThreeBatches() {
        cut = new SmallLake(cutFolder);
        cut.ingest(STREAM, 3, new Random(6));
        cut.summarise();
    }

    @Test
    void cellsOfAnyBatchesAddUpToARecountByteForByte() {
        long version = version(cut);

        assertThat(cut.rebuildCells().run(Optional.empty(), Optional.empty()).sentence())
                .endsWith(" days equal, byte for byte; nothing was written.");
        assertThat(version(cut)).isEqualTo(version);
    }

    @Test
    void anyNumberOfPartitionsGivesTheSameBytes() {
        SmallLake small = new SmallLake(folder);
        small.ingest(new SmallStream(400, 4));

        Map<String, String> one = bytesFrom(small, 1);

        assertThat(one).isNotEmpty();
        assertThat(bytesFrom(small, 2)).isEqualTo(one);
        assertThat(bytesFrom(small, 7)).isEqualTo(one);
    }

    private static Map<String, String> bytesFrom(SmallLake small, int partitions) {
        LakeScan scan = new LakeScan(TestSession.shared(), SmallLake.DEFINITION);
        LabelSelection.Rows pairs = LabelSelection.of(small.lake, SmallLake.RULES, 1)
                .ofBatch(1, Set.of())
                .orElseThrow();
        List<CellContent> contents = scan.collect(scan.predictions(
                        small.lake.read(PredictionTable.TABLE).repartition(partitions),
                        PredictionCells.Resolutions.CELL)
                .union(scan.samples(small.lake.read(SystemMetricTable.TABLE).repartition(partitions)))
                .union(scan.labels(
                        pairs.predictions().repartition(partitions),
                        pairs.labels(),
                        new LabelledImage.Pairs(1, SmallLake.RULES))));
        return SmallLake.bytes(contents);
    }

    @Test
    void summarisingABatchAgainChangesNothingAndCountsTheSame() {
        SmallLake small = new SmallLake(folder);
        SmallStream stream = new SmallStream(60, 5);
        small.ingest(stream);
        Map<String, Long> first = small.summariser.summarise(small.batches.get(1L));
        long version = version(small);

        Map<String, Long> again = small.summariser.summarise(small.batches.get(1L));

        assertThat(again).isEqualTo(first);
        assertThat(version(small)).isEqualTo(version);
        assertThat(first)
                .containsEntry("cells", small.lake.read(CellTable.TABLE).count())
                .containsEntry("labels_without_prediction", orphans(stream))
                .containsEntry("labels_summarised", (long) stream.labels.size())
                .containsEntry("requests_summarised", (long) stream.requests.size())
                .containsEntry("samples_summarised", 192L);
    }

    /** Labels of images that nobody saw, or whose requests all failed. */
    private static long orphans(SmallStream stream) {
        Set<String> answered = stream.requests.stream()
                .filter(each -> each.logged().prediction().succeeded())
                .map(each -> each.logged().predictionId())
                .collect(Collectors.toSet());
        return stream.labels.stream()
                .filter(event -> !answered.contains(event.predictionId()))
                .count();
    }

    @Test
    void aBatchWithoutRowsLeavesItsMarkAndNoCells() {
        SmallLake small = new SmallLake(folder);
        small.ingest(List.of(), List.of(), List.of());

        assertThat(small.summarise().total("cells")).isZero();
        assertThat(small.lake.lastAppended(CellTable.TABLE)).hasValue(1);
    }

    @Test
    void sumsAgreeWithPlainCounting() {
        CellSums sums = new CellSums(all(cut, EVER));

        assertThat(total(sums, PartKind.SERVICE)).isEqualTo(STREAM.requests.size());
        assertThat(failures(sums))
                .isEqualTo(STREAM.requests.stream()
                        .filter(each -> !each.logged().prediction().succeeded())
                        .count());
        long answers =
                cut.lake.read(PredictionTable.TABLE).where(col("counted")).count();
        assertThat(total(sums, PartKind.DISTRIBUTION)).isEqualTo(answers).isPositive();
        assertThat(total(sums, PartKind.SYSTEM)).isEqualTo(STREAM.samples.size());
        assertThat(standing(sums)).isEqualTo(labelsThatHold(cut, STREAM)).isNotEmpty();
    }

    @Test
    void onlyWhatHadArrivedIsLoaded() {
        Instant asOf = SmallStream.FIRST_DAY.plusDays(2).atStartOfDay().toInstant(java.time.ZoneOffset.UTC);

        CellSums then = new CellSums(all(cut, asOf));

        assertThat(total(then, PartKind.SERVICE))
                .isEqualTo(STREAM.requests.stream()
                        .filter(each -> !each.arrival().at().isAfter(asOf))
                        .count())
                .isPositive();
        assertThat(cut.cells.load(
                        new Cells.Range(SmallStream.FIRST_DAY, SmallStream.FIRST_DAY, Set.of(PartKind.LABEL), EVER)))
                .isNotEmpty()
                .allSatisfy(cell -> {
                    assertThat(cell.key().kind()).isEqualTo(PartKind.LABEL);
                    assertThat(cell.key().day()).isEqualTo(SmallStream.FIRST_DAY);
                    assertThat(cell.definition()).isEqualTo(SmallLake.DEFINITION.hash());
                });
    }

    @Test
    void aLabelReachesPredictionsWithinTheHorizonOnly() {
        SmallLake small = new SmallLake(folder);
        SmallStream stream = new SmallStream(1, 8);
        LocalDate day =
                LocalDate.ofInstant(stream.requests.get(0).logged().prediction().at(), java.time.ZoneOffset.UTC);
        small.ingest(List.of(stream.requests.get(0)), List.of(), List.of());
        small.ingest(List.of(), List.of(label(day.plusDays(120), "NORMAL")), List.of());
        small.ingest(List.of(), List.of(label(day.plusDays(121), "PNEUMONIA")), List.of());

        Map<Long, Map<String, Long>> counts = small.summarise().batches();

        assertThat(counts.get(2L)).containsEntry("labels_without_prediction", 0L);
        assertThat(counts.get(3L)).containsEntry("labels_without_prediction", 1L);
        assertThat(standing(new CellSums(all(small, EVER))).keySet())
                .allMatch(pair -> pair.startsWith("NORMAL"))
                .hasSize(1);
    }

    private static LabelEvent label(LocalDate day, String actualClass) {
        return LabelEvent.ofImage(
                "image-0",
                Optional.of(actualClass),
                Optional.empty(),
                "radiologist",
                org.cxrwatch.model.Arrival.during(day, org.cxrwatch.model.ArrivalBasis.FROM_NAME));
    }

    private static long version(SmallLake small) {
        return io.delta.tables.DeltaTable.forPath(TestSession.shared(), small.lake.location(CellTable.TABLE))
                .history(1)
                .select("version")
                .head()
                .getLong(0);
    }

    private static List<Cell> all(SmallLake small, Instant asOf) {
        return small.cells.load(new Cells.Range(
                SmallStream.FIRST_DAY,
                SmallStream.FIRST_DAY.plusDays(SmallStream.DAYS),
                Set.of(PartKind.values()),
                asOf));
    }

    private static long total(CellSums sums, PartKind kind) {
        return sums.keys(EVER)
                .filter(key -> key.kind() == kind && (key.slice().equals(Slice.ALL) || kind == PartKind.SYSTEM))
                .mapToLong(key -> sums.sum(key, EVER).orElseThrow().rows())
                .sum();
    }

    private static long failures(CellSums sums) {
        return sums.keys(EVER)
                .filter(key -> key.kind() == PartKind.SERVICE && key.slice().isAll())
                .mapToLong(key -> ((ServicePart) sums.sum(key, EVER).orElseThrow()).failures())
                .sum();
    }

    /** Labels that hold, by actual and predicted class, at {@code all}. */
    private static Map<String, Long> standing(CellSums sums) {
        Map<String, Long> standing = new TreeMap<>();
        sums.keys(EVER)
                .filter(key -> key.kind() == PartKind.LABEL && key.slice().isAll())
                .map(key -> ((LabelPart) sums.sum(key, EVER).orElseThrow()).standing())
                .forEach(scores -> add(scores, standing));
        standing.values().removeIf(count -> count == 0);
        return standing;
    }

    private static void add(LabelledScores scores, Map<String, Long> standing) {
        scores.byActual()
                .entries()
                .forEach((actual, row) -> row.entries()
                        .forEach((predicted, each) ->
                                standing.merge(actual + "/" + predicted, each.count(), Long::sum)));
    }

    /** The same counted plainly: of each source its last word, of several sources a dated one, then the last. */
    private static Map<String, Long> labelsThatHold(SmallLake small, SmallStream stream) {
        Map<String, Map<String, LabelEvent>> lastWords = new HashMap<>();
        stream.labels.stream()
                .sorted(LabelEvent.BY_SAYING)
                .forEach(event -> lastWords
                        .computeIfAbsent(event.predictionId(), id -> new HashMap<>())
                        .put(event.source(), event));
        Comparator<LabelEvent> dated =
                Comparator.comparing(event -> event.labelledAt().isPresent());
        Map<String, Long> held = new TreeMap<>();
        small.lake
                .read(PredictionTable.TABLE)
                .where(col("counted"))
                .select("prediction_id", "predicted_class")
                .collectAsList()
                .forEach(row -> lastWords.getOrDefault(row.getString(0), Map.of()).values().stream()
                        .filter(event -> event.actualClass().isPresent())
                        .max(dated.thenComparing(LabelEvent.BY_SAYING))
                        .ifPresent(event ->
                                held.merge(event.actualClass().orElseThrow() + "/" + row.getString(1), 1L, Long::sum)));
        return held;
    }

    @Test
    void partsHoldTheNumbersOfTheirRows() {
        CellSums sums = new CellSums(all(cut, EVER));

        double disk = sums.keys(EVER)
                .filter(key -> key.kind() == PartKind.SYSTEM)
                .map(key -> ((SystemPart) sums.sum(key, EVER).orElseThrow()).number("disk"))
                .mapToDouble(number -> number.max())
                .max()
                .orElseThrow();
        long infinite = sums.keys(EVER)
                .filter(key ->
                        key.kind() == PartKind.DISTRIBUTION && key.slice().isAll())
                .mapToLong(key -> ((DistributionPart) sums.sum(key, EVER).orElseThrow())
                        .feature("entropy")
                        .notFinite())
                .sum();

        assertThat(disk)
                .isEqualTo(STREAM.samples.stream()
                        .mapToDouble(each -> each.sample().numbers().get("disk"))
                        .max()
                        .orElseThrow());
        assertThat(infinite)
                .isEqualTo(cut.lake
                        .read(PredictionTable.TABLE)
                        .where("counted and features['entropy'] = double('Infinity')")
                        .count())
                .isPositive();
    }
}
