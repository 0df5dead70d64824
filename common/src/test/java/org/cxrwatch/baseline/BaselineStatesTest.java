package org.cxrwatch.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineStatesTest {

    private static final Instant MONDAY = Instant.parse("2026-09-07T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-09-08T00:00:00Z");

    private static BaselineTransition change(BaselineState state, Instant from) {
        return new BaselineTransition("b1", "v1", state, from, "anna", "because");
    }

    @Test
    void anInstantSeesTheChangesValidByThen() {
        BaselineStates states = new BaselineStates(
                List.of(change(BaselineState.RETIRED, TUESDAY), change(BaselineState.ACTIVE, MONDAY)));
        assertThat(states.of("b1", MONDAY.minusSeconds(1))).isEqualTo(BaselineState.CANDIDATE);
        assertThat(states.of("b1", MONDAY)).isEqualTo(BaselineState.ACTIVE);
        assertThat(states.of("b1", TUESDAY)).isEqualTo(BaselineState.RETIRED);
        assertThat(states.latest("b2", TUESDAY)).isEmpty();
    }

    @Test
    void ofTwoChangesFromTheSameInstantTheLaterRecordedHolds() {
        BaselineStates states = new BaselineStates(
                List.of(change(BaselineState.ACTIVE, MONDAY), change(BaselineState.RETIRED, MONDAY)));
        assertThat(states.of("b1", MONDAY)).isEqualTo(BaselineState.RETIRED);
    }
}
