package org.cxrwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conf/prometheus holds is valid, and its rules fire when they should. */
class PrometheusRulesIT {

    private static final Path FOLDER = Path.of("..", "conf", "prometheus");
    private static final Path RULES = FOLDER.resolve("alerts.yml");

    @ParameterizedTest
    @CsvSource({"check, rules, alerts.yml", "test, rules, alerts.test.yml", "check, config, prometheus.yml"})
    void promtoolFindsNothingWrong(String verb, String what, String file) {
        DebianProgram.Ended ended =
                DebianProgram.PROMTOOL.call("", verb, what, FOLDER.resolve(file).toString());

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void everyRuleIsTestedToFire() throws IOException {
        String tests = Files.readString(FOLDER.resolve("alerts.test.yml"));

        List<String> alerts = matches("- alert: (\\w+)");

        assertThat(alerts).hasSize(10);
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(tests)
                        .containsPattern("- alertname: " + alert + "\\n +eval_time: \\w+\\n +exp_alerts:"));
    }

    @Test
    void everyRuleLeadsToASectionThatIsThere() throws IOException {
        List<String> anchors = Files.readString(Path.of("..", "docs", "operators.md"))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", ""))
                .map(line -> "docs/operators.md#" + line.replace(' ', '-'))
                .toList();

        List<String> runbooks = matches("runbook: (\\S+)");

        assertThat(runbooks).hasSize(10).isSubsetOf(anchors);
    }

    private static List<String> matches(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(RULES))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
