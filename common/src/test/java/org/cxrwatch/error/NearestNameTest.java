package org.cxrwatch.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> RULES = List.of("accuracy_drop", "high_latency", "model_failure", "no_baseline");

    @ParameterizedTest
    @CsvSource({
        "acuracy_drop, accuracy_drop",
        "high-latency, high_latency",
        "acuracy, accuracy_drop",
        "model_f, model_failure",
        "high_latency, high_latency",
    })
    void aSlipOfTheKeyboardAndABeginningAreUnderstood(String written, String meant) {
        assertThat(NearestName.find(written, RULES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"throughput", "no", "mod"})
    void whatIsLikeNoneOfThemMeansNone(String written) {
        assertThat(NearestName.find(written, RULES)).isEmpty();
        assertThat(NearestName.hint(written, RULES)).isEmpty();
    }
}
