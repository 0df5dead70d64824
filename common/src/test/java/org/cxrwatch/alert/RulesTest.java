package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final AlertKey LATENCY =
            new AlertKey(AlertType.HIGH_LATENCY, "latency_mean", "service", WindowKind.HOUR, Slice.ALL);

    @Test
    void aWindowOfSeveralDaysIsNamedByBothItsEndsAndBeginsWhenItCouldBeSeen() {
        Window day = Window.day(LocalDate.parse("2026-10-12"));
        Window week = Window.endingOn(LocalDate.parse("2026-10-12"), WindowKind.DAYS_7);

        assertThat(Wording.on(day)).isEqualTo("on 2026-10-12");
        assertThat(Wording.on(week)).isEqualTo("from 2026-10-06 to 2026-10-12");
        assertThat(Wording.when(week)).isEqualTo("2026-10-12");
    }

    @Test
    void theDefaultsHoldARuleForEveryKindOfAlertButUsersOwnMetricsAndCxrwatchItself() {
        assertThat(DefaultRules.rules().rules())
                .extracting(Rule::type)
                .containsAll(EnumSet.complementOf(EnumSet.of(AlertType.CUSTOM_METRIC, AlertType.RUN_FAILED)))
                .doesNotContain(AlertType.CUSTOM_METRIC, AlertType.RUN_FAILED);
        assertThat(DefaultRules.rules().rules())
                .allSatisfy(rule -> assertThat(rule.runbook())
                        .isEqualTo("docs/runbooks.md#" + rule.type().text()));
    }

    @Test
    void anAlertFindsItsRule() {
        Rules rules = DefaultRules.rules();

        assertThat(rules.find(LATENCY)).map(Rule::metric).contains("latency_mean");
        assertThat(rules.persistenceOf(LATENCY)).isEqualTo(new Persistence(1, 3));
        assertThat(rules.runbookOf(LATENCY)).isEqualTo("docs/runbooks.md#high_latency");
    }

    @Test
    void anAlertWhoseRuleIsGoneIsFoldedAsUsual() {
        Rules none = new Rules(List.of());

        assertThat(none.find(LATENCY)).isEmpty();
        assertThat(none.persistenceOf(LATENCY)).isEqualTo(new Persistence(1, 3));
        assertThat(none.runbookOf(LATENCY)).isEqualTo("docs/runbooks.md#high_latency");
    }

    @Test
    void aRuleCanAskForMoreWindowsAndOtherLevels() {
        Rule rule = DefaultRules.rules().find(LATENCY).orElseThrow();
        Threshold strict = Threshold.point(Threshold.Side.ABOVE, List.of(new Level(AlertSeverity.EMERGENCY, 1)));

        assertThat(rule.lasting(new Persistence(2, 4)).persistence()).isEqualTo(new Persistence(2, 4));
        assertThat(rule.at(strict).threshold()).isEqualTo(strict);
    }

    @Test
    void twoRulesThatMakeTheSameAlertAreRefused() {
        Rule rule = DefaultRules.rules().find(LATENCY).orElseThrow();

        assertThatThrownBy(() -> new Rules(List.of(rule, rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Two rules of type high_latency read latency_mean over windows of kind HOUR")
                .hasMessageContaining("give one of them up");
    }

    @Test
    void rulesWithoutMetricLevelOrConfidenceAreRefused() {
        Rule rule = DefaultRules.rules().find(LATENCY).orElseThrow();

        assertThatThrownBy(() -> new Rule(
                        rule.name(),
                        rule.type(),
                        "",
                        rule.window(),
                        rule.coverage(),
                        rule.threshold(),
                        rule.least(),
                        rule.persistence(),
                        rule.runbook()))
                .hasMessageContaining("names the metric it reads");
        assertThatThrownBy(() -> new Threshold(
                        Threshold.Side.ABOVE,
                        List.of(),
                        Threshold.Reading.POINT,
                        0.95,
                        new Threshold.Clearing(1, Threshold.Reading.POINT)))
                .hasMessageContaining("needs a level");
        assertThatThrownBy(() -> Threshold.of(
                        Threshold.Side.ABOVE,
                        List.of(new Level(AlertSeverity.WARNING, 1)),
                        Threshold.Reading.INTERVAL,
                        Double.NaN))
                .hasMessageContaining("between 0 and 1, got NaN");
    }

    @Test
    void theMostUrgentLevelCountsOnWhicheverSideIsBad() {
        List<Level> levels = List.of(new Level(AlertSeverity.WARNING, 0.5), new Level(AlertSeverity.CRITICAL, 0.5));
        for (Threshold.Side side : Threshold.Side.values()) {
            boolean touching = side == Threshold.Side.FROM || side == Threshold.Side.TO;
            LevelReading reading = new LevelReading(Threshold.point(side, levels));
            Score.Measured on = new Score.Measured(0.5, 0.5, 0.5);
            Score.Measured worse =
                    side.lessIsWorse() ? new Score.Measured(0.4, 0.4, 0.4) : new Score.Measured(0.6, 0.6, 0.6);

            assertThat(reading.beyond(on).isPresent()).isEqualTo(touching);
            assertThat(reading.beyond(worse)).map(Level::severity).contains(AlertSeverity.CRITICAL);
            assertThat(reading.isFine(worse)).isFalse();
        }
    }

    @Test
    void keysHaveAShortNameForPeople() {
        // printf '%s' high_latency_latency_mean/service/HOUR/all | sha256sum | cut -c1-12
        assertThat(LATENCY.fingerprint()).isEqualTo("382d91fedd76");
        assertThat(LATENCY).hasToString("high_latency_latency_mean/service/HOUR/all");
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(List.of(
                        Wording.number(0.6781),
                        Wording.number(131.2),
                        Wording.number(35.53),
                        Wording.number(2),
                        Wording.number(0),
                        Wording.number(1.23e-17),
                        Wording.number(99.9),
                        Wording.number(100)))
                .containsExactly("0.678", "131", "35.5", "2", "0", "1.2e-17", "99.9", "100");
    }
}
