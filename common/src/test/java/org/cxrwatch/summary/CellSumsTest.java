package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

class CellSumsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final CellKey KEY = new CellKey(PartKind.SERVICE, "v1", DAY, Optional.of(7), Slice.ALL);

    @Test
    void onlyWhatHadArrivedByThenCounts() {
        CellSums sums = new CellSums(List.of(cell(DAY, 0, 3), cell(DAY.plusDays(2), 0, 4)));
        Instant dayAfter = Instant.parse("2026-09-02T00:00:00Z");
        assertThat(sums.sum(KEY, dayAfter.minusMillis(1))).isEmpty();
        assertThat(rows(sums.sum(KEY, dayAfter))).isEqualTo(3);
        assertThat(rows(sums.sum(KEY, Instant.parse("2026-09-04T00:00:00Z")))).isEqualTo(7);
        assertThat(sums.keys(dayAfter.minusMillis(1))).isEmpty();
    }

    @Test
    void aCorrectionsGenerationReplacesTheOneBeforeFromWhenItStandsWhateverArrivedWhen() {
        Instant corrected = Instant.parse("2026-09-06T02:00:00Z");
        Cell before = cell(DAY, 0, 3);
        Cell after = cell(DAY, Generation.FIRST.next(corrected), 5);
        CellSums sums = new CellSums(List.of(after, before));
        assertThat(rows(sums.sum(KEY, corrected.minusMillis(1)))).isEqualTo(3);
        assertThat(rows(sums.sum(KEY, corrected))).isEqualTo(5);
        assertThat(sums.cellsOf(KEY, corrected)).containsExactly(after);
        assertThat(sums.replacedAt(before)).hasValue(corrected);
        assertThat(sums.replacedAt(after)).isEmpty();
        assertThat(sums.known(KEY, corrected.minusMillis(1))).isEqualTo(1);
        assertThat(sums.known(KEY, corrected)).isEqualTo(2);
        assertThat(sums.known(PartKind.SERVICE, DAY, corrected.minusMillis(1))).isEqualTo(1);
        assertThat(sums.known(PartKind.SERVICE, DAY, corrected)).isEqualTo(2);
    }

    @Test
    void aRebuiltGenerationReplacesEveryOneBeforeItAtAnyInstant() {
        Generation corrected = Generation.FIRST.next(Instant.parse("2026-09-06T02:00:00Z"));
        CellSums sums = new CellSums(
                List.of(cell(DAY, 0, 3), cell(DAY, corrected, 5), cell(DAY, corrected.next(Instant.EPOCH), 7)));
        assertThat(rows(sums.sum(KEY, Instant.parse("2026-09-02T00:00:00Z")))).isEqualTo(7);
        assertThat(rows(sums.sum(KEY, Instant.MAX))).isEqualTo(7);
    }

    @Test
    void noGenerationComesBeforeTheFirst() {
        assertThatThrownBy(() -> new Generation(-1, Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalKeysAddUp() {
        CellKey other = new CellKey(PartKind.SERVICE, "v1", DAY, Optional.of(8), Slice.ALL);
        Cell later =
                new Cell(other, Arrival.during(DAY, ArrivalBasis.FROM_NAME), 1, Generation.FIRST, "d", requests(2));
        CellSums sums = new CellSums(List.of(cell(DAY, 0, 3), later));
        assertThat(rows(sums.sum(Stream.of(KEY, other), Instant.MAX))).isEqualTo(5);
        assertThat(sums.versionsOn(DAY)).containsExactly("v1");
        assertThat(sums.slicesOf("v1", DAY)).containsExactly(Slice.ALL);
        assertThat(sums.slicesOf("v1", DAY.plusDays(1))).isEmpty();
        assertThat(sums.cells()).hasSize(2);
    }

    private static long rows(Optional<Part> part) {
        return part.orElseThrow().rows();
    }

    private static Cell cell(LocalDate arrivedOn, int generation, long rows) {
        return cell(arrivedOn, new Generation(generation, Instant.EPOCH), rows);
    }

    private static Cell cell(LocalDate arrivedOn, Generation generation, long rows) {
        Arrival arrival = Arrival.during(arrivedOn, ArrivalBasis.FROM_NAME);
        return new Cell(KEY, arrival, 1, generation, "d", requests(rows));
    }

    private static ServicePart requests(long rows) {
        return ServicePart.of(Map.of(RequestStatus.SUCCESS, rows), NumericSummary.empty(Resolution.SERVICE));
    }
}
