package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Coverage;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.alert.Least;
import org.cxrwatch.alert.Level;
import org.cxrwatch.alert.NamedRule;
import org.cxrwatch.alert.Persistence;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.Threshold;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.TrafficPolicy;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSettingsTest {

    private static final String LOW =
            "metrics.custom.low_confidence { of = \"confidence < 0.6\", alert { above = 0.2 } }\n";

    @TempDir
    private Path folder;

    private RuleBook book(String text) {
        try {
            Files.createDirectories(folder.resolve("conf"));
            Files.writeString(folder.resolve("conf/application.conf"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Configuration.load(
                        new ConfigurationLayers(folder, folder.resolve("home"), Optional.empty(), Map.of(), List.of()))
                .settings()
                .rules();
    }

    private Rule rule(String text, String name) {
        return NamedRule.find(book(text).inForce(), name).orElseThrow();
    }

    private ConfigurationException refusal(String text) {
        ConfigurationException refusal = catchThrowableOfType(ConfigurationException.class, () -> book(text));
        assertThat(refusal).as("it is refused: %s", text).isNotNull();
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        return refusal;
    }

    @Test
    void withoutRulesOfOnesOwnTheDefaultsHold() {
        RuleBook book = book("");

        assertThat(book.inForce())
                .isEqualTo(DefaultRules.rules(
                        Set.of("site"),
                        TrafficPolicy.DEFAULT,
                        List.of(
                                new Level(AlertSeverity.INFO, 0.1),
                                new Level(AlertSeverity.WARNING, 0.2),
                                new Level(AlertSeverity.CRITICAL, 0.3),
                                new Level(AlertSeverity.EMERGENCY, 0.5)),
                        Duration.ofHours(1),
                        DefaultRules.RISING))
                .isEqualTo(DefaultRules.rules());
        assertThat(book.entries()).allSatisfy(entry -> {
            assertThat(entry.standing()).isEqualTo(RuleBook.Standing.DEFAULT);
            assertThat(entry.origin()).isEqualTo("default");
        });
    }

    @Test
    void aDefaultIsChangedByJustTheKeysGiven() {
        Rule usual = NamedRule.ofDefaults("accuracy_drop");

        Rule changed = rule("alert.rules.accuracy_drop { below = 0.85 }", "accuracy_drop");

        assertThat(changed)
                .isEqualTo(usual.at(Threshold.of(
                                Threshold.Side.BELOW,
                                List.of(new Level(AlertSeverity.CRITICAL, 0.85)),
                                Threshold.Reading.INTERVAL,
                                0.95)
                        .clearing(0.85, Threshold.Reading.INTERVAL)));
        assertThat(rule("alert.rules.high_latency { windows = 2, clear-windows = 4 }", "high_latency"))
                .isEqualTo(NamedRule.ofDefaults("high_latency").lasting(new Persistence(2, 4)));
        assertThat(rule("alert.rules.no_baseline { severity = info, runbook = \"https://wiki/x\" }", "no_baseline"))
                .satisfies(rule -> {
                    assertThat(rule.threshold().levels()).containsExactly(new Level(AlertSeverity.INFO, 168));
                    assertThat(rule.runbook()).isEqualTo("https://wiki/x");
                });
    }

    @Test
    void aRuleIsSwitchedOffAndTheOthersHold() {
        RuleBook book =
                book("alert.rules { life_cycle_new { enabled = false }, drift_data { above { critical = 0.4 } } }");

        assertThat(NamedRule.find(book.inForce(), "life_cycle_new")).isEmpty();
        assertThat(book.inForce().rules())
                .hasSameSizeAs(DefaultRules.rules()
                        .rules()
                        .subList(1, DefaultRules.rules().rules().size()));
        assertThat(book.entries())
                .filteredOn(entry -> entry.rule().name().equals("life_cycle_new"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.standing()).isEqualTo(RuleBook.Standing.OFF);
                    assertThat(entry.origin()).endsWith("application.conf, line 1");
                });
        assertThat(book.entries())
                .filteredOn(entry -> entry.standing() == RuleBook.Standing.CHANGED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.rule().threshold().side()).isEqualTo(Threshold.Side.ABOVE));
    }

    @Test
    void aRuleOfOnesOwnNamesAMetricAndALevelAndTheRestIsUsual() {
        Rule rule = rule(
                "alert.rules.slow_tail { metric = latency_p95, above { warning = 2, critical = 5 } }", "slow_tail");

        assertThat(rule.type()).isEqualTo(AlertType.HIGH_LATENCY);
        assertThat(rule.window()).isEqualTo(WindowKind.HOUR);
        assertThat(rule.coverage()).isEqualTo(Coverage.allOf(Coverage.Subjects.SERVICE));
        assertThat(rule.threshold())
                .isEqualTo(Threshold.point(
                        Threshold.Side.ABOVE,
                        List.of(new Level(AlertSeverity.WARNING, 2), new Level(AlertSeverity.CRITICAL, 5))));
        assertThat(rule.least()).isEqualTo(Least.rows(10));
        assertThat(rule.persistence()).isEqualTo(new Persistence(1, 3));
        assertThat(rule.runbook()).isEqualTo("docs/runbooks.md#high_latency");
    }

    @Test
    void everyKeyOfARuleOfOnesOwnIsTaken() {
        Rule rule = rule(
                "alert.rules.valley_weeks { metric = sensitivity, below = 0.8, severity = emergency, window = days-7,"
                        + " scope = models, slices = [site, \"scanner=valley-2\"], reading = point, clear = 0.85,"
                        + " least = 50, windows = 2, clear-windows = 3, runbook = \"wiki/valley\" }",
                "valley_weeks");

        assertThat(rule)
                .isEqualTo(new Rule(
                        "valley_weeks",
                        AlertType.CUSTOM_METRIC,
                        "sensitivity",
                        WindowKind.DAYS_7,
                        Coverage.namedOf(
                                Coverage.Subjects.MODELS, Set.of("site"), Set.of(new Slice("scanner", "valley-2"))),
                        new Threshold(
                                Threshold.Side.BELOW,
                                List.of(new Level(AlertSeverity.EMERGENCY, 0.8)),
                                Threshold.Reading.POINT,
                                0.95,
                                new Threshold.Clearing(0.85, Threshold.Reading.POINT)),
                        Least.rows(50),
                        new Persistence(2, 3),
                        "wiki/valley"));
    }

    @Test
    void driftHostsAndMetricsOfOnesOwnCanBeRead() {
        assertThat(rule(
                        "alert.rules.bright { metric = \"drift:data:mean_intensity\", above = 0.3, slices = every }",
                        "bright"))
                .satisfies(rule -> {
                    assertThat(rule.type()).isEqualTo(AlertType.DRIFT_DETECTED);
                    assertThat(rule.metric()).isEqualTo("data:mean_intensity");
                    assertThat(rule.coverage()).isEqualTo(Coverage.everySliceOf(Coverage.Subjects.MODELS));
                });
        assertThat(rule("alert.rules.queue { metric = \"host:queue_length\", above = 40 }", "queue"))
                .satisfies(rule -> {
                    assertThat(rule.type()).isEqualTo(AlertType.SYSTEM_RESOURCE);
                    assertThat(rule.metric()).isEqualTo("queue_length");
                    assertThat(rule.threshold().reading()).isEqualTo(Threshold.Reading.HALF_OF_SAMPLES);
                });
        assertThat(rule(
                                LOW
                                        + "alert.rules.unsure_weeks { metric = low_confidence, above = 0.3, window = days-28 }",
                                "unsure_weeks")
                        .threshold()
                        .reading())
                .isEqualTo(Threshold.Reading.INTERVAL);
        assertThat(rule(
                                LOW + "alert.rules.custom_metric_low_confidence { windows = 3 }",
                                "custom_metric_low_confidence")
                        .persistence())
                .isEqualTo(new Persistence(3, 1));
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeIsRefusedWithKeyAndRemedy(String text, String why, String remedy) {
        ConfigurationException refusal = refusal(text);

        assertThat(refusal.problem()).contains("alert.rules.").contains(why).contains("application.conf, line ");
        assertThat(refusal.remedy()).contains(remedy);
    }

    static Stream<Arguments> whatCannotBeIsRefusedWithKeyAndRemedy() {
        return Stream.of(metricsAndLevels(), windowsAndSlices(), numbersAndWords(), namesAndDefaults())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> metricsAndLevels() {
        return Stream.of(
                bad("x { metric = acuracy, below = 0.9 }", "x.metric = acuracy", "Did you mean accuracy?"),
                bad("x { metric = \"drift:image\", above = 0.2 }", "is no metric", "drift:data"),
                bad(
                        "x { metric = \"drift:prediction:hue\", above = 0.2 }",
                        "is no metric",
                        "docs/data-scientists.md lists all"),
                bad("x { metric = accuracy }", "has no level", "Write alert.rules.x { above = 0.1 }"),
                bad("x { metric = auroc, above = 0.9, below = 0.1 }", "has levels on both sides", "Write"),
                bad("x { metric = auroc, below = 90 }", "x.below = 90", "conf/reference.conf"),
                bad("x { metric = latency_p99, above = NaN }", "is not a finite number", "conf/reference.conf"),
                bad("x { metric = latency_p99, above = Infinity }", "is not a finite number", "conf/reference.conf"),
                bad(
                        "x { metric = auroc, below = 0.8, severity = bad }",
                        "is none of info, warning",
                        "conf/reference.conf"),
                bad("x { metric = auroc, below { critcal = 0.8 } }", "is no part of it", "Did you mean critical?"));
    }

    private static Stream<Arguments> windowsAndSlices() {
        return Stream.of(
                bad(
                        "x { metric = auroc, below { warning = 0.8, critical = 0.9 } }",
                        "is not in order",
                        "farther below"),
                bad("x { metric = auroc, below = 0.8, widnow = day }", "is no part of it", "Did you mean window?"),
                bad(
                        "x { metric = auroc, below = 0.8, window = hour }",
                        "is no window that auroc",
                        "day, days-7, days-28"),
                bad("x { metric = auroc, below = 0.8, window = week }", "is none of hour, day", "conf/reference.conf"),
                bad("x { metric = auroc, below = 0.8, scope = service }", "is not whose", "scope = models"),
                bad("x { metric = auroc, below = 0.8, slices = [sites] }", "the attribute sites", "Did you mean site?"),
                bad(
                        "x { metric = error_rate, above = 0.8, slices = [scanner] }",
                        "attribute scanner",
                        "There are: site"),
                bad(
                        "x { metric = auroc, below = 0.8, slices = [every, site] }",
                        "names every slice and others",
                        "Write all"),
                bad("x { metric = auroc, below = 0.8, slices = [\"=a\"] }", "is no slice", "site=valley"),
                bad(
                        "x { metric = auroc, below = 0.8, clear = 0.7 }",
                        "lies beyond the level that fires",
                        "at least 0.8"));
    }

    private static Stream<Arguments> numbersAndWords() {
        return Stream.of(
                bad("x { metric = error_rate, above = 0.1, clear = 0.2 }", "lies beyond the level", "at most 0.1"),
                bad("x { metric = auroc, below = 0.8, windows = 0 }", "x.windows = 0", "conf/reference.conf"),
                bad(
                        "x { metric = auroc, below = 0.8, clear-windows = 0 }",
                        "x.clear-windows = 0",
                        "conf/reference.conf"),
                bad(
                        "x { metric = spiegelhalter_z, above = 3, reading = interval }",
                        "asks for an interval",
                        "Write point"),
                bad("x { metric = \"host:cpu_percent\", above = 80, slices = every }", "cannot be said", "above"),
                bad("x { metric = \"drift:data\", below = 0.2 }", "x.below = 0.2", "Of this one can be said"),
                bad("x { metric = auroc, below = 0.8, runbook = \"\" }", "is empty", "conf/reference.conf"),
                bad(
                        "x { metric = auroc, below = 0.8, enabled = perhaps }",
                        "neither true nor false",
                        "conf/reference.conf"),
                bad("\"my rule\" { metric = auroc, below = 0.8 }", "has a name", "small letters"),
                bad(
                        "acuracy_drop { enabled = false }",
                        "names no metric, and there is no rule",
                        "Did you mean accuracy_drop?"));
    }

    private static Stream<Arguments> namesAndDefaults() {
        return Stream.of(
                bad("accuracy_drop = off", "accuracy_drop = off", "{ enabled = false }"),
                bad("accuracy_drop { metric = auroc }", "accuracy_drop.metric = auroc", "another name"),
                bad("accuracy_drop { above = 0.9 }", "is the other side", "accuracy_drop.below"),
                bad("high_latency { severity = critical }", "which of the rule's 2 levels", "above { warning"),
                bad("label_coverage { below = 0.9 }", "cannot be said", "severity, slices, windows"),
                bad(
                        "x { metric = accuracy, below = 0.7 }",
                        "the rule accuracy_drop opens",
                        "alert.rules.accuracy_drop { … }"),
                bad(
                        "a { metric = auroc, below = 0.7 }, b { metric = auroc, below = 0.6 }",
                        "the rule a opens",
                        "alert.rules.a"),
                Arguments.of(
                        "windows.rolling = []\nalert.rules.x { metric = auroc, below = 0.8, window = days-7 }",
                        "is not scored",
                        "Add days-7 to windows.rolling"));
    }

    private static Arguments bad(String rules, String why, String remedy) {
        return Arguments.of("alert.rules { " + rules + " }", why, remedy);
    }

    @Test
    void aRuleThatIsOffMakesRoomForAnother() {
        RuleBook book =
                book("alert.rules { accuracy_drop { enabled = false }, mine { metric = accuracy, below = 0.7 } }");

        assertThat(NamedRule.find(book.inForce(), "mine")).map(Rule::type).contains(AlertType.ACCURACY_DROP);
        assertThat(NamedRule.find(book.inForce(), "accuracy_drop")).isEmpty();
    }
}
