package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationStabilityTest implements NumericMeasureContract, CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return PopulationStability.withDefaults();
    }

    @Override
    public double unmoved() {
        return 0;
    }

    @Override
    public double least() {
        return 0;
    }

    @Override
    public double largest() {
        return Double.MAX_VALUE;
    }

    @Override
    public Exchange exchange() {
        return Exchange.NOTHING;
    }

    @Override
    public boolean isSymmetric() {
        return true;
    }

    /** Deequ's KLLDistanceTest, "PSI test with deciles": no share is below the floor. */
    @Test
    void itIsWhatDeequPublishes() {
        PairedCounts counts = Samples.bins(
                List.of(428L, 425L, 414L, 427L, 440L, 447L, 380L, 386L, 444L, 386L),
                List.of(426L, 437L, 429L, 391L, 469L, 433L, 360L, 443L, 371L, 418L));

        assertThat(measure().score(counts).number().orElseThrow()).isCloseTo(0.007406694184014186, within(1e-15));
    }

    /** Popmon's test_comparisons gives 1.699815077 to four places: it adds 1e-5 to every share, which is no floor. */
    @Test
    void itIsWhatPopmonPublishesToThePlacesItPublishes() {
        PairedCounts counts = Samples.bins(List.of(85L, 5L, 5L, 5L), List.of(25L, 25L, 25L, 25L));

        assertThat(new PopulationStability(1e-5).score(counts).number().orElseThrow())
                .isCloseTo(1.699815077214137, within(1.5e-4));
    }

    @Test
    void aShareOfZeroIsTakenAsTheFloor() {
        PairedCounts counts = PairedCounts.ofCategories(List.of(1L, 1L), List.of(2L, 0L));

        double expected = (1 - 0.5) * Math.log(1 / 0.5) + (1e-4 - 0.5) * Math.log(1e-4 / 0.5);
        assertThat(measure().score(counts).number().orElseThrow()).isCloseTo(expected, within(1e-15));
    }

    @Test
    void aFloorOfZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PopulationStability(0))
                .withMessage("The least share lies between 0 and 1, got 0.0.");
    }
}
