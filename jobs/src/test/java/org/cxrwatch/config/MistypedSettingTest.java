package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistypedSettingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "feature.derived.x=confidence | There is no setting feature (--set). | Did you mean features?",
                "features.derivd.x=confidence | There is no setting features.derivd (--set). | Did you mean features.derived?",
                "features.derived.x=\"confidence\" | has quotes of its own around it | Leave these quotes out: confidence.",
                "metrics.custom.x={of: \"'confidence'\"} | has quotes of its own around it | Leave these quotes out"
            })
    void aGroupThatThereIsNotAndQuotesTooManyAreSaid(String assignment, String problem, String remedy) {
        assertThatThrownBy(() -> Configuration.load(new ConfigurationLayers(
                        folder, folder.resolve("home"), Optional.empty(), Map.of(), List.of(assignment))))
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy)
                .hasMessageNotContaining("atPath")
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIGURATION));
    }
}
