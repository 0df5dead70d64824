package org.cxrwatch.drift;

import java.util.List;

/** The measures of a number. */
public final class NumericMeasures {

    private static final List<NumericMeasure> ALL = List.of(
            new KolmogorovSmirnov(),
            new KolmogorovSmirnovProbability(),
            new Wasserstein(),
            new WassersteinNormed(),
            PopulationStability.withDefaults(),
            new JensenShannon(),
            Excess.ofJensenShannon(),
            new Hellinger(),
            new ChiSquare(),
            new ChiSquareProbability(),
            new MeanDifference(),
            new MedianDifference(),
            new DeviationRatio(),
            new MissingShare(),
            new OutOfRangeShare());

    private NumericMeasures() {}

    /** All of them. */
    public static List<NumericMeasure> all() {
        return ALL;
    }
}
