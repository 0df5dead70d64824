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
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractSettingsTest {

    @TempDir
    private Path folder;

    private Settings.Contract contract(String text) throws IOException {
        Path file = folder.resolve("application.conf");
        Files.writeString(file, text);
        ConfigurationLayers layers =
                new ConfigurationLayers(folder, folder.resolve("home"), Optional.of(file), Map.of(), List.of());
        return Configuration.load(layers).settings().contract();
    }

    @Test
    void theDefaultsAskLittle() throws IOException {
        Settings.Contract contract = contract("");

        assertThat(contract.clockAhead()).isEqualTo(Duration.ofDays(1));
        assertThat(contract.rejectLimit()).isEqualTo(new Settings.RejectLimit(0.2, 20));
        assertThat(contract.predictions())
                .isEqualTo(new Settings.Columns(List.of(), Map.of(), Map.of(), Settings.OnViolation.REPORT));
        assertThat(contract.systemMetrics().ranges())
                .containsEntry("cpu_percent", new Settings.Range(0, 100))
                .hasSize(4);
    }

    @Test
    void columnsAreNamedInQuotesOrByTheGroupsTheyAreIn() throws IOException {
        Settings.Columns asked = contract("""
                contract.predictions {
                  required = [metadata.site, image_hash]
                  ranges { processing_time = [0, 60], "metadata.image_stats.entropy" = [0, 8] }
                  allowed { metadata { site = [north, south] }, "metadata.scanner" = [n-1] }
                  on-violation = reject
                }
                contract.system-metrics.ranges { net_bytes_sent = [0, 1e12] }""").predictions();

        assertThat(asked)
                .isEqualTo(new Settings.Columns(
                        List.of("metadata.site", "image_hash"),
                        Map.of(
                                "processing_time", new Settings.Range(0, 60),
                                "metadata.image_stats.entropy", new Settings.Range(0, 8)),
                        Map.of("metadata.site", List.of("north", "south"), "metadata.scanner", List.of("n-1")),
                        Settings.OnViolation.REJECT));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            contract.predictions.required = [confidense]                       | names confidense            | Did you mean confidence?
            contract.predictions.required = [net_x]                            | names net_x                 | There are: actual_label
            contract.predictions.ranges { processing_time_ms = [0, 9] }        | is about no column          | Did you mean processing_time (in seconds)?
            contract.predictions.ranges { "metadata.site" = [0, 9] }           | is about no column          | metadata.image_stats.NAME
            contract.predictions.ranges { confidence = [1, 0] }                | is empty: the first         | such as [0, 100]
            contract.predictions.ranges { confidence = [] }                    | is not a range of two       | such as [0, 100]
            contract.predictions.ranges { confidence = [0, high] }             | is not a range of two       | such as [0, 100]
            contract.predictions.ranges { confidence = 1 }                     | is not a range of two       | such as [0, 100]
            contract.predictions.allowed { "metadata.site" = [] }              | would allow none            | such as [north, south]
            contract.predictions.allowed { prediction = [NORMAL] }             | is about no attribute       | such as metadata.site
            contract.predictions.on-violation = drop                           | is none of report, reject   | the default, report
            contract.labels.required = [labeled_at]                            | names labeled_at            | Did you mean labelled_at?
            contract.system-metrics.ranges { cpu_percnt = [0, 100] }           | is about no column          | Did you mean cpu_percent?
            contract.system-metrics.required = [hosts]                         | names hosts                 | Did you mean host?
            contract.clock-ahead = 8 days                                      | is not between 0 seconds    | the default, 1 day
            contract.predictions.range {}                                      | no setting                  | Did you mean
            contract.predictions.ranges = 3                                    | is a group of settings      | name = value
            reject.limit = 1.5                                                 | is not between 0.0 and 1.0  | the default, 0.2
            reject.least-rows = 0                                              | is not between 1            | the default, 20
            """, delimiter = '|')
    void aRuleThatCannotHoldStopsAtTheStart(String text, String problem, String remedy) {
        ConfigurationException refusal = catchThrowableOfType(ConfigurationException.class, () -> contract(text));

        assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(refusal.problem()).contains(problem).contains("application.conf");
        assertThat(refusal.remedy()).contains(remedy);
    }
}
