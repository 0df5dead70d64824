package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.cxrwatch.alert.MeasuredDay;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.Keyed;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class MeasuredDaysTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);

    private final List<Cell> cells = new ArrayList<>();

    /** A day's answers, of which so many have each feature. */
    private void answered(int day, int rows, Map<String, Integer> features) {
        TreeMap<String, NumericSummary> numbers = new TreeMap<>();
        features.forEach((name, values) -> numbers.put(
                name,
                NumericSummary.of(
                        Resolution.BASELINE,
                        DoubleStream.iterate(1, x -> x + 1).limit(values).toArray())));
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        ClassDistribution one = new ClassDistribution(
                rows,
                empty.confidence(),
                empty.positiveScore(),
                new Keyed<>(ClassDistribution.LIMIT, numbers),
                empty.attributes());
        LocalDate date = FIRST.plusDays(day);
        cells.add(new Cell(
                new CellKey(PartKind.DISTRIBUTION, "v1", date, Optional.empty(), Slice.ALL),
                Arrival.during(date, ArrivalBasis.FROM_NAME),
                1,
                Generation.FIRST,
                "d",
                DistributionPart.of(Resolution.BASELINE, Map.of("NORMAL", one))));
    }

    private Optional<MeasuredDay> measured(int day) {
        EvaluationPolicy policy =
                SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of()).lookingBack(Period.ofDays(60));
        return new MeasuredDays(policy, new KnownDays(new CellSums(cells)))
                .of("v1", FIRST.plusDays(day), Instant.parse("2026-12-01T00:00:00Z"));
    }

    @Test
    void whatTwoWeeksHadAndADayHasNotIsLostWithTheReason() {
        for (int day = 0; day < 14; day++) {
            answered(day, 400, Map.of("entropy", 400, "contrast", 390, "skewness", 400));
        }
        answered(14, 400, Map.of("skewness", 400, "contrast", 9));
        answered(15, 400, Map.of("skewness", 400, "entropy", 0, "contrast", 10));

        assertThat(measured(14)).hasValueSatisfying(day -> {
            assertThat(day.daysBefore()).isEqualTo(14);
            assertThat(day.rows()).isEqualTo(400);
            assertThat(day.lost())
                    .containsOnly(
                            Map.entry("entropy", Reason.NOT_SUMMARISED), Map.entry("contrast", Reason.TOO_FEW_ROWS));
        });
        assertThat(measured(15))
                .hasValueSatisfying(
                        day -> assertThat(day.lost()).containsOnly(Map.entry("entropy", Reason.NOT_FINITE)));
        assertThat(measured(13))
                .hasValueSatisfying(day -> assertThat(day.lost()).isEmpty());
    }

    @Test
    void daysOfFewAnswersAreNotAskedAndASilentDayIsNone() {
        for (int day = 0; day < 14; day++) {
            answered(day, day < 10 ? MeasuredDay.ENOUGH - 1 : 100, Map.of("entropy", 49));
        }

        assertThat(measured(13))
                .hasValueSatisfying(day -> assertThat(day.daysBefore()).isEqualTo(3));
        assertThat(measured(14)).isEmpty();
    }
}
