package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Random weeks against references that share no code with what they check; every seed is fixed. */
class PolicyWalkTest {

    private static final int WALKS = 150;
    private static final int LEAST_STEPS = 10_000;

    @Test
    void whatIsOpenAndWhatIsToldIsWhatTheReferencesSayWhateverPeopleDo() {
        int steps = 0;
        for (int seed = 0; seed < WALKS; seed++) {
            steps += new PolicyWalk(seed).run().steps();
        }
        assertThat(steps).isGreaterThan(LEAST_STEPS);
    }
}
