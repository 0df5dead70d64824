package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionCellsTest {

    private static final Arrival ARRIVAL =
            Arrival.during(SomePredictions.FIRST_DAY.plusDays(3), ArrivalBasis.FROM_NAME);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 31})
    void anyCutIntoPartitionsGivesTheSameBytes(int partitions) {
        Random random = new Random(partitions);
        List<Prediction> rows = SomePredictions.of(6_000, random);
        Map<CellContent.Address, byte[]> whole = bytes(count(rows));
        List<Prediction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        List<CellContent> parts = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            List<Prediction> part = new ArrayList<>();
            for (int i = p; i < shuffled.size(); i += partitions) {
                part.add(shuffled.get(i));
            }
            parts.addAll(count(part));
        }
        assertSameBytes(bytes(parts), whole);
    }

    @Test
    void dealingOutSortedRunsCountsWhatRowAtATimeWouldCount() {
        List<Prediction> rows = SomePredictions.of(3_000, new Random(5)).stream()
                .filter(row -> row.succeeded() && row.modelVersion().equals("v1"))
                .filter(row -> SomePredictions.FIRST_DAY.equals(
                        row.at().atOffset(java.time.ZoneOffset.UTC).toLocalDate()))
                .toList();
        Map<CellContent.Address, CellContent> cells = byAddress(count(rows));
        DistributionPart valley = (DistributionPart) cells.get(new CellContent.Address(
                        key(PartKind.DISTRIBUTION, Optional.empty(), new Slice("site", "valley")), ARRIVAL))
                .part();
        List<Prediction> atValley = rows.stream()
                .filter(row -> "valley".equals(row.attributes().get("site")))
                .toList();
        double[] intensities = atValley.stream()
                .filter(row -> row.features().containsKey("mean_intensity"))
                .mapToDouble(row -> row.features().get("mean_intensity"))
                .toArray();
        double[] entropies = atValley.stream()
                .mapToDouble(row -> row.features().get("entropy"))
                .toArray();
        assertThat(valley.rows()).isEqualTo(atValley.size());
        assertThat(valley.feature("mean_intensity")).isEqualTo(NumericSummary.of(Resolution.SLICE, intensities));
        assertThat(valley.feature("entropy")).isEqualTo(NumericSummary.of(Resolution.SLICE, entropies));
        assertThat(valley.feature("entropy").notFinite()).isPositive();
        assertThat(valley.positiveScore())
                .isEqualTo(NumericSummary.of(
                        Resolution.SLICE,
                        atValley.stream()
                                .mapToDouble(row -> row.answer().positiveScore())
                                .toArray()));
        assertThat(valley.predictedClasses().rowsOf("PNEUMONIA"))
                .isEqualTo(atValley.stream()
                        .filter(row -> row.answer().predictedClass().equals("PNEUMONIA"))
                        .count());
        assertThat(valley.featureNames()).containsExactly("dark_fraction", "entropy", "mean_intensity");
    }

    @Test
    void failedRequestsAreRequestsButNoAnswers() {
        List<Prediction> rows = SomePredictions.of(3_000, new Random(6));
        List<CellContent> cells = count(rows);
        long failures = rows.stream().filter(row -> !row.succeeded()).count();
        assertThat(sumOfAll(cells, PartKind.SERVICE)).isEqualTo(3_000);
        assertThat(sumOfAll(cells, PartKind.DISTRIBUTION)).isEqualTo(3_000 - failures);
        long counted = cells.stream()
                .filter(cell -> cell.key().kind() == PartKind.SERVICE
                        && cell.key().slice().isAll())
                .mapToLong(cell -> ((ServicePart) cell.part()).requestsOf(RequestStatus.ERROR))
                .sum();
        assertThat(counted).isEqualTo(failures);
    }

    @Test
    void aBlockThatIsFullIsSealedAndAddsUp() {
        List<Prediction> few = SomePredictions.of(700, new Random(7));
        List<Prediction> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.addAll(few);
        }
        assertThat(sumOfAll(count(many), PartKind.DISTRIBUTION))
                .isEqualTo(300L * few.stream().filter(Prediction::succeeded).count());
    }

    private static long sumOfAll(List<CellContent> cells, PartKind kind) {
        return cells.stream()
                .filter(cell -> cell.key().kind() == kind && cell.key().slice().isAll())
                .mapToLong(cell -> cell.part().rows())
                .sum();
    }

    private static CellKey key(PartKind kind, Optional<Integer> hour, Slice slice) {
        return new CellKey(kind, "v1", SomePredictions.FIRST_DAY, hour, slice);
    }

    private static List<CellContent> count(List<Prediction> rows) {
        PredictionCells cells = new PredictionCells(SomePredictions.DEFINITION, PredictionCells.Resolutions.CELL);
        rows.forEach(row -> {
            cells.addRequest(row, ARRIVAL);
            cells.addAnswer(row, ARRIVAL);
        });
        return cells.drain();
    }

    private static Map<CellContent.Address, CellContent> byAddress(List<CellContent> cells) {
        Map<CellContent.Address, CellContent> sums = new HashMap<>();
        cells.forEach(cell -> sums.merge(cell.address(), cell, CellContent::with));
        return sums;
    }

    private static Map<CellContent.Address, byte[]> bytes(List<CellContent> cells) {
        Map<CellContent.Address, byte[]> bytes = new HashMap<>();
        byAddress(cells)
                .forEach((address, cell) -> bytes.put(address, cell.part().toBytes()));
        return bytes;
    }

    private static void assertSameBytes(
            Map<CellContent.Address, byte[]> actual, Map<CellContent.Address, byte[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((address, bytes) ->
                assertThat(actual.get(address)).as(address.toString()).isEqualTo(bytes));
    }
}
