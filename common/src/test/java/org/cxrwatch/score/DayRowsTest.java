package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayRowsTest {

    private static final DayRows WEEK = DayRows.of(Collections.nCopies(7, 50L));

    @Test
    void aUsualDayOfEqualDaysIsOneOfThem() {
        assertThat(WEEK.usual()).isCloseTo(50, within(1e-12));
        assertThat(DayRows.of(List.of(50L)).usual()).isEqualTo(50);
    }

    @Test
    void aUsualDayOfUnequalDaysIsWhatAnalysisOfVarianceTakes() {
        // (n − Σ n_d² / n) / (D − 1) of 10, 20, 30: (60 − 1400 / 60) / 2, e.g. Searle 1971, Linear Models, p. 474.
        assertThat(DayRows.of(List.of(10L, 0L, 20L, 30L)).usual()).isCloseTo(55.0 / 3, within(1e-12));
    }

    @Test
    void daysAsLargeAsTheBaselinesCountAsTheyAreHoweverMany() {
        for (int days : new int[] {1, 7, 28}) {
            assertThat(WEEK.against(WEEK.window(50L * days, days))).isCloseTo(50, within(1e-12));
        }
    }

    @Test
    void aDayOfAllTheBaselinesRowsCountsByItsShareOfTheVariance() {
        // (1/7 + 1) / (1/350 + 1/350).
        assertThat(WEEK.against(WEEK.window(350, 1))).isCloseTo(200, within(1e-12));
    }

    @Test
    void aWindowsDaysAreAsUnevenAsTheBaselines() {
        DayRows uneven = DayRows.of(List.of(10L, 90L));
        assertThat(uneven.concentration()).isCloseTo(0.82, within(1e-12));
        assertThat(uneven.window(100, 4).concentration()).isCloseTo(0.41, within(1e-12));
        assertThat(uneven.window(100, 1).concentration()).isEqualTo(1);
    }
}
