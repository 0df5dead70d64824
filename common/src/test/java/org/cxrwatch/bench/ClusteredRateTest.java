package org.cxrwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.cxrwatch.bench.ClusteredRate.OfBaseline;
import org.junit.jupiter.api.Test;

/** Korn and Graubard's interval as calculated with SciPy 1.17.1 (stats.beta, stats.t, stats.norm). */
class ClusteredRateTest {

    @Test
    void alarmsOfOneBaselineAreLessEvidenceThanAsManyOfSeveral() {
        ClusteredRate together = ClusteredRate.of(List.of(
                new OfBaseline(100, 0), new OfBaseline(100, 1), new OfBaseline(100, 5), new OfBaseline(100, 0)));

        assertThat(together.rate()).isEqualTo(0.015);
        assertThat(together.lower()).isCloseTo(4.149830943237513e-05, within(1e-10));
        assertThat(together.upper()).isCloseTo(0.11615146446309205, within(1e-9));
        assertThat(together.within()).isEqualTo(0.75);
    }

    @Test
    void noAlarmAtAllStillLeavesRoom() {
        ClusteredRate none = ClusteredRate.of(Collections.nCopies(10, new OfBaseline(60, 0)));

        assertThat(none.lower()).isZero();
        assertThat(none.upper()).isCloseTo(0.008156715632100972, within(1e-10));
        assertThat(none.within()).isEqualTo(1);
        assertThat(ClusteredRate.of(Collections.nCopies(3, new OfBaseline(5, 5)))
                        .upper())
                .isEqualTo(1);
    }

    @Test
    void baselinesThatAreMoreAlikeThanChanceCountAsIndependent() {
        ClusteredRate alike =
                ClusteredRate.of(List.of(new OfBaseline(50, 1), new OfBaseline(100, 1), new OfBaseline(150, 2)));

        assertThat(alike.lower()).isCloseTo(0.0001758356492113002, within(1e-10));
        assertThat(alike.upper()).isCloseTo(0.08175492070159468, within(1e-9));
    }
}
