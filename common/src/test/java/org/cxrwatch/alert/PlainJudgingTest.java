package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.at;
import static org.cxrwatch.alert.Judged.DAY;
import static org.cxrwatch.alert.Judged.HOUR;
import static org.cxrwatch.alert.Judged.judgements;
import static org.cxrwatch.alert.Judged.only;
import static org.cxrwatch.alert.Judged.raised;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.model.AlertSeverity;
import org.junit.jupiter.api.Test;

class PlainJudgingTest {

    @Test
    void aHostIsAtItsLimitWhenHalfOfTheSamplesAre() {
        assertThat(ofHost(94, 12)).isInstanceOfSatisfying(Judgement.Raised.class, raised -> {
            assertThat(raised.severity()).isEqualTo(AlertSeverity.WARNING);
            assertThat(raised.key()).hasToString("system_resource_cpu_percent/gpu-1/HOUR/all");
        });
        assertThat(ofHost(96, 12))
                .isInstanceOfSatisfying(
                        Judgement.Raised.class,
                        raised -> assertThat(raised.severity()).isEqualTo(AlertSeverity.CRITICAL));
        assertThat(ofHost(60, 12)).isInstanceOf(Judgement.Clear.class);
        assertThat(ofHost(99, 5)).isInstanceOf(Judgement.Undecided.class);
    }

    private static Judgement ofHost(double upperHalf, long samples) {
        HostLoad load = new HostLoad("gpu-1", HOUR, "cpu_percent", samples, upperHalf, 99);
        return only(judgements(new Findings(
                List.of(),
                List.of(),
                List.of(),
                List.of(load),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of())));
    }

    @Test
    void missingRequestsWarnWhenChanceDoesNotExplainThem() {
        // Requests against the usual of the six weeks, SciPy 1.17.1 betainc:
        // 10-05 11:00: 0 of 35.5, p 1.7e-14; 09-22
        // 09:00: 26 of 43.3, p 0.0084.
        assertThat(ofTraffic(0, OptionalDouble.of(35.5), 1.7e-14))
                .isInstanceOfSatisfying(
                        Judgement.Raised.class,
                        raised -> assertThat(raised.text()).contains("0 requests came, 35.5 are usual"));
        assertThat(ofTraffic(26, OptionalDouble.of(43.3), 0.0084)).isInstanceOf(Judgement.Clear.class);
        assertThat(ofTraffic(2, OptionalDouble.of(6), 0.06)).isInstanceOf(Judgement.Undecided.class);
        assertThat(ofTraffic(0, OptionalDouble.empty(), 1)).isInstanceOf(Judgement.Undecided.class);
    }

    private static Judgement ofTraffic(long requests, OptionalDouble usual, double probability) {
        HourTraffic traffic = new HourTraffic(HOUR, requests, usual, probability);
        return only(judgements(new Findings(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(traffic),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of())));
    }

    @Test
    void aVersionWithoutABaselineWarnsOnceOthersHaveOneOrAWeekHasGone() {
        assertThat(ofVersion(400, at("2026-10-06"), VersionTraffic.Standing.ONLY_OTHERS_HAVE))
                .isInstanceOf(Judgement.Raised.class);
        assertThat(ofVersion(400, at("2026-09-30"), VersionTraffic.Standing.NOBODY_HAS))
                .isInstanceOf(Judgement.Raised.class);
        assertThat(ofVersion(400, at("2026-10-01"), VersionTraffic.Standing.NOBODY_HAS))
                .isInstanceOf(Judgement.Clear.class);
        assertThat(ofVersion(99, at("2026-09-01"), VersionTraffic.Standing.NOBODY_HAS))
                .isInstanceOf(Judgement.Undecided.class);
        assertThat(ofVersion(0, at("2026-09-01"), VersionTraffic.Standing.HAS_BASELINE))
                .isInstanceOf(Judgement.Clear.class);
    }

    private static Judgement ofVersion(long rows, java.time.Instant first, VersionTraffic.Standing standing) {
        VersionTraffic version = new VersionTraffic("v1.1.0", DAY, rows, first, standing);
        return only(judgements(new Findings(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(version),
                List.of(),
                List.of(),
                List.of(),
                Map.of())));
    }

    private static HostGrowth growth(double perDay, double gained, double probability, OptionalDouble daysToLimit) {
        return new HostGrowth(
                "gpu-1",
                DAY,
                "gpu_memory_mb",
                Optional.of(new HostGrowth.Growth(
                        7,
                        Optional.of(DAY.firstDay().minusDays(3)),
                        perDay,
                        8_800,
                        OptionalDouble.of(gained),
                        probability,
                        daysToLimit)));
    }

    private static Judgement judged(HostGrowth growth) {
        return only(judgements(new Findings(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(growth),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of())));
    }

    @Test
    void aNumberThatRisesSurelyAndMuchIsTold() {
        Judgement judgement = judged(growth(895, 0.7, 0.002, OptionalDouble.of(18.2)));

        assertThat(judgement).isInstanceOfSatisfying(Judgement.Raised.class, raised -> {
            assertThat(raised.severity()).isEqualTo(AlertSeverity.WARNING);
            assertThat(raised.text())
                    .isEqualTo("gpu_memory_mb of host gpu-1 rises by 895 a day since 2026-10-03, to 8800 on 2026-10-06"
                            + " (probability by chance 0.0020); it reaches its limit in 18.2 days; in 7 days it gained"
                            + " 0.7 of its usual level, above 0.2.");
        });
    }

    @Test
    void aNumberThatRisesByLittleIsToldIfItsLimitIsNear() {
        assertThat(judged(growth(10, 0.02, 0.002, OptionalDouble.of(6.9)))).isInstanceOf(Judgement.Raised.class);
        assertThat(judged(growth(10, 0.02, 0.002, OptionalDouble.of(7.1)))).isInstanceOf(Judgement.Clear.class);
    }

    @Test
    void whatChanceExplainsOrFallsIsFineAndFewDaysSayNothing() {
        assertThat(judged(growth(895, 0.7, 0.02, OptionalDouble.of(1)))).isInstanceOf(Judgement.Clear.class);
        assertThat(judged(growth(-895, -0.7, 0.002, OptionalDouble.empty()))).isInstanceOf(Judgement.Clear.class);
        assertThat(judged(new HostGrowth("gpu-1", DAY, "gpu_memory_mb", Optional.empty())))
                .isInstanceOf(Judgement.Undecided.class);
        assertThat(judgements(new Findings(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new HostGrowth("gpu-1", DAY, "cache_hit_rate", Optional.empty())),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of())))
                .isEmpty();
    }
}
