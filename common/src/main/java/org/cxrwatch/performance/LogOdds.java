package org.cxrwatch.performance;

import org.cxrwatch.model.Score;

/**
 * The logarithm of odds, ln(p / (1 − p)); a probability's interval that is symmetric in it never leaves [0, 1].
 *
 * @param value any finite number
 */
record LogOdds(double value) {

    /** Of a probability between 0 and 1, both excluded. */
    static LogOdds of(double probability) {
        return new LogOdds(Math.log(probability) - Math.log1p(-probability));
    }

    double probability() {
        return 1 / (1 + Math.exp(-value));
    }

    /** The probability with the interval of ± 1.96 of these standard errors of its log odds. */
    Score within(double standardError) {
        double half = Wilson.Z95 * standardError;
        return Score.of(
                probability(), new LogOdds(value - half).probability(), new LogOdds(value + half).probability());
    }
}
