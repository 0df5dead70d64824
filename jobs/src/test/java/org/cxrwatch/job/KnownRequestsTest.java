package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.traffic.DailyRequests;
import org.junit.jupiter.api.Test;

class KnownRequestsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 22);
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final Slice SCANNER = new Slice("scanner", "valley-1");

    private final List<Cell> cells = new ArrayList<>();

    private static CellKey key(String version, LocalDate day, Optional<Integer> hour, Slice slice) {
        return new CellKey(PartKind.SERVICE, version, day, hour, slice);
    }

    private void requests(CellKey key, long rows, LocalDate arrived) {
        cells.add(new Cell(
                key,
                Arrival.during(arrived, ArrivalBasis.OBSERVED),
                1,
                Generation.FIRST,
                "d",
                ServicePart.of(
                        Map.of(RequestStatus.SUCCESS, rows - 1, RequestStatus.ERROR, 1L),
                        NumericSummary.empty(Resolution.SERVICE))));
    }

    private KnownRequests known() {
        return new KnownRequests(new CellSums(cells), Map.of("scanner", "site"));
    }

    private static Instant night(LocalDate day) {
        return Instant.parse(day.plusDays(1) + "T00:00:00Z");
    }

    @Test
    void hoursAndDaysAndVersionsAddUpFailedRequestsToo() {
        requests(key("v1", DAY, Optional.of(7), Slice.ALL), 10, DAY);
        requests(key("v1", DAY, Optional.of(8), Slice.ALL), 20, DAY);
        requests(key("v2", DAY, Optional.of(8), Slice.ALL), 5, DAY);
        requests(key("v1", DAY, Optional.of(8), VALLEY), 12, DAY);
        requests(key("v2", DAY, Optional.of(9), VALLEY), 3, DAY);
        requests(key("v1", DAY, Optional.empty(), SCANNER), 9, DAY);

        DailyRequests daily = known().daily(DAY.minusDays(9), DAY.plusDays(1), night(DAY.plusDays(1)));

        assertThat(daily.days()).containsOnlyKeys(DAY, DAY.plusDays(1));
        assertThat(daily.days().get(DAY))
                .isEqualTo(Map.of(
                        Slice.ALL,
                        35L,
                        VALLEY,
                        15L,
                        SCANNER,
                        9L,
                        DailyRequests.version("v1"),
                        30L,
                        DailyRequests.version("v2"),
                        5L));
        assertThat(known().versionsOn(DAY, night(DAY))).containsExactly("v1", "v2");
        assertThat(known().firstRequest("v2", night(DAY))).contains(Instant.parse("2026-09-22T08:00:00Z"));
    }

    @Test
    void whatCameLaterWasNotKnownBefore() {
        requests(key("v1", DAY, Optional.of(7), Slice.ALL), 10, DAY);
        requests(key("v1", DAY, Optional.of(7), Slice.ALL), 4, DAY.plusDays(2));
        requests(key("v2", DAY.minusDays(1), Optional.of(7), Slice.ALL), 4, DAY.plusDays(2));

        assertThat(known().daily(DAY, DAY, night(DAY)).days().get(DAY)).containsEntry(Slice.ALL, 10L);
        assertThat(known().daily(DAY, DAY, night(DAY.plusDays(2))).days().get(DAY))
                .containsEntry(Slice.ALL, 14L);
        assertThat(known().firstDay(night(DAY))).contains(DAY);
        assertThat(known().firstDay(night(DAY.plusDays(2)))).contains(DAY.minusDays(1));
        assertThat(known().firstRequest("v2", night(DAY))).isEmpty();
    }

    @Test
    void withoutCellsNothingIsKnown() {
        assertThat(known().daily(DAY.minusDays(70), DAY, night(DAY)).days()).isEmpty();
        assertThat(known().firstDay(night(DAY))).isEmpty();
        assertThat(known().within(night(DAY))).isEmpty();
    }
}
