package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OldCellsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final int SEEDS = 40;

    /** What is as fine as the smaller capacity allows is so for a sum, whether parts are brought to it before or after. */
    @ParameterizedTest
    @EnumSource(Resolution.class)
    void oldIsAFunctionOfTheRowsAlone(Resolution fine) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            NumericSummary left = numbers(fine, random);
            NumericSummary right = numbers(fine, random);
            NumericSummary oldOfSum = left.plus(right).at(fine.old());

            assertThat(bytes(left.at(fine.old()).plus(right.at(fine.old())))).isEqualTo(bytes(oldOfSum));
            assertThat(bytes(oldOfSum.at(fine.old().old()))).isEqualTo(bytes(oldOfSum));
        }
    }

    /** An old part is what its rows would have given at the old resolution from the first. */
    @ParameterizedTest
    @EnumSource(Resolution.class)
    void oldIsWhatTheValuesWouldHaveGivenAtOnce(Resolution fine) {
        for (long seed = 0; seed < SEEDS; seed++) {
            double[] values = values(fine, new Random(seed));

            assertThat(NumericSummary.of(fine, values).at(fine.old())).isEqualTo(NumericSummary.of(fine.old(), values));
        }
    }

    @Test
    void extremesCountsAndExactMeansSurvive() {
        double[] values = new Random(5).doubles(5_000).map(u -> 100 + 40 * u).toArray();
        NumericSummary fine = NumericSummary.of(Resolution.ALL, values);
        NumericSummary old = fine.at(Resolution.OLD);

        assertThat(old.histogram().size()).isLessThanOrEqualTo(256);
        assertThat(old.count()).isEqualTo(5_000);
        assertThat(old.min()).isEqualTo(fine.min());
        assertThat(old.max()).isEqualTo(fine.max());
        assertThat(old.mean()).isEqualTo(fine.mean());
        assertThat(old.variance()).isEqualTo(fine.variance());
        assertThat(old.quantile(0.5)).isCloseTo(fine.quantile(0.5), org.assertj.core.api.Assertions.within(0.05));
    }

    @Test
    void aFinerResolutionCannotBeHadBack() {
        NumericSummary old = NumericSummary.of(Resolution.OLD, 1, 2);

        assertThatThrownBy(() -> old.at(Resolution.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity 256 cannot be brought to the larger 2048");
    }

    @Test
    void whatIsOldAndWhatIsNotAddUpInAnyOrder() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Part part = latencies(Resolution.SERVICE, new Random(i).doubles(700).toArray());
            parts.add(i % 2 == 0 ? part : part.old());
        }
        Part one = parts.stream().reduce(Part::together).orElseThrow();
        Collections.reverse(parts);

        assertThat(parts.stream().reduce(Part::together)).contains(one);
        assertThat(one.resolution()).isEqualTo(Resolution.OLD);
        assertThatThrownBy(() -> Part.together(one, latencies(Resolution.BASELINE, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hoursArrivalsAndBatchesAreSummedIntoOne() {
        List<Cell> old = OldCells.of(List.of(
                requests(7, arrived(1), 3, 0.1), requests(8, arrived(1), 3, 0.2), requests(7, arrived(5), 9, 0.4)));

        assertThat(old).singleElement().satisfies(cell -> {
            assertThat(cell.key()).isEqualTo(new CellKey(PartKind.SERVICE, "v1", DAY, Optional.empty(), Slice.ALL));
            assertThat(cell.arrival())
                    .isEqualTo(new Arrival(DAY.plusDays(5), arrived(5).at(), ArrivalBasis.ASSUMED));
            assertThat(cell.batch()).isEqualTo(9);
            assertThat(cell.part()).isEqualTo(latencies(Resolution.OLD, 0.1, 0.2, 0.4));
        });
        assertThat(OldCells.of(old)).isEqualTo(old);
    }

    @Test
    void labelsGivenAndWithdrawnStayApart() {
        NumericSummary scores = NumericSummary.of(Resolution.SLICE, 0.7, 0.9);
        LabelPart given = LabelPart.given(LabelledScores.of("NORMAL", "PNEUMONIA", scores));
        LabelPart withdrawn = LabelPart.withdrawn(LabelledScores.of("NORMAL", "PNEUMONIA", scores));

        List<Cell> old = OldCells.of(List.of(cell(given, arrived(2)), cell(withdrawn, arrived(3))));

        assertThat(old).singleElement().satisfies(cell -> {
            LabelPart labels = (LabelPart) cell.part();
            assertThat(labels.given().rows()).isEqualTo(2);
            assertThat(labels.withdrawn().rows()).isEqualTo(2);
            assertThat(labels.labelled()).isZero();
        });
    }

    @Test
    void ofGenerationsOnlyWhatStandsIsLeft() {
        Generation corrected = Generation.FIRST.next(Instant.parse("2026-09-09T02:00:00Z"));
        Cell before = requests(7, arrived(1), 3, 0.1);
        Cell after = new Cell(before.key(), arrived(1), 4, corrected, "d", latencies(Resolution.SERVICE, 0.5));
        CellKey gone = new CellKey(PartKind.SERVICE, "v0", DAY, Optional.of(3), Slice.ALL);
        Cell emptied = new Cell(gone, arrived(1), 4, corrected, "d", ServicePart.empty(Resolution.SERVICE));
        Cell otherDay = new Cell(
                new CellKey(PartKind.SERVICE, "v1", DAY.plusDays(1), Optional.of(3), Slice.ALL),
                arrived(2),
                3,
                Generation.FIRST,
                "d",
                latencies(Resolution.SERVICE, 0.3));

        List<Cell> old = OldCells.of(List.of(before, after, emptied, otherDay));

        assertThat(old)
                .extracting(cell -> cell.key().day() + " " + cell.generation() + " "
                        + cell.part().rows())
                .containsExactly(DAY + " " + corrected + " 1", DAY.plusDays(1) + " " + Generation.FIRST + " 1");
    }

    @Test
    void cellsOfDifferentDefinitionsAreNotAdded() {
        Cell one = requests(7, arrived(1), 3, 0.1);
        Cell other = new Cell(one.key(), one.arrival(), 3, Generation.FIRST, "e", one.part());

        assertThat(OldCells.of(List.of(one, other)))
                .extracting(Cell::definition)
                .containsExactly("d", "e");
    }

    @Test
    void oldCellsSayWhatTheCellsSaidFromTheLastArrivalOn() {
        Random random = new Random(11);
        List<Cell> cells = Stream.generate(() -> requests(
                        random.nextInt(24), arrived(random.nextInt(9)), random.nextInt(5), random.nextDouble()))
                .limit(400)
                .toList();
        Instant from = cells.stream()
                .map(Cell::knownFrom)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        CellSums before = new CellSums(cells);
        CellSums after = new CellSums(OldCells.of(cells));

        assertThat(after.sum(after.keys(from), from))
                .isEqualTo(before.sum(before.keys(from), from).map(Part::old));
    }

    /** Resolution codes 5 and 6, written out by hand from docs/cell-format.md; the format's version stays 1. */
    @Test
    void theBytesOfOldPartsAreThoseOfTheDocumentedFormat() {
        ServicePart part = ServicePart.of(
                Map.of(RequestStatus.SUCCESS, 3L), NumericSummary.of(Resolution.SERVICE, 0.135, 0.184, 0.184));

        assertThat(HexFormat.of().formatHex(part.old().toBytes()))
                .startsWith("43010205" + "03" + "01" + "0773756363657373" + "03")
                .contains("00" + "02" + "43" + "8e02" + "01" + "63" + "02");
        assertThat(HexFormat.of()
                        .formatHex(LabelPart.empty(Resolution.SLICE).old().toBytes()))
                .startsWith("43010306" + "00" + "00");
        for (PartKind kind : PartKind.values()) {
            Part nothing = kind.empty(Resolution.SLICE).old();
            assertThat(Part.ofBytes(nothing.toBytes())).isEqualTo(nothing);
        }
        assertThat(Part.ofBytes(part.old().toBytes())).isEqualTo(part.old());
    }

    private static Arrival arrived(int daysAfter) {
        return Arrival.during(DAY.plusDays(daysAfter), ArrivalBasis.FROM_NAME);
    }

    private static Cell requests(int hour, Arrival arrival, long batch, double latency) {
        CellKey key = new CellKey(PartKind.SERVICE, "v1", DAY, Optional.of(hour), Slice.ALL);
        return new Cell(key, arrival, batch, Generation.FIRST, "d", latencies(Resolution.SERVICE, latency));
    }

    private static Cell cell(LabelPart part, Arrival arrival) {
        CellKey key = new CellKey(PartKind.LABEL, "v1", DAY, Optional.empty(), new Slice("site", "north"));
        return new Cell(key, arrival, 1, Generation.FIRST, "d", part);
    }

    private static ServicePart latencies(Resolution resolution, double... seconds) {
        return ServicePart.of(
                Map.of(RequestStatus.SUCCESS, (long) seconds.length), NumericSummary.of(resolution, seconds));
    }

    private static double[] values(Resolution fine, Random random) {
        int capacity = Math.min(fine.capacity(), 2_048);
        return NumericSummaryLawsTest.anyNumbers(random, capacity).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static NumericSummary numbers(Resolution fine, Random random) {
        return NumericSummary.of(fine, values(fine, random));
    }

    private static byte[] bytes(NumericSummary summary) {
        SummaryWriter out = new SummaryWriter();
        summary.writeTo(out);
        byte[] bytes = out.toBytes();
        return Arrays.copyOf(bytes, bytes.length);
    }
}
