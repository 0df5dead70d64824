package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every measure of a category keeps to. */
interface CategoricalMeasureContract {

    CategoricalMeasure measure();

    /** The number of a sample beside itself. */
    double unmoved();

    double least();

    double largest();

    boolean isSymmetric();

    static Stream<CategoricalComparison> categoricalComparisons() {
        return Samples.categoricalComparisons();
    }

    @Test
    default void itsNameIsInSnakeCaseAndInTheCatalogueOfCategories() {
        assertThat(measure().name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
        assertThat(CategoricalMeasures.all())
                .extracting(CategoricalMeasure::name)
                .contains(measure().name())
                .doesNotHaveDuplicates();
    }

    @Test
    default void aCategoryBesideItselfHasNotMoved() {
        CategoricalSample sample = Samples.categories(0, 40, 30, 20);

        assertThat(measure().score(Samples.compare(sample, sample)).number().orElseThrow())
                .isCloseTo(unmoved(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("categoricalComparisons")
    default void theNumberOfCategoriesLiesInItsRange(CategoricalComparison comparison) {
        measure()
                .score(comparison)
                .number()
                .ifPresent(value -> assertThat(value).isBetween(least(), largest()));
    }

    @ParameterizedTest
    @MethodSource("categoricalComparisons")
    default void exchangingTheSidesOfASymmetricMeasureChangesNothing(CategoricalComparison comparison) {
        Score there = measure().score(comparison);
        Score back = measure().score(Samples.compare(comparison.window(), comparison.reference()));

        if (isSymmetric()) {
            assertThat(there.absence()).isEqualTo(back.absence());
            there.number()
                    .ifPresent(value -> assertThat(value)
                            .isCloseTo(back.number().orElseThrow(), within(1e-12 * Math.max(1, value))));
        }
    }

    @Test
    default void aWindowWithoutCategoriesHasTooFewRows() {
        CategoricalComparison comparison = Samples.compare(Samples.categories(0, 5, 6), Samples.categories(0));

        assertThat(measure().score(comparison)).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    default void theOrderOfCategoriesDoesNotMatter() {
        Score straight = measure()
                .score(Samples.compare(Samples.categories(0, 100, 60, 40, 20), Samples.categories(0, 30, 20, 5, 9)));
        Score reversed = measure()
                .score(Samples.compare(Samples.categories(0, 20, 40, 60, 100), Samples.categories(0, 9, 5, 20, 30)));

        assertThat(straight.number().orElseThrow()).isCloseTo(reversed.number().orElseThrow(), within(1e-12));
    }
}
