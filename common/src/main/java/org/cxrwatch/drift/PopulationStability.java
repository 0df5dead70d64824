package org.cxrwatch.drift;

import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CompensatedSum;

/**
 * {@code psi}: the population stability index, Σ (q − p) ln(q/p), at least 0, symmetric, without upper bound but
 * that of the floor. It is the only measure that changes shares: those below {@code floor} are taken as {@code
 * floor} on both sides, and shares then no longer add up to 1. Rows without a value are a bin. Least n: one row a
 * side. Source: doi:10.1057/jors.2014.52 (as a symmetrised Kullback–Leibler divergence).
 *
 * @param floor the least share, above 0
 */
public record PopulationStability(double floor) implements CountMeasure {

    /** What a share of 0 is taken as, by default. */
    public static final double FLOOR = 1e-4;

    /** Refuses a floor that leaves the logarithm without a value. */
    public PopulationStability {
        if (!(floor > 0 && floor < 1)) {
            throw new IllegalArgumentException("The least share lies between 0 and 1, got " + floor + ".");
        }
    }

    /** With the floor {@value #FLOOR}. */
    public static PopulationStability withDefaults() {
        return new PopulationStability(FLOOR);
    }

    @Override
    public String name() {
        return "psi";
    }

    @Override
    public Score score(PairedCounts counts) {
        return counts.measured(() -> index(counts));
    }

    private double index(PairedCounts counts) {
        CompensatedSum sum = new CompensatedSum();
        for (int bin = 0; bin < counts.size(); bin++) {
            double reference = Math.max(floor, counts.referenceShare(bin));
            double window = Math.max(floor, counts.windowShare(bin));
            sum.add((window - reference) * Math.log(window / reference));
        }
        return sum.value();
    }
}
