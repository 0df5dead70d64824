package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

class DailyRequestCellsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 22);
    private static final SummaryDefinition HOURLY = new SummaryDefinition(List.of("site", "scanner"), List.of("site"));

    private static Prediction request(int hour, RequestStatus status) {
        return new Prediction(
                "v1",
                Instant.parse("2026-09-22T%02d:00:00Z".formatted(hour)),
                status,
                OptionalDouble.of(0.2),
                new Prediction.Answer("NORMAL", 0.9, 0.1),
                Map.of(),
                Map.of("site", "valley", "scanner", "valley-1"));
    }

    private static Map<CellKey, Part> requests(SummaryDefinition definition) {
        PredictionCells cells = new PredictionCells(definition, PredictionCells.Resolutions.CELL);
        Arrival arrival = Arrival.during(DAY, ArrivalBasis.OBSERVED);
        cells.addRequest(request(7, RequestStatus.SUCCESS), arrival);
        cells.addRequest(request(8, RequestStatus.SUCCESS), arrival);
        cells.addRequest(request(8, RequestStatus.TIMEOUT), arrival);
        return cells.drain().stream().collect(Collectors.toMap(CellContent::key, CellContent::part));
    }

    private static CellKey key(Optional<Integer> hour, String key, String value) {
        return new CellKey(PartKind.SERVICE, "v1", DAY, hour, new Slice(key, value));
    }

    @Test
    void whatIsCountedByTheDayHoldsFailedRequestsTooAndWhatIsCountedByTheHourIsNotCountedTwice() {
        Map<CellKey, Part> parts = requests(Definitions.countingDaily(HOURLY, List.of("site", "scanner")));

        assertThat(parts)
                .containsOnlyKeys(
                        key(Optional.of(7), "all", "all"),
                        key(Optional.of(8), "all", "all"),
                        key(Optional.of(7), "site", "valley"),
                        key(Optional.of(8), "site", "valley"),
                        key(Optional.empty(), "scanner", "valley-1"));
        assertThat(parts.get(key(Optional.empty(), "scanner", "valley-1")))
                .isInstanceOfSatisfying(ServicePart.class, part -> {
                    assertThat(part.rows()).isEqualTo(3);
                    assertThat(part.failures()).isEqualTo(1);
                });
        assertThat(requests(HOURLY)).hasSize(4);
    }

    @Test
    void aDefinitionThatCountsNothingMoreHashesToWhatItAlwaysDid() {
        assertThat(Definitions.countingDaily(HOURLY, List.of("site")).hash()).isEqualTo(HOURLY.hash());
        assertThat(Definitions.countingDaily(HOURLY, List.of("scanner")).hash()).isNotEqualTo(HOURLY.hash());
        // Python 3.11: crc32c("1|[scanner, site]|[site]"), as it was before requests were counted by the day.
        assertThat(HOURLY.hash()).isEqualTo("008445e7");
    }
}
