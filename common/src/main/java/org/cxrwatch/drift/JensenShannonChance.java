package org.cxrwatch.drift;

/**
 * E₀d² = (B − 1)(1/n_C + 1/n_R) / (8 ln 2) of the {@link JensenShannon} distance, B occupied bins: 8 ln 2 d² is
 * approximately the chi-square of the shares over 1/n_C + 1/n_R, whose mean is B − 1. At most 1, as d² is.
 */
final class JensenShannonChance implements ChanceLevel {

    private static final double PER_DEGREE = 1 / (8 * Math.log(2));

    @Override
    public double expectedSquare(PairedCounts counts) {
        return Math.min(1, (counts.occupied() - 1) * counts.samplingScale() * PER_DEGREE);
    }
}
