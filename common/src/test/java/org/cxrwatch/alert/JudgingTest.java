package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.HARBOR;
import static org.cxrwatch.alert.Examples.LAKESIDE;
import static org.cxrwatch.alert.Examples.NORTH;
import static org.cxrwatch.alert.Examples.V1;
import static org.cxrwatch.alert.Examples.VALLEY;
import static org.cxrwatch.alert.Examples.at;
import static org.cxrwatch.alert.Examples.day;
import static org.cxrwatch.alert.Examples.hour;
import static org.cxrwatch.alert.Examples.metric;
import static org.cxrwatch.alert.Examples.share;
import static org.cxrwatch.alert.Examples.subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;

class JudgingTest {

    private static final Slice SCANNER = new Slice("scanner", "valley-1");
    private static final Window DAY = Window.day(java.time.LocalDate.parse("2026-10-06"));
    private static final Window HOUR = hour("2026-09-16", 9);
    private static final Judging JUDGING = new Judging(DefaultRules.rules(), Examples::interval, Set.of("scanner"));

    private static List<JudgedWindow> judge(Findings findings) {
        return JUDGING.judge(findings);
    }

    private static List<Judgement> ofMetrics(MetricScore... scores) {
        return judgements(new Findings(List.of(scores), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private static List<Judgement> ofDrift(List<SubjectScore> subjects, List<DriftCause> causes) {
        return judgements(new Findings(List.of(), subjects, causes, List.of(), List.of(), List.of()));
    }

    private static List<Judgement> judgements(Findings findings) {
        return judge(findings).stream()
                .flatMap(window -> window.judgements().stream())
                .toList();
    }

    private static List<Slice> raised(List<Judgement> judgements) {
        return judgements.stream()
                .filter(Judgement.Raised.class::isInstance)
                .map(judgement -> judgement.key().slice())
                .toList();
    }

    private static Judgement only(List<Judgement> judgements) {
        assertThat(judgements).hasSize(1);
        return judgements.get(0);
    }

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
                List.of());

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

    @Test
    void rejectedRowsWarnAboveOnePercent() {
        assertThat(only(ofMetrics(metric(Scope.SERVICE, DAY, Slice.ALL, "rejected_rate", Score.of(0.02), 500))))
                .isInstanceOf(Judgement.Raised.class);
        assertThat(only(ofMetrics(metric(Scope.SERVICE, DAY, Slice.ALL, "rejected_rate", Score.of(0.01), 500))))
                .isInstanceOf(Judgement.Clear.class);
    }

    @Test
    void driftSeverityFollowsTheLargestExcessOfItsKind() {
        List<Judgement> judgements = ofDrift(
                List.of(
                        subject(DAY, VALLEY, DriftKind.DATA, "mean_intensity", 0.74),
                        subject(DAY, VALLEY, DriftKind.DATA, "skewness", 0.31),
                        subject(DAY, VALLEY, DriftKind.DATA, "entropy", 0.02),
                        subject(DAY, VALLEY, DriftKind.PREDICTION, "positive_score", 0.2),
                        subject(DAY, NORTH, DriftKind.PREDICTION, "class_share", 0.19)),
                List.of(
                        new DriftCause(V1, DAY, DriftKind.DATA, VALLEY),
                        new DriftCause(V1, DAY, DriftKind.PREDICTION, VALLEY)));

        assertThat(judgements.get(0)).isInstanceOfSatisfying(Judgement.Raised.class, data -> {
            assertThat(data.severity()).isEqualTo(AlertSeverity.EMERGENCY);
            assertThat(data.text())
                    .isEqualTo(
                            "data drift at site=valley (v1.0.0) on 2026-10-06: mean_intensity moved, median 131 \u2192"
                                    + " 158, by 0.74 more than chance (n 82, adjusted p 1.2e-17); also skewness; 2 of 3"
                                    + " subjects.");
        });
        assertThat(judgements)
                .filteredOn(one -> one.key().metric().equals("prediction"))
                .satisfiesExactly(
                        north -> assertThat(north).isInstanceOf(Judgement.Explained.class),
                        valley -> assertThat(((Judgement.Raised) valley).severity())
                                .isEqualTo(AlertSeverity.WARNING));
    }

    @Test
    void driftThatNobodyNamedACauseOfStillRaisesAtTheMostUrgentSlice() {
        List<Judgement> judgements = ofDrift(
                List.of(
                        subject(DAY, Slice.ALL, DriftKind.DATA, "entropy", 0.15),
                        subject(DAY, SCANNER, DriftKind.DATA, "entropy", 0.6)),
                List.of());

        assertThat(raised(judgements)).containsExactly(SCANNER);
    }

    @Test
    void noDriftIsClearAndNoDecisionIsUndecided() {
        SubjectScore quiet = subject(DAY, NORTH, DriftKind.DATA, "entropy", 0.01);
        SubjectScore unmeasured = new SubjectScore(
                quiet.where(),
                DriftKind.PREDICTION,
                "class_share",
                quiet.reference(),
                Score.none(Reason.IN_BASELINE),
                SubjectScore.Evidence.none(80, 500),
                org.cxrwatch.score.Decision.NOT_DECIDED,
                quiet.aids());

        List<Judgement> judgements = ofDrift(List.of(quiet, unmeasured), List.of());

        assertThat(judgements.get(0)).isInstanceOf(Judgement.Clear.class);
        assertThat(judgements.get(1)).isInstanceOf(Judgement.Undecided.class);
        assertThat(judgements.get(1).text()).contains("in_baseline");
    }

    @Test
    void conceptDriftFollowsTheCausesOfDriftAndElseTheAccuracies() {
        List<SubjectScore> concept = List.of(
                subject(DAY, Slice.ALL, DriftKind.CONCEPT, "accuracy", 0.3),
                subject(DAY, NORTH, DriftKind.CONCEPT, "accuracy", 0.5),
                subject(DAY, LAKESIDE, DriftKind.CONCEPT, "accuracy", 0));
        List<MetricScore> accuracies = List.of(
                metric(V1, DAY, Slice.ALL, "accuracy", Score.of(0.65), 160),
                metric(V1, DAY, NORTH, "accuracy", Score.of(0.47), 60),
                metric(V1, DAY, LAKESIDE, "accuracy", Score.of(0.93), 100));
        Findings findings = new Findings(accuracies, concept, List.of(), List.of(), List.of(), List.of());
        Findings attached = new Findings(
                List.of(),
                concept,
                List.of(new DriftCause(V1, DAY, DriftKind.DATA, NORTH)),
                List.of(),
                List.of(),
                List.of());

        assertThat(judgements(findings))
                .filteredOn(one -> one.key().metric().equals("concept"))
                .filteredOn(Judgement.Raised.class::isInstance)
                .extracting(one -> one.key().slice())
                .containsExactly(NORTH);
        assertThat(raised(judgements(attached))).containsExactly(NORTH);
    }

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

    @Test
    void theOrderOfFindingsMeansNothing() {
        List<MetricScore> scores = new ArrayList<>(List.of(
                share(DAY, Slice.ALL, "accuracy", 252, 420),
                share(DAY, NORTH, "accuracy", 96, 160),
                share(day(3), NORTH, "accuracy", 96, 160),
                share(DAY, HARBOR, "error_rate", 72, 120),
                share(HOUR, HARBOR, "error_rate", 84, 140)));
        List<JudgedWindow> expected =
                judge(new Findings(scores, List.of(), List.of(), List.of(), List.of(), List.of()));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(scores, new Random(seed));
            assertThat(judge(new Findings(scores, List.of(), List.of(), List.of(), List.of(), List.of())))
                    .isEqualTo(expected);
        }
    }
}
