package org.cxrwatch.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Run lengths and designs as published; the digits that are printed there are the digits that are held here. */
class CusumDesignTest {

    /** Two-sided, k = 0.5: the table in every textbook, e.g. Montgomery, Introduction to Statistical Quality Control. */
    @ParameterizedTest
    @CsvSource({"4, 0, 167.68", "5, 0, 465.44", "4, 1, 8.38", "5, 1, 10.38"})
    void runsAsLongAsPublished(double h, double shift, double expected) {
        assertThat(new CusumDesign(0.5, h).runLength(shift, Sides.TWO)).isCloseTo(expected, within(0.005));
    }

    /** The designs for h = 4 that are in use for watching programs in medicine, to four digits. */
    @ParameterizedTest
    @CsvSource({
        "100, TWO, 0.4191",
        "200, TWO, 0.5264",
        "400, TWO, 0.6259",
        "1000, TWO, 0.7497",
        "100, ONE, 0.2996",
        "200, ONE, 0.4191",
        "400, ONE, 0.5264",
        "1000, ONE, 0.6568"
    })
    void findsThePublishedReferenceOfARunLength(double runLength, Sides sides, double expected) {
        assertThat(CusumDesign.withLimit(4, runLength, sides).k()).isCloseTo(expected, within(0.00005));
    }

    @ParameterizedTest
    @CsvSource({"10, 0.5", "168, 0.5", "465.44, 0.5", "5475, 0.5", "1e6, 0.25", "5475, 1", "1000, 0.1", "1e9, 0.5"})
    void theLimitOfARunLengthRunsSoLong(double runLength, double k) {
        CusumDesign design = CusumDesign.withRunLength(runLength, k, Sides.TWO);

        assertThat(design.runLength(0, Sides.TWO)).isCloseTo(runLength, within(1e-6 * runLength));
    }
}
