package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.HARBOR;
import static org.cxrwatch.alert.Examples.NORTH;
import static org.cxrwatch.alert.Examples.V1;
import static org.cxrwatch.alert.Examples.VALLEY;
import static org.cxrwatch.alert.Examples.day;
import static org.cxrwatch.alert.Examples.metric;
import static org.cxrwatch.alert.Examples.share;
import static org.cxrwatch.alert.Judged.DAY;
import static org.cxrwatch.alert.Judged.HOUR;
import static org.cxrwatch.alert.Judged.judge;
import static org.cxrwatch.alert.Judged.judgements;
import static org.cxrwatch.alert.Judged.ofMetrics;
import static org.cxrwatch.alert.Judged.only;
import static org.cxrwatch.alert.Judged.raised;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgingTest {
    private static final Slice SCANNER = new Slice("scanner", "valley-1");

    @Test
    void accuracyFiresWhenTheWholeIntervalLiesBelowTheFloor() {
        // SciPy 1.17.1 binomtest(25, 53).proportion_ci(0.95, method="wilson") = (0.34382, 0.60340)
        Judgement north = only(ofMetrics(share(DAY, NORTH, "accuracy", 25, 53)));

        assertThat(north).isInstanceOfSatisfying(Judgement.Raised.class, raised -> {
            assertThat(raised.severity()).isEqualTo(AlertSeverity.CRITICAL);
            assertThat(raised.text())
                    .isEqualTo("accuracy at site=north (v1.0.0) on 2026-10-06: 0.472 (n 53, 95 % interval 0.344 to"
                            + " 0.603), below 0.8.");
        });
    }

    @Test
    void accuracyIsClearOnlyWhenTheWholeIntervalLiesAboveTheFloor() {
        assertThat(only(ofMetrics(share(DAY, NORTH, "accuracy", 90, 95)))).isInstanceOf(Judgement.Clear.class);
        assertThat(only(ofMetrics(share(DAY, NORTH, "accuracy", 33, 40)))).isInstanceOf(Judgement.Undecided.class);
    }

    @Test
    void accuracyThatIsNotMeasuredOrRestsOnFewLabelsIsUndecided() {
        Judgement immature =
                only(ofMetrics(metric(V1, DAY, NORTH, "accuracy", Score.none(Reason.LABELS_IMMATURE), 80)));

        assertThat(immature).isInstanceOf(Judgement.Undecided.class);
        assertThat(immature.text()).contains("labels_immature");
        assertThat(only(ofMetrics(share(DAY, NORTH, "accuracy", 5, 29))).text())
                .contains("rests on 29 rows, the rule asks for 30");
    }

    @Test
    void accuracyIsPutDownToTheSlicesThatDrifted() {
        Findings findings = new Findings(
                List.of(
                        share(DAY, Slice.ALL, "accuracy", 106, 161),
                        share(DAY, NORTH, "accuracy", 25, 53),
                        share(DAY, HARBOR, "accuracy", 33, 54)),
                List.of(),
                List.of(
                        new DriftCause(V1, DAY, DriftKind.DATA, NORTH),
                        new DriftCause(V1, DAY, DriftKind.PREDICTION, HARBOR)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());

        assertThat(raised(judgements(findings))).containsExactly(HARBOR, NORTH);
        assertThat(judgements(findings))
                .filteredOn(one -> one.key().slice().isAll())
                .singleElement()
                .satisfies(all -> {
                    assertThat(all).isInstanceOf(Judgement.Clear.class);
                    assertThat(all.text()).contains("Explained by site=harbor, site=north.");
                });
    }

    @Test
    void accuracyWithoutDriftIsPutDownToWhereItFellMost() {
        List<Judgement> judgements = ofMetrics(
                share(DAY, Slice.ALL, "accuracy", 320, 420),
                share(DAY, NORTH, "accuracy", 150, 160),
                share(DAY, HARBOR, "accuracy", 112, 120),
                share(DAY, VALLEY, "accuracy", 58, 140));

        assertThat(raised(judgements)).containsExactly(VALLEY);
    }

    @Test
    void accuracyThatFellEverywhereIsOneAlertAtAll() {
        List<Judgement> judgements = ofMetrics(
                share(DAY, Slice.ALL, "accuracy", 252, 420),
                share(DAY, NORTH, "accuracy", 96, 160),
                share(DAY, HARBOR, "accuracy", 72, 120),
                share(DAY, VALLEY, "accuracy", 84, 140));

        assertThat(raised(judgements)).containsExactly(Slice.ALL);
        assertThat(judgements)
                .filteredOn(Judgement.Raised.class::isInstance)
                .singleElement()
                .satisfies(
                        all -> assertThat(((Judgement.Raised) all).symptoms()).containsExactly(HARBOR, NORTH, VALLEY));
    }

    @Test
    void theHoursOfTheBrokenGatewayFireAtHarborAlone() {
        // SciPy 1.17.1 binomtest(k, n).proportion_ci(0.999, method="wilson"): the lower end of 6 of 14 at harbor is
        // 0.1314, that of 7 of 51 at all 0.0434.
        List<Judgement> judgements =
                ofMetrics(share(HOUR, Slice.ALL, "error_rate", 7, 51), share(HOUR, HARBOR, "error_rate", 6, 14));

        assertThat(raised(judgements)).containsExactly(HARBOR);
        assertThat(judgements.get(1).key()).hasToString("high_error_rate_error_rate/service/HOUR/site=harbor");
        assertThat(judgements.get(0)).isInstanceOf(Judgement.Undecided.class);
    }

    @Test
    void twoFailuresAreNoEvidenceAndNineRequestsNoGround() {
        assertThat(only(ofMetrics(share(DAY, HARBOR, "error_rate", 2, 10))))
                .isInstanceOf(Judgement.Undecided.class)
                .extracting(Judgement::text)
                .asString()
                .contains("Too few of them failed");
        assertThat(only(ofMetrics(share(DAY, HARBOR, "error_rate", 9, 9)))).isInstanceOf(Judgement.Undecided.class);
        assertThat(only(ofMetrics(share(DAY, HARBOR, "error_rate", 1, 100)))).isInstanceOf(Judgement.Clear.class);
    }

    @Test
    void errorsEverywhereAreOneAlertAtAll() {
        List<Judgement> judgements = ofMetrics(
                share(DAY, Slice.ALL, "error_rate", 90, 300),
                share(DAY, HARBOR, "error_rate", 30, 100),
                share(DAY, NORTH, "error_rate", 31, 100),
                share(DAY, VALLEY, "error_rate", 29, 100));

        assertThat(raised(judgements)).containsExactly(Slice.ALL);
        assertThat(judgements)
                .filteredOn(one -> !one.key().slice().isAll())
                .allSatisfy(one -> assertThat(one).isInstanceOf(Judgement.Explained.class));
    }

    @Test
    void slowHoursWarnAboveTwoSecondsAndAreCriticalAboveFive() {
        Judgement slow = only(ofMetrics(metric(Scope.SERVICE, HOUR, Slice.ALL, "latency_mean", Score.of(3.054), 31)));
        Judgement verySlow = only(ofMetrics(metric(Scope.SERVICE, HOUR, Slice.ALL, "latency_mean", Score.of(5.1), 31)));

        assertThat(slow).isInstanceOfSatisfying(Judgement.Raised.class, raised -> {
            assertThat(raised.severity()).isEqualTo(AlertSeverity.WARNING);
            assertThat(raised.text())
                    .isEqualTo("latency_mean at all (service) on 2026-09-16 09:00 UTC: 3.05 (n 31), above 2.");
        });
        assertThat(verySlow)
                .isInstanceOfSatisfying(
                        Judgement.Raised.class,
                        raised -> assertThat(raised.severity()).isEqualTo(AlertSeverity.CRITICAL));
        assertThat(only(ofMetrics(metric(Scope.SERVICE, HOUR, Slice.ALL, "latency_mean", Score.of(9), 19))))
                .isInstanceOf(Judgement.Undecided.class);
    }

    @Test
    void slownessOfOneSiteIsThatSitesAndOfAllSitesIsTheServices() {
        MetricScore all = metric(Scope.SERVICE, HOUR, Slice.ALL, "latency_mean", Score.of(3), 90);
        MetricScore north = metric(Scope.SERVICE, HOUR, NORTH, "latency_mean", Score.of(6), 30);
        MetricScore harbor = metric(Scope.SERVICE, HOUR, HARBOR, "latency_mean", Score.of(0.2), 30);
        MetricScore slowHarbor = metric(Scope.SERVICE, HOUR, HARBOR, "latency_mean", Score.of(4), 30);

        assertThat(raised(ofMetrics(all, north, harbor))).containsExactly(NORTH);
        assertThat(raised(ofMetrics(all, north, slowHarbor))).containsExactly(Slice.ALL);
        assertThat(raised(ofMetrics(north, harbor))).containsExactly(NORTH);
    }

    @Test
    void onlyTheSlicesAndScopesOfARuleAreJudged() {
        assertThat(ofMetrics(
                        metric(Scope.SERVICE, HOUR, SCANNER, "latency_mean", Score.of(9), 90),
                        metric(V1, HOUR, Slice.ALL, "latency_mean", Score.of(9), 90),
                        metric(Scope.SERVICE, DAY, Slice.ALL, "latency_mean", Score.of(9), 90),
                        metric(V1, DAY, Slice.ALL, "sensitivity", Score.of(0.1), 90)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "watermark_age_seconds, 3601, 3600",
        "source_resets, 1, 0",
        "source_rows_missing, 1, 0",
        "source_rows_deleted, 1, 0",
    })
    void aDatabaseThatIsHeldResetOrDiffersWarns(String metric, double tooMuch, double fine) {
        assertThat(only(ofMetrics(metric(Scope.SERVICE, DAY, Slice.ALL, metric, Score.of(tooMuch), 1))))
                .isInstanceOfSatisfying(
                        Judgement.Raised.class,
                        raised -> assertThat(raised.severity()).isEqualTo(AlertSeverity.WARNING));
        assertThat(only(ofMetrics(metric(Scope.SERVICE, DAY, Slice.ALL, metric, Score.of(fine), 1))))
                .isInstanceOf(Judgement.Clear.class);
    }

    @Test
    void rejectedRowsWarnAboveOnePercent() {
        assertThat(only(ofMetrics(metric(Scope.SERVICE, DAY, Slice.ALL, "rejected_rate", Score.of(0.02), 500))))
                .isInstanceOf(Judgement.Raised.class);
        assertThat(only(ofMetrics(metric(Scope.SERVICE, DAY, Slice.ALL, "rejected_rate", Score.of(0.01), 500))))
                .isInstanceOf(Judgement.Clear.class);
    }

    @Test
    void theOrderOfFindingsMeansNothing() {
        List<MetricScore> scores = new ArrayList<>(List.of(
                share(DAY, Slice.ALL, "accuracy", 252, 420),
                share(DAY, NORTH, "accuracy", 96, 160),
                share(day(3), NORTH, "accuracy", 96, 160),
                share(DAY, HARBOR, "error_rate", 72, 120),
                share(HOUR, HARBOR, "error_rate", 84, 140)));
        List<JudgedWindow> expected = judge(Findings.ofScores(scores, List.of()));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(scores, new Random(seed));
            assertThat(judge(Findings.ofScores(scores, List.of()))).isEqualTo(expected);
        }
    }
}
