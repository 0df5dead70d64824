package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Wilson;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;

class CustomRuleTest {

    private static final Window DAY = Window.day(LocalDate.of(2026, 9, 22));
    private static final Slice NORTH = new Slice("site", "north");
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final List<Level> LEVELS =
            List.of(new Level(AlertSeverity.WARNING, 0.2), new Level(AlertSeverity.CRITICAL, 0.4));

    private static final Rule ABOVE = CustomRule.of("low_confidence", Threshold.Side.ABOVE, LEVELS, Least.rows(30), 1);
    private static final Rule BELOW = CustomRule.of(
            "sure", Threshold.Side.BELOW, List.of(new Level(AlertSeverity.CRITICAL, 0.8)), Least.rows(30), 2);

    private static MetricScore share(String metric, Slice slice, long hits, long n) {
        Wilson interval = Wilson.of(hits, n);
        return new MetricScore(
                new WindowSlice(Scope.version("v1"), DAY, slice),
                metric,
                Score.of((double) hits / n, interval.lower(), interval.upper()),
                n);
    }

    private static List<Judgement> judge(Rule rule, MetricScore... scores) {
        Findings findings = Findings.ofScores(List.of(scores), List.of());
        return new Judging(new Rules(List.of(rule)), Examples::interval, Set.of("scanner"))
                .judge(findings).stream()
                        .flatMap(window -> window.judgements().stream())
                        .toList();
    }

    private static Judgement of(List<Judgement> judgements, Slice slice) {
        return judgements.stream()
                .filter(each -> each.key().slice().equals(slice))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itFiresWhenTheWholeIntervalLiesAboveALevel() {
        Judgement judged = of(judge(ABOVE, share("low_confidence", Slice.ALL, 70, 200)), Slice.ALL);

        assertThat(judged).isInstanceOfSatisfying(Judgement.Raised.class, raised -> {
            assertThat(raised.severity()).isEqualTo(AlertSeverity.WARNING);
            assertThat(raised.text()).contains("low_confidence").contains("above 0.2");
        });
        assertThat(judged.key().toString()).startsWith("custom_metric_low_confidence/v1/DAY/");
    }

    @Test
    void aShareAboveALevelIsNoEvidenceWhileItsIntervalReachesBelow() {
        assertThat(of(judge(ABOVE, share("low_confidence", Slice.ALL, 9, 40)), Slice.ALL))
                .isInstanceOf(Judgement.Undecided.class);
        assertThat(of(judge(ABOVE, share("low_confidence", Slice.ALL, 29, 29)), Slice.ALL))
                .as("fewer than 30 rows")
                .isInstanceOf(Judgement.Undecided.class);
    }

    @Test
    void whatIsNotSummarisedIsUndecided() {
        MetricScore none = new MetricScore(
                new WindowSlice(Scope.version("v1"), DAY, Slice.ALL),
                "low_confidence",
                Score.none(Reason.NOT_SUMMARISED),
                0);

        assertThat(of(judge(ABOVE, none), Slice.ALL))
                .isInstanceOfSatisfying(
                        Judgement.Undecided.class,
                        undecided -> assertThat(undecided.text()).contains("not_summarised"));
    }

    @Test
    void theSliceThatStandsOutIsTheCauseOnEitherSide() {
        List<Judgement> above = judge(
                ABOVE,
                share("low_confidence", Slice.ALL, 145, 400),
                share("low_confidence", NORTH, 15, 200),
                share("low_confidence", VALLEY, 130, 200));
        List<Judgement> below = judge(
                BELOW,
                share("sure", Slice.ALL, 255, 400),
                share("sure", NORTH, 185, 200),
                share("sure", VALLEY, 70, 200));

        for (List<Judgement> judged : List.of(above, below)) {
            assertThat(of(judged, VALLEY)).isInstanceOf(Judgement.Raised.class);
            assertThat(of(judged, Slice.ALL)).isNotInstanceOf(Judgement.Raised.class);
            assertThat(of(judged, NORTH)).isInstanceOf(Judgement.Clear.class);
        }
    }

    @Test
    void itAsksForSoManyDaysInARow() {
        assertThat(BELOW.persistence().windows()).isEqualTo(2);
        assertThat(BELOW.runbook()).isEqualTo("docs/runbooks.md#custom_metric");
    }
}
