package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.at;
import static org.cxrwatch.alert.Judged.DAY;
import static org.cxrwatch.alert.Judged.HOUR;
import static org.cxrwatch.alert.Judged.judge;
import static org.cxrwatch.alert.Judged.judgements;
import static org.cxrwatch.alert.Judged.only;
import static org.cxrwatch.alert.Judged.raised;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
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
        return only(judgements(new Findings(List.of(), List.of(), List.of(), List.of(load), List.of(), List.of())));
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
        return only(judgements(new Findings(List.of(), List.of(), List.of(), List.of(), List.of(traffic), List.of())));
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
        return only(judgements(new Findings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(version))));
    }

    @Test
    void aVersionIsSupersededWhenALaterOneAnswersInItsPlace() {
        VersionTraffic old =
                new VersionTraffic("v1.0.0", DAY, 0, at("2026-09-01"), VersionTraffic.Standing.HAS_BASELINE);
        VersionTraffic late =
                new VersionTraffic("v1.1.0", DAY, 400, at("2026-10-06"), VersionTraffic.Standing.ONLY_OTHERS_HAVE);
        VersionTraffic idle =
                new VersionTraffic("v1.1.0", DAY, 0, at("2026-10-06"), VersionTraffic.Standing.ONLY_OTHERS_HAVE);

        assertThat(superseded(old, late)).containsExactly("v1.0.0");
        assertThat(superseded(old, idle)).isEmpty();
    }

    private static Set<String> superseded(VersionTraffic... versions) {
        return judge(new Findings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(versions)))
                .get(0)
                .superseded();
    }
}
