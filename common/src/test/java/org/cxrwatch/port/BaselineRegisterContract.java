package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineStates;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.error.UsageException;
import org.junit.jupiter.api.Test;

/** What every register of baselines does. */
public interface BaselineRegisterContract {

    Instant MADE = Instant.parse("2026-11-01T08:00:00.5Z");
    Instant EIGHTH = Instant.parse("2026-09-08T00:00:00Z");
    Instant NINTH = Instant.parse("2026-09-09T00:00:00Z");

    /** An empty one. */
    BaselineRegister baselines();

    static BaselineRecord baseline(String id, String version, Instant createdAt) {
        return new BaselineRecord(
                id,
                version,
                LocalDate.of(2026, 9, 1),
                LocalDate.of(2026, 9, 7),
                3_360,
                "definition",
                "content",
                createdAt,
                "ana",
                "first week");
    }

    static BaselineTransition change(String id, BaselineState state, Instant from) {
        return new BaselineTransition(id, "v1", state, from, "ana", "looks right");
    }

    @Test
    default void baselinesAreListedTheOldestFirstAndAddedOnce() {
        BaselineRegister register = baselines();
        register.add(baseline("late", "v1", MADE.plusSeconds(1)));
        register.add(baseline("early", "v1", MADE));
        register.add(baseline("early", "v2", MADE.plusSeconds(9)));

        assertThat(register.list())
                .containsExactly(baseline("early", "v1", MADE), baseline("late", "v1", MADE.plusSeconds(1)));
    }

    @Test
    default void activatingOneRetiresTheOtherOfItsVersionAtTheSameInstant() {
        BaselineRegister register = baselines();
        register.add(baseline("a", "v1", MADE));
        register.add(baseline("b", "v1", MADE));
        register.add(baseline("c", "v2", MADE));
        BaselineTransition ofOtherVersion =
                new BaselineTransition("c", "v2", BaselineState.ACTIVE, EIGHTH, "ana", "other version");
        register.record(ofOtherVersion);
        register.record(change("a", BaselineState.ACTIVE, EIGHTH));
        register.record(change("b", BaselineState.ACTIVE, NINTH));

        assertThat(register.transitions())
                .containsExactly(
                        ofOtherVersion,
                        change("a", BaselineState.ACTIVE, EIGHTH),
                        new BaselineTransition("a", "v1", BaselineState.RETIRED, NINTH, "ana", "replaced by b"),
                        change("b", BaselineState.ACTIVE, NINTH));
    }

    @Test
    default void aStateItHasAlreadyChangesNothing() {
        BaselineRegister register = baselines();
        register.add(baseline("a", "v1", MADE));
        register.record(change("a", BaselineState.ACTIVE, EIGHTH));
        register.record(change("a", BaselineState.ACTIVE, NINTH));

        assertThat(register.transitions()).containsExactly(change("a", BaselineState.ACTIVE, EIGHTH));
    }

    @Test
    default void anActivationThatShouldHaveBeenEarlierIsOneSinceThenAndRetiresWhatItReplaced() {
        BaselineRegister register = baselines();
        register.add(baseline("a", "v1", MADE));
        register.add(baseline("b", "v1", MADE));
        register.record(change("a", BaselineState.ACTIVE, EIGHTH));
        register.record(change("b", BaselineState.ACTIVE, MADE));

        register.record(change("b", BaselineState.ACTIVE, NINTH));

        for (Instant at : List.of(NINTH, MADE)) {
            BaselineStates states = new BaselineStates(register.transitions());
            assertThat(states.of("a", at)).as("a at %s", at).isEqualTo(BaselineState.RETIRED);
            assertThat(states.of("b", at)).as("b at %s", at).isEqualTo(BaselineState.ACTIVE);
        }
        BaselineStates before = new BaselineStates(register.transitions());
        assertThat(before.of("a", NINTH.minusSeconds(1))).isEqualTo(BaselineState.ACTIVE);
        assertThat(before.of("b", NINTH.minusSeconds(1))).isEqualTo(BaselineState.CANDIDATE);
    }

    @Test
    default void noActivationIsMovedBeforeAnotherChangeOfItsVersion() {
        BaselineRegister register = baselines();
        register.add(baseline("a", "v1", MADE));
        register.add(baseline("b", "v1", MADE));
        register.record(change("a", BaselineState.ACTIVE, NINTH));
        register.record(change("b", BaselineState.ACTIVE, MADE));

        assertThatThrownBy(() -> register.record(change("b", BaselineState.ACTIVE, EIGHTH)))
                .isInstanceOf(UsageException.class);
        assertThat(new BaselineStates(register.transitions()).of("a", NINTH)).isEqualTo(BaselineState.ACTIVE);
    }

    @Test
    default void historyIsNotRewritten() {
        BaselineRegister register = baselines();
        register.add(baseline("a", "v1", MADE));
        register.add(baseline("b", "v1", MADE));
        register.record(change("a", BaselineState.ACTIVE, NINTH));

        assertThatThrownBy(() -> register.record(change("a", BaselineState.RETIRED, EIGHTH)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> register.record(change("b", BaselineState.ACTIVE, EIGHTH)))
                .isInstanceOf(UsageException.class);
        assertThat(register.transitions()).containsExactly(change("a", BaselineState.ACTIVE, NINTH));
    }

    @Test
    default void aBaselineNobodyMadeCannotChange() {
        BaselineRegister register = baselines();
        register.add(baseline("ofV2", "v2", MADE));

        assertThatThrownBy(() -> register.record(change("nobody", BaselineState.ACTIVE, EIGHTH)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> register.record(change("ofV2", BaselineState.ACTIVE, EIGHTH)))
                .isInstanceOf(UsageException.class);
    }
}
