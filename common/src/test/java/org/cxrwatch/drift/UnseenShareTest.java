package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class UnseenShareTest implements CategoricalMeasureContract {

    @Override
    public CategoricalMeasure measure() {
        return new UnseenShare();
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
        return 1;
    }

    @Override
    public boolean isSymmetric() {
        return false;
    }

    @Test
    void onlyValuesThatTheReferenceNeverHadCount() {
        CategoricalComparison comparison =
                Samples.compare(Samples.categories(0, 5, 0, 3), Samples.categories(6, 1, 2, 0, 1));

        assertThat(measure().score(comparison)).isEqualTo(Score.of(0.75));
    }

    @Test
    void ofMoreValuesThanAreCountedOneByOneItIsALowerBound() {
        long[] many = LongStream.generate(() -> 1).limit(400).toArray();
        many[0] = 0;
        CategoricalComparison comparison = Samples.compare(Samples.categories(0, 50), Samples.categories(0, many));

        assertThat(comparison.counts().size()).isEqualTo(256 + 2);
        assertThat(measure().score(comparison).number().orElseThrow()).isBetween(255 / 399.0, 1.0);
    }

    @Test
    void aReferenceWithoutValuesLeavesNothingToCompare() {
        assertThat(measure().score(Samples.compare(Samples.categories(9), Samples.categories(0, 4))))
                .isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }
}
