package org.cxrwatch.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.baseline.BaselineState.ACTIVE;
import static org.cxrwatch.baseline.BaselineState.CANDIDATE;
import static org.cxrwatch.baseline.BaselineState.RETIRED;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineStatesTest {

    private static final Instant NOON = Instant.parse("2026-09-08T12:00:00Z");

    private static BaselineTransition to(BaselineState state, Instant validFrom) {
        return new BaselineTransition("b", "v1", state, validFrom, "ada", "because");
    }

    @Test
    void aBaselineNothingWasSaidOfIsACandidate() {
        BaselineStates states = new BaselineStates(List.of());

        assertThat(states.of("b", NOON)).isEqualTo(CANDIDATE);
        assertThat(states.latest("b", NOON)).isEmpty();
    }

    @Test
    void aChangeHoldsFromItsInstantOn() {
        BaselineStates states = new BaselineStates(List.of(to(ACTIVE, NOON)));

        assertThat(states.of("b", NOON.minusNanos(1))).isEqualTo(CANDIDATE);
        assertThat(states.of("b", NOON)).isEqualTo(ACTIVE);
        assertThat(states.of("other", NOON)).isEqualTo(CANDIDATE);
    }

    @Test
    void theLatestInstantCountsInWhateverOrderChangesWereRecorded() {
        BaselineStates states = new BaselineStates(List.of(to(RETIRED, NOON.plusSeconds(60)), to(ACTIVE, NOON)));

        assertThat(states.of("b", NOON.plusSeconds(59))).isEqualTo(ACTIVE);
        assertThat(states.of("b", NOON.plusSeconds(60))).isEqualTo(RETIRED);
    }

    @Test
    void ofTwoAtOneInstantTheOneRecordedLaterHolds() {
        assertThat(new BaselineStates(List.of(to(ACTIVE, NOON), to(RETIRED, NOON))).of("b", NOON))
                .isEqualTo(RETIRED);
    }
}
