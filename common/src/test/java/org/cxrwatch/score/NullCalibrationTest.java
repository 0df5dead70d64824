package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is promised of a decision: with nothing changed, at most one night in a hundred says anything at all.
 *
 * <p>Quiet weeks of a made-up hospital, compared with a first week of their own. A moderate effect of the day shifts
 * every feature by N(0, 0.1) standard deviations everywhere and as much again at each scanner, and the logit of
 * prevalence by N(0, 0.15). Nights that share a baseline are not independent, so the bounds leave room: of 320 nights
 * at 1 %, 8 or more would be wrong with a probability of 2 %, and the long run of 4,000 knows its rate to about ± 0.2
 * points.
 */
class NullCalibrationTest {

    private static final int NIGHTS_A_BASELINE = 32;
    private static final int ROWS_A_DAY = 400;

    @Test
    void quietNightsWithAnEffectOfTheDaySayNothing() {
        assertThat(wrongNights(10, 0.1, 1_000)).isLessThanOrEqualTo(7);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"0, 0.01", "0.1, 0.01", "0.2, 0.01"})
    void inTheLongRunTheRateIsKept(double dayEffect, double atMost) {
        int baselines = 125;
        double rate = wrongNights(baselines, dayEffect, 5_000) / (double) (baselines * NIGHTS_A_BASELINE);
        assertThat(rate).isLessThanOrEqualTo(atMost);
    }

    private static int wrongNights(int baselines, double dayEffect, long seed) {
        DriftDecision decision = new DriftDecision(DriftPolicy.DEFAULT);
        int wrong = 0;
        for (int b = 0; b < baselines; b++) {
            SyntheticDays hospital = new SyntheticDays(seed + b, ROWS_A_DAY, dayEffect);
            DriftReference reference = hospital.baseline();
            LocalDate first = SyntheticDays.FIRST.plusDays(SyntheticDays.BASELINE_DAYS);
            for (LocalDate day :
                    first.datesUntil(first.plusDays(NIGHTS_A_BASELINE)).toList()) {
                WindowParts window = SyntheticDays.window(day, hospital.day(day));
                wrong += decision.decide(reference, window).stream().anyMatch(SubjectScore::drifted) ? 1 : 0;
            }
        }
        return wrong;
    }
}
