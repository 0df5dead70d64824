package org.cxrwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeastFoundTest {

    private static final List<Double> SIZES = List.of(0.5, 1.0, 2.0);

    static Stream<Arguments> crossings() {
        return Stream.of(
                Arguments.of(new double[] {0, 0.8, 1}, 1.5),
                Arguments.of(new double[] {0.95, 0.2, 1}, 1.875),
                Arguments.of(new double[] {0.9, 0.95, 1}, 0.5));
    }

    @ParameterizedTest
    @MethodSource("crossings")
    void theLeastIsWhereTheShareLastRisesAboveNineInTen(double[] found, double least) {
        assertThat(LeastFound.crossing(SIZES, found).orElseThrow()).isCloseTo(least, within(1e-12));
    }

    @Test
    void whatIsNeverFoundOftenEnoughHasNoLeast() {
        assertThat(LeastFound.crossing(SIZES, new double[] {0.95, 0.95, 0.89})).isEmpty();
    }

    @Test
    void aDetectorThatAlwaysSpeaksFindsTheSmallestAndASilentOneNothing() {
        Slice site = new Slice("site", LeastFound.SITE);
        Detector always = (reference, window) -> Set.of(new Detector.Member(site, "mean_intensity"));
        Detector silent = (reference, window) -> Set.of();

        assertThat(new LeastFound(always, DayToDay.CHANCE).least(3, 20, LeastFound.Kind.MEAN, 1))
                .hasValue(0.3);
        assertThat(new LeastFound(silent, DayToDay.CHANCE).least(3, 20, LeastFound.Kind.SPREAD, 1))
                .isEmpty();
    }
}
