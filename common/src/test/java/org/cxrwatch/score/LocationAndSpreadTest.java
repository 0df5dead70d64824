package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LocationAndSpreadTest {

    /** Five equal bins: the orthogonal polynomials of tables, (−2 −1 0 1 2)/√2 and (2 −1 −2 −1 2)·√(5/14). */
    @Test
    void ofEqualBinsTheyAreTheTabulatedPolynomials() {
        LocationAndSpread functions = LocationAndSpread.of(new double[] {0.2, 0.2, 0.2, 0.2, 0.2});

        assertThat(functions.count()).isEqualTo(2);
        assertThat(functions.squaresOf(new double[] {-0.2, -0.1, 0, 0.1, 0.2})).isCloseTo(0.5, within(1e-12));
        assertThat(functions.squaresOf(new double[] {0.2, -0.1, -0.2, -0.1, 0.2}))
                .isCloseTo(1.4 * 1.4 * 5 / 14, within(1e-12));
        assertThat(functions.squaresOf(new double[] {-0.1, 0.2, 0, -0.2, 0.1})).isCloseTo(0, within(1e-12));
    }

    @Test
    void twoBinsHaveNoSpread() {
        assertThat(LocationAndSpread.of(new double[] {0.7, 0.3}).count()).isEqualTo(1);
    }

    @Test
    void whatChangesNothingIsNothing() {
        assertThat(LocationAndSpread.of(new double[] {0.5, 0.3, 0.2}).squaresOf(new double[3]))
                .isZero();
    }

    /** A bin that holds nearly nothing, as of a window of billions of rows. */
    @Test
    void tinyBinsStayOrthogonal() {
        double tiny = 5e-9;
        double[] shares = {1 - 2 * tiny, tiny, tiny};
        double[] differences = {0, tiny, -tiny};
        double pearson = 2 * tiny;

        assertThat(LocationAndSpread.of(shares).squaresOf(differences)).isCloseTo(pearson, within(1e-6 * pearson));
    }
}
