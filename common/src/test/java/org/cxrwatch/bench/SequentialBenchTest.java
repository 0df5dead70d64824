package org.cxrwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cxrwatch.bench.ClusteredRate.OfBaseline;
import org.cxrwatch.sequential.ChartFamily;
import org.cxrwatch.sequential.ChartFamily.Series;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That months with a false alarm are as few as promised; the full run stands in docs/statistics.md. */
class SequentialBenchTest {

    private static final double PROMISED = ChartFamily.Policy.DEFAULT.falseAlarmWithin(SequentialBench.MONTH);
    private static final int HOSPITALS = 60;
    private static final int MONTHS = 3;

    private final DetectionBench.Progress unheard = new DetectionBench.Progress() {
        @Override
        public void begin(String stage, int steps) {}

        @Override
        public void reach(int done) {}

        @Override
        public void end() {}
    };

    @ParameterizedTest
    @CsvSource({"CHANCE, 7, 20", "USUAL, 7, 50", "STRONG, 7, 150", "STRONG, 28, 20", "USUAL, 14, 150"})
    void monthsWithAFalseAlarmAreAsFewAsPromisedHoweverShortTheBaseline(DayMood mood, int baselineDays, int rows) {
        ClusteredRate months = months(ChartMethod.FAMILY, mood, baselineDays, rows);

        assertThat(months.lower()).isLessThanOrEqualTo(PROMISED);
        assertThat(months.rate()).isLessThan(2 * PROMISED);
    }

    @Test
    void aBaselineTakenForTheTruthBreaksThePromiseAlsoWithALargerLimit() {
        assertThat(months(ChartMethod.BASELINE_AS_TRUTH, DayMood.USUAL, 7, 50).lower())
                .isGreaterThan(0.5);
        assertThat(months(ChartMethod.BASELINE_INFLATED, DayMood.USUAL, 7, 50).lower())
                .isGreaterThan(0.5);
        assertThat(months(ChartMethod.TEXTBOOK, DayMood.USUAL, 28, 50).lower()).isGreaterThan(0.5);
    }

    @Test
    void everyConditionIsMeasured() {
        SequentialReport report = new SequentialBench(new SequentialBench.Plan(3, 2, 1), unheard).run();

        int conditions = 3 * 3 * 4;
        assertThat(report.quiet()).hasSize(conditions * ChartMethod.values().length);
        assertThat(report.quiet())
                .allSatisfy(line -> assertThat(line.rate().nights()).isEqualTo(2));
        assertThat(report.quiet())
                .filteredOn(line -> line.method() == ChartMethod.FAMILY)
                .allMatch(report::isKept);
        assertThat(report.falls()).hasSize(3 * 2 * 4);
        assertThat(report.falls())
                .filteredOn(line -> line.fall() == 0.2 && line.rows() == 500)
                .allSatisfy(line -> {
                    assertThat(line.found()).isEqualTo(2);
                    assertThat(line.medianDelay().orElseThrow()).isLessThanOrEqualTo(4);
                });
    }

    @Tag("long")
    @Test
    void theSameSeedGivesTheSameReport() {
        SequentialBench bench = new SequentialBench(new SequentialBench.Plan(3, 2, 1), unheard);

        assertThat(bench.run()).isEqualTo(bench.run());
    }

    @Test
    void aFallAtOneSiteIsFoundSoon() {
        List<Series> family = new LabelledHospital(5, DayMood.USUAL, 150).family(28, 28, 0.2);

        assertThat(ChartMethod.FAMILY.alarmDays(family).stream()
                        .min(Integer::compare)
                        .orElseThrow())
                .isLessThanOrEqualTo(5);
        assertThat(family).hasSize(15).allSatisfy(series -> {
            assertThat(series.baseline()).hasSize(28);
            assertThat(series.days()).hasSize(28);
        });
    }

    @Test
    void oneHospitalSaysNothingOfOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequentialBench.Plan(1, 1, 3))
                .withMessageContaining("2 hospitals or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialBench.Plan(1, 2, 0));
    }

    private static ClusteredRate months(ChartMethod method, DayMood mood, int baselineDays, int rows) {
        SplittableRandom seeds = new SplittableRandom(20260927);
        return ClusteredRate.of(IntStream.range(0, HOSPITALS)
                .mapToObj(i -> new LabelledHospital(seeds.nextLong(), mood, rows)
                        .family(baselineDays, MONTHS * SequentialBench.MONTH, LabelledHospital.NO_FALL))
                .map(family -> new OfBaseline(
                        MONTHS,
                        method.alarmDays(family).stream()
                                .map(day -> day / SequentialBench.MONTH)
                                .distinct()
                                .count()))
                .toList());
    }
}
