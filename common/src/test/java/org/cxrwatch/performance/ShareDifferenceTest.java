package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.oracle.OracleFile;
import org.cxrwatch.performance.ShareDifference.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShareDifferenceTest {

    static Stream<OracleFile.Block> differencesOfStatsmodels() {
        return OracleFile.read("versions.txt").blocks("apart").stream();
    }

    @ParameterizedTest
    @MethodSource("differencesOfStatsmodels")
    void equalsStatsmodelsAndChangesItsSignWithItsSides(OracleFile.Block block) {
        double[] counts = block.numbers("counts");
        Counts first = new Counts((long) counts[0], (long) counts[1]);
        Counts second = new Counts((long) counts[2], (long) counts[3]);

        Score.Measured there = ShareDifference.of(first, second).measured().orElseThrow();
        Score.Measured back = ShareDifference.of(second, first).measured().orElseThrow();

        double[] expected = block.numbers("difference");
        assertThat(there.value()).isCloseTo(expected[0], within(1e-12));
        assertThat(there.lower()).isCloseTo(expected[1], within(1e-9));
        assertThat(there.upper()).isCloseTo(expected[2], within(1e-9));
        assertThat(back.value()).isEqualTo(-there.value());
        assertThat(back.lower()).isCloseTo(-there.upper(), within(1e-15));
    }

    @Test
    void aSideWithoutRowsHasNoDifference() {
        assertThat(ShareDifference.of(new Counts(0, 0), new Counts(3, 4)).absence())
                .contains(Reason.TOO_FEW_ROWS);
        assertThatIllegalArgumentException().isThrownBy(() -> new Counts(5, 4));
    }
}
