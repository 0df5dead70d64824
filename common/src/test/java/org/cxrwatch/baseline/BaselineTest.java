package org.cxrwatch.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final Slice NORTH = new Slice("site", "north");
    private static final BaselineRecord ABOUT = new BaselineRecord(
            "b1", "v1", FIRST, FIRST.plusDays(2), 5, "d", "h", Instant.EPOCH, "anna", "the first days");

    private static DistributionPart predictions(double... confidences) {
        ClassDistribution nothing = ClassDistribution.empty(Resolution.BASELINE);
        NumericSummary scores = NumericSummary.of(Resolution.BASELINE, confidences);
        return DistributionPart.of(
                Resolution.BASELINE,
                Map.of(
                        "NORMAL",
                        new ClassDistribution(
                                confidences.length, scores, scores, nothing.features(), nothing.attributes())));
    }

    private static Baseline threeDays() {
        return new Baseline(
                ABOUT,
                Map.of(
                        FIRST,
                        Map.of(Slice.ALL, predictions(0.7, 0.8), NORTH, predictions(0.7)),
                        FIRST.plusDays(1),
                        Map.of(Slice.ALL, predictions(0.9)),
                        FIRST.plusDays(2),
                        Map.of(Slice.ALL, predictions(0.6, 0.95), NORTH, predictions(0.6))));
    }

    @Test
    void theWholeIsTheSumOfItsDays() {
        Baseline baseline = threeDays();
        assertThat(baseline.total(Slice.ALL)).contains(predictions(0.6, 0.7, 0.8, 0.9, 0.95));
        assertThat(baseline.about()).isEqualTo(ABOUT);
        assertThat(baseline.days()).hasSize(3);
    }

    @Test
    void aSlicesDaysAreThoseItHasRowsOn() {
        assertThat(threeDays().daily(NORTH)).containsExactly(predictions(0.7), predictions(0.6));
    }

    @Test
    void whatItHasNoRowsOfItDoesNotHave() {
        Baseline baseline = threeDays();
        assertThat(baseline.slices()).containsExactly(Slice.ALL, NORTH);
        assertThat(baseline.total(new Slice("site", "valley"))).isEmpty();
        assertThat(baseline.daily(new Slice("site", "valley"))).isEmpty();
    }

    @Test
    void itsPeriodHoldsBothItsFirstAndItsLastDay() {
        assertThat(ABOUT.covers(FIRST)).isTrue();
        assertThat(ABOUT.covers(FIRST.plusDays(2))).isTrue();
        assertThat(ABOUT.covers(FIRST.minusDays(1))).isFalse();
        assertThat(ABOUT.covers(FIRST.plusDays(3))).isFalse();
    }
}
