package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every measure of a number keeps to. */
interface NumericMeasureContract {

    /** What exchanging the sides does to the number. */
    enum Exchange {
        NOTHING {
            @Override
            boolean holds(double value, double exchanged) {
                return Math.abs(value - exchanged) <= 1e-9 * Math.max(1, Math.abs(value));
            }
        },
        CHANGES_SIGN {
            @Override
            boolean holds(double value, double exchanged) {
                return Math.abs(value + exchanged) <= 1e-9 * Math.max(1, Math.abs(value));
            }
        },
        ANYTHING {
            @Override
            boolean holds(double value, double exchanged) {
                throw new IllegalStateException("Nothing is said of it.");
            }
        };

        abstract boolean holds(double value, double exchanged);
    }

    NumericMeasure measure();

    /** The number of a sample beside itself. */
    double unmoved();

    double least();

    double largest();

    Exchange exchange();

    static Stream<NumericComparison> comparisons() {
        return Samples.comparisons();
    }

    @Test
    default void itsNameIsInSnakeCaseAndInTheCatalogue() {
        assertThat(measure().name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
        assertThat(NumericMeasures.all())
                .extracting(NumericMeasure::name)
                .contains(measure().name())
                .doesNotHaveDuplicates();
    }

    @Test
    default void aSampleBesideItselfHasNotMoved() {
        NumericSample sample = Samples.of(Samples.normal(11, 100, 5, 2));

        assertThat(measure().score(Samples.compare(sample, sample)).number().orElseThrow())
                .isCloseTo(unmoved(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    default void itsNumberLiesInItsRange(NumericComparison comparison) {
        measure()
                .score(comparison)
                .number()
                .ifPresent(value -> assertThat(value).isBetween(least(), largest()));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    default void exchangingTheSidesDoesWhatItSays(NumericComparison comparison) {
        assumeThat(exchange()).isNotEqualTo(Exchange.ANYTHING);
        Score there = measure().score(comparison);
        Score back = measure().score(Samples.exchanged(comparison));

        assertThat(there.number().isPresent()).isEqualTo(back.number().isPresent());
        there.number()
                .ifPresent(value -> back.number()
                        .ifPresent(exchanged -> assertThat(exchange().holds(value, exchanged))
                                .as("%s there, %s back", value, exchanged)
                                .isTrue()));
    }

    @Test
    default void aWindowWithoutRowsHasTooFew() {
        NumericComparison comparison = Samples.compare(Samples.of(1, 2, 3), Samples.of());

        assertThat(measure().score(comparison)).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    default void valuesThatAreNotFiniteCountAsMissing() {
        double[] reference = Samples.normal(12, 200, 0, 1);
        double[] window = Samples.normal(13, 40, 0.5, 1);
        double[] spoilt = java.util.Arrays.copyOf(window, 43);
        spoilt[40] = Double.NaN;
        spoilt[41] = Double.POSITIVE_INFINITY;
        spoilt[42] = Double.NEGATIVE_INFINITY;

        assertThat(measure().score(Samples.compare(Samples.of(reference), Samples.of(spoilt))))
                .isEqualTo(measure().score(Samples.compare(Samples.of(reference), Samples.withMissing(3, window))));
    }

    @Test
    default void aWindowOfNothingButNaNSaysSo() {
        NumericComparison comparison =
                Samples.compare(Samples.of(1, 2, 3), Samples.of(Double.NaN, Double.NaN, Double.NaN));

        Score score = measure().score(comparison);

        assertThat(score.number().isPresent() || score.absence().equals(java.util.Optional.of(saysOfNoValues())))
                .as("%s", score)
                .isTrue();
    }

    /** The reason for a window of rows without any finite value. */
    default Reason saysOfNoValues() {
        return Reason.NOT_FINITE;
    }

    @Test
    default void itDependsOnTheValuesAndNotOnTheirOrderOrCut() {
        double[] window = Samples.normal(14, 90, 0.3, 1);
        NumericSample reference = Samples.of(Samples.normal(15, 300, 0, 1));
        NumericSummary parts = NumericSummary.of(Resolution.BASELINE, java.util.Arrays.copyOfRange(window, 30, 90))
                .plus(NumericSummary.of(Resolution.BASELINE, java.util.Arrays.copyOf(window, 30)));

        assertThat(measure().score(Samples.compare(reference, Samples.complete(parts))))
                .isEqualTo(measure().score(Samples.compare(reference, Samples.of(window))));
    }
}
