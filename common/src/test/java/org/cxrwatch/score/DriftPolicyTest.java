package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cxrwatch.model.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "0.0999, NONE",
        "0.1, LOW",
        "0.1999, LOW",
        "0.2, MEDIUM",
        "0.3, HIGH",
        "0.4999, HIGH",
        "0.5, CRITICAL",
        "1, CRITICAL"
    })
    void aLevelIsReachedByItself(double excess, Severity severity) {
        assertThat(DriftPolicy.DEFAULT.severityOf(excess)).isEqualTo(severity);
    }

    @Test
    void theRateIsSharedByInputAndConcept() {
        assertThat(DriftPolicy.DEFAULT.inputRate()).isCloseTo(0.008, within(1e-15));
        assertThat(DriftPolicy.DEFAULT.conceptRate()).isCloseTo(0.002, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1, 10", "1, 0.1, 10", "NaN, 0.1, 10", "0.01, -0.1, 10", "0.01, NaN, 10", "0.01, 0.1, 0"})
    void levelsThatMeanNothingAreRefused(double rate, double excess, long rows) {
        List<Double> levels = DriftPolicy.DEFAULT.severityLevels();
        assertThatThrownBy(() -> new DriftPolicy(rate, excess, levels, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + rate + ", " + excess);
    }

    @Test
    void severitiesRise() {
        assertThatThrownBy(() -> new DriftPolicy(0.01, 0.1, List.of(0.1, 0.3, 0.2, 0.5), 10))
                .hasMessageContaining("four ascending levels");
        assertThatThrownBy(() -> new DriftPolicy(0.01, 0.1, List.of(0.1, 0.2), 10))
                .hasMessageContaining("[0.1, 0.2]");
    }
}
