package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.score.LabelTriangle.Entry;
import org.junit.jupiter.api.Test;

class LabelTriangleTest {

    /** Every day has 10, 50, 30, 10 labels at lags 0 to 3, as far as the night knows them. */
    private static LabelTriangle steady(int oldest) {
        List<Entry> entries = new ArrayList<>();
        long[] byLag = {10, 50, 30, 10};
        for (int age = 0; age <= oldest; age++) {
            for (int lag = 0; lag <= Math.min(age, 3); lag++) {
                entries.add(new Entry(age, lag, byLag[lag]));
            }
        }
        return LabelTriangle.of(entries);
    }

    @Test
    void aSteadyDelayIsRecoveredFromTruncatedDays() {
        LabelTriangle triangle = steady(9);
        assertThat(triangle.oldest()).isEqualTo(9);
        assertThat(triangle.expectedShare(0)).isCloseTo(0.1, within(1e-12));
        assertThat(triangle.expectedShare(1)).isCloseTo(0.6, within(1e-12));
        assertThat(triangle.expectedShare(2)).isCloseTo(0.9, within(1e-12));
        assertThat(triangle.expectedShare(3)).isEqualTo(1);
        assertThat(triangle.expectedShare(9)).isEqualTo(1);
        assertThat(triangle.expectedShare(99)).isEqualTo(1);
    }

    @Test
    void theHazardsAreThoseOfAHandWorkedTriangle() {
        // Ages 2, 1, 0. Lag 2: 2 of 10 arrived then, seen on one day: 0.2. Lag 1: (4 + 6) of (8 + 9): 10/17.
        LabelTriangle triangle = LabelTriangle.of(List.of(
                new Entry(2, 0, 4),
                new Entry(2, 1, 4),
                new Entry(2, 2, 2),
                new Entry(1, 0, 3),
                new Entry(1, 1, 6),
                new Entry(0, 0, 5)));
        assertThat(triangle.expectedShare(2)).isEqualTo(1);
        assertThat(triangle.expectedShare(1)).isCloseTo(0.8, within(1e-12));
        assertThat(triangle.expectedShare(0)).isCloseTo(0.8 * 7 / 17, within(1e-12));
    }

    @Test
    void daysWithoutLabelsMakeItOlderAndTeachNothing() {
        LabelTriangle triangle = LabelTriangle.of(List.of(new Entry(12, 0, 0), new Entry(3, 0, 5), new Entry(3, 1, 5)));
        assertThat(triangle.oldest()).isEqualTo(12);
        assertThat(triangle.expectedShare(0)).isCloseTo(0.5, within(1e-12));
        assertThat(triangle.expectedShare(5)).isEqualTo(1);
    }

    @Test
    void nothingKnownExpectsEverything() {
        LabelTriangle nothing = LabelTriangle.of(List.of());
        assertThat(nothing.oldest()).isZero();
        assertThat(nothing.expectedShare(0)).isEqualTo(1);
    }

    @Test
    void entriesOfOneDayAndLagAddUp() {
        LabelTriangle twice = LabelTriangle.of(
                List.of(new Entry(1, 0, 1), new Entry(1, 0, 2), new Entry(1, 1, 3), new Entry(0, 0, 1)));
        assertThat(twice.expectedShare(0)).isCloseTo(0.5, within(1e-12));
    }
}
