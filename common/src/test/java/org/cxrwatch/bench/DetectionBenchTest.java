package org.cxrwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the benchmark measures what it says; what it measured stands in docs/statistics.md. */
class DetectionBenchTest {

    private static final int SMALL = 20;
    private static final Set<DayToDay> ALL = EnumSet.allOf(DayToDay.class);

    private final List<String> told = new ArrayList<>();

    private final DetectionBench.Progress progress = new DetectionBench.Progress() {
        @Override
        public void begin(String stage, int steps) {
            told.add(stage);
        }

        @Override
        public void reach(int done) {}

        @Override
        public void end() {}
    };

    private DetectionReport run(int nights, Set<BenchPart> parts) {
        return run(nights, parts, ALL);
    }

    private DetectionReport run(int nights, Set<BenchPart> parts, Set<DayToDay> differing) {
        return new DetectionBench(new DetectionBench.Plan(3, 2, nights, SMALL, parts, differing), progress).run();
    }

    @Test
    void everyNightOfEveryHospitalIsCountedUnderItsCondition() {
        DetectionReport report = run(1, EnumSet.of(BenchPart.QUIET, BenchPart.ROLLING, BenchPart.SIZES));

        assertThat(report.quiet()).hasSize((4 + 2) * 3 + 9).allSatisfy(line -> {
            assertThat(line.rate().nights()).isEqualTo(2);
            assertThat(line.baselines()).isEqualTo(2);
        });
        assertThat(report.quietPeers()).hasSize(3);
        assertThat(report.power()).isEmpty();
        assertThat(report.events()).isEmpty();
        assertThat(told).hasSize(7);
    }

    @Test
    void onlyTheHospitalsThatWereAskedForAreMadeUp() {
        DetectionReport report = run(1, EnumSet.of(BenchPart.QUIET), EnumSet.of(DayToDay.STRONG));

        assertThat(report.quiet())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.dayToDay()).isEqualTo(DayToDay.STRONG));
        assertThat(report.quietPeers()).isEmpty();
    }

    @Test
    void aDeadScannerIsFoundOnItsFirstNightAndNamed() {
        DetectionReport.Events dead = run(1, EnumSet.of(BenchPart.EVENTS)).events().stream()
                .filter(line -> line.event().equals("dead_scanner"))
                .findFirst()
                .orElseThrow();

        assertThat(dead.found()).isEqualTo(2);
        assertThat(dead.longestDelay()).hasValue(0);
        assertThat(dead.named()).isEqualTo(2);
    }

    @Tag("long")
    @Test
    void whereDaysDifferByMoreThanChanceOnlyTheDecisionIsAsked() {
        List<DetectionReport.Power> power = run(1, EnumSet.of(BenchPart.POWER)).power();

        assertThat(power).hasSize(6).allSatisfy(line -> {
            if (line.dayToDay() == DayToDay.USUAL || line.what().equals(LeastFound.Kind.CLASS_SHARE.text())) {
                assertThat(line.kolmogorovSmirnov()).isEmpty();
            }
        });
        assertThat(power)
                .filteredOn(line ->
                        line.dayToDay() == DayToDay.CHANCE && line.what().equals(LeastFound.Kind.MEAN.text()))
                .singleElement()
                .satisfies(line -> assertThat(line.kolmogorovSmirnov()).isPresent());
    }

    @Test
    void oneBaselineSaysNothingOfOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectionBench.Plan(1, 1, 10, SMALL, Set.of(), ALL))
                .withMessageContaining("at least 2 worlds");
        assertThatIllegalArgumentException().isThrownBy(() -> new DetectionBench.Plan(1, 2, 0, SMALL, Set.of(), ALL));
        assertThatIllegalArgumentException().isThrownBy(() -> new DetectionBench.Plan(1, 2, 1, 19, Set.of(), ALL));
    }
}
