package org.cxrwatch.drift;

import java.util.List;

/** The measures of a category. */
public final class CategoricalMeasures {

    private static final List<CategoricalMeasure> ALL = List.of(
            new JensenShannon(),
            Excess.ofJensenShannon(),
            new Hellinger(),
            PopulationStability.withDefaults(),
            new ChiSquare(),
            new ChiSquareProbability(),
            new CramersV(),
            new TotalVariation(),
            Excess.ofTotalVariation(),
            new LInfinity(),
            new MissingShare(),
            new UnseenShare());

    private CategoricalMeasures() {}

    /** All of them. */
    public static List<CategoricalMeasure> all() {
        return ALL;
    }
}
