package org.cxrwatch.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class ScoreCountsTest {

    private static ScoreCounts counts() {
        return ScoreCounts.of(
                NumericSummary.of(Resolution.ALL, 0.1, 0.2, 0.2, 0.9),
                NumericSummary.of(Resolution.ALL, 0.2, 0.4, 0.7));
    }

    /** 0.1, 0.2, 0.4, 0.7, 0.9 with 1, 3, 1, 1, 1 rows: the first two become 4 rows at (0.1 + 0.6) / 4. */
    @Test
    void neighboursAreJoinedAtTheirMeanAndNoRowIsLost() {
        ScoreCounts joined = counts().atMost(3);

        assertThat(joined.size()).isEqualTo(3);
        assertThat(joined.scoreAt(0)).isCloseTo(0.175, within(1e-12));
        assertThat(joined.firstAt(0)).isEqualTo(3);
        assertThat(joined.secondAt(0)).isEqualTo(1);
        assertThat(joined.scoreAt(1)).isCloseTo(0.55, within(1e-12));
        assertThat(joined.scoreAt(2)).isEqualTo(0.9);
        assertThat(joined.total()).isEqualTo(7);
        assertThat(counts().atMost(2).size()).isEqualTo(2);
        assertThat(counts().atMost(1).total()).isEqualTo(7);
    }

    @Test
    void fewScoresStayAsTheyAre() {
        assertThat(counts().atMost(5).scoreAt(1)).isEqualTo(0.2);
        assertThat(counts().atMost(5).size()).isEqualTo(5);
    }
}
