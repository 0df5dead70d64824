package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.ShareCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomShareTest {

    private static MetricValue of(long rows, long matching, long others, long unknown) {
        return CustomShare.of(Optional.of(new ShareCount(rows, matching, others, unknown)));
    }

    /** SciPy 1.17.1: {@code binomtest(matching, matching + others).proportion_ci(method="wilson")}. */
    @ParameterizedTest
    @CsvSource({
        "100, 7, 93, 0.03431926106727269, 0.13749514739073504",
        "500, 0, 40, 0.0, 0.08762160119728662",
        "40, 40, 0, 0.9123783988027133, 1.0",
        "1000, 130, 700, 0.1334888868290339, 0.1829279284176514"
    })
    void itIsTheShareOfEligibleRowsWithWilsonsInterval(
            long rows, long matching, long others, double lower, double upper) {
        MetricValue value = of(rows, matching, others, 0);
        Score.Measured measured = value.score().measured().orElseThrow();

        assertThat(measured.value()).isEqualTo((double) matching / (matching + others));
        assertThat(measured.lower()).isCloseTo(lower, within(1e-12));
        assertThat(measured.upper()).isCloseTo(upper, within(1e-12));
        assertThat(value.n()).isEqualTo(matching + others);
    }

    @Test
    void rowsOfWhichTheConditionHasNoValueAreNoEvidence() {
        assertThat(of(100, 10, 30, 60)).isEqualTo(of(100, 10, 30, 0));
    }

    @Test
    void whenNoRowIsAskedForThereAreTooFew() {
        assertThat(of(500, 0, 0, 0)).isEqualTo(MetricValue.none(Reason.TOO_FEW_ROWS, 0));
    }

    @Test
    void whenTheConditionNeverHasAValueItIsNotFinite() {
        assertThat(of(500, 0, 0, 500)).isEqualTo(MetricValue.none(Reason.NOT_FINITE, 0));
    }

    @Test
    void whenNotAllRowsWereAskedItIsNotSummarised() {
        assertThat(CustomShare.of(Optional.empty())).isEqualTo(MetricValue.none(Reason.NOT_SUMMARISED, 0));
    }
}
