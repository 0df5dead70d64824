package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.junit.jupiter.api.Test;

class ChiSquareProbabilityTest implements NumericMeasureContract, CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return new ChiSquareProbability();
    }

    @Override
    public double unmoved() {
        return 1;
    }

    @Override
    public double least() {
        return 0;
    }

    @Override
    public double largest() {
        return 1;
    }

    @Override
    public Exchange exchange() {
        return Exchange.NOTHING;
    }

    @Override
    public boolean isSymmetric() {
        return true;
    }

    /**
     * Evidently's unit tests: p 0.67309 for 16 16 16 16 16 8 against 16 18 16 14 12 12 taken as known, which a
     * reference of so many rows is.
     */
    @Test
    void againstAReferenceThatIsKnownItIsWhatEvidentlyPublishes() {
        PairedCounts counts = PairedCounts.ofCategories(
                Stream.of(16L, 18L, 16L, 14L, 12L, 12L)
                        .map(n -> n * 1_000_000_000)
                        .toList(),
                List.of(16L, 16L, 16L, 16L, 16L, 8L));

        assertThat(measure().score(counts).number().orElseThrow()).isCloseTo(0.67309, within(1e-5));
    }

    @Test
    void withBothSidesErrorTheSameCountsAreLessSurprising() {
        // scipy.stats.chi2_contingency([[16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]]) in SciPy 1.17.1
        PairedCounts counts =
                PairedCounts.ofCategories(List.of(16L, 18L, 16L, 14L, 12L, 12L), List.of(16L, 16L, 16L, 16L, 16L, 8L));

        assertThat(measure().score(counts).number().orElseThrow()).isCloseTo(0.8985262394026607, within(1e-12));
    }

    @Override
    public Reason saysOfNoValues() {
        return Reason.TOO_FEW_ROWS;
    }
}
