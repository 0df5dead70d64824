package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.cxrwatch.model.Reason;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatingSharesTest {

    /** Ill: 0.9, 0.8, 0.7, 0.2; healthy: 0.7, 0.6, 0.3, 0.1, 0.1. */
    private static final Outcomes NINE = Outcomes.of(
            Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, 0.9, 0.8, 0.7)
                    .plus(Labelled.scores(Labelled.POSITIVE, Labelled.NEGATIVE, 0.2))
                    .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, 0.7, 0.6))
                    .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, 0.3, 0.1, 0.1)),
            Labelled.POSITIVE,
            20);

    @Test
    void theCountsAndSharesAreThoseOfScoresFromTheThresholdOn() {
        OperatingShares shares = OperatingShares.at(0.7, NINE);

        assertThat(shares.confusion()).isEqualTo(new Confusion(3, 1, 1, 4));
        // by hand: 3/4, 4/5, 3/4, 4/5; intervals: statsmodels proportion_confint(3, 4, method="wilson") and (4, 5)
        assertThat(shares.sensitivity().score().measured().orElseThrow().value())
                .isEqualTo(0.75);
        assertThat(shares.sensitivity().score().measured().orElseThrow().lower())
                .isCloseTo(0.3006, within(5e-5));
        assertThat(shares.sensitivity().score().measured().orElseThrow().upper())
                .isCloseTo(0.9544, within(5e-5));
        assertThat(shares.specificity().score().measured().orElseThrow().value())
                .isEqualTo(0.8);
        assertThat(shares.specificity().score().measured().orElseThrow().lower())
                .isCloseTo(0.3755, within(5e-5));
        assertThat(shares.precision().n()).isEqualTo(4);
        assertThat(shares.npv().score().number().orElseThrow()).isEqualTo(0.8);
    }

    @Test
    void atOneNothingIsPositiveAndPrecisionHasNoRows() {
        OperatingShares shares = OperatingShares.at(1, NINE);

        assertThat(shares.confusion()).isEqualTo(new Confusion(0, 0, 4, 5));
        assertThat(shares.precision().score().absence()).contains(Reason.TOO_FEW_ROWS);
        assertThat(shares.sensitivity().score().number().orElseThrow()).isZero();
    }

    @Test
    void atNoughtEverythingIs() {
        assertThat(OperatingShares.at(0, NINE).confusion()).isEqualTo(new Confusion(4, 5, 0, 0));
    }

    @Test
    void withoutLabelsThereIsAReason() {
        Outcomes none = Outcomes.of(LabelledScores.empty(Resolution.BASELINE), Labelled.POSITIVE, 5);

        assertThat(OperatingShares.at(0.5, none).sensitivity().score().absence())
                .contains(Reason.NO_LABELS_YET);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void whatIsNoScoreIsRefused(double threshold) {
        assertThatThrownBy(() -> OperatingShares.at(threshold, NINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 0 and 1");
    }
}
