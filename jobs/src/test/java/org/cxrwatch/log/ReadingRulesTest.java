package org.cxrwatch.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.cxrwatch.error.ConfigurationException;
import org.junit.jupiter.api.Test;

class ReadingRulesTest {

    @Test
    void thePositiveClassIsOneOfTheClasses() {
        assertThatThrownBy(() -> rules("SICK", Duration.ofDays(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The positive class 'SICK' is none of the classes [NORMAL, PNEUMONIA]. Name one of them as "
                        + "the positive class, or add it to the classes.");
    }

    @Test
    void anAgeThatTakesNoRowIsRefused() {
        assertThatThrownBy(() -> rules("NORMAL", Duration.ZERO))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("takes none")
                .hasMessageContaining("e.g. 7300 days");
    }

    private static ReadingRules rules(String positive, Duration age) {
        return new ReadingRules(
                List.of("NORMAL", "PNEUMONIA"),
                positive,
                ConfidenceMeaning.PREDICTED_CLASS,
                ZoneOffset.UTC,
                age,
                DemoReading.CONTRACT);
    }
}
