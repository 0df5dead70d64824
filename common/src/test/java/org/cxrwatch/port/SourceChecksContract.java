package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cxrwatch.port.SourceChecks.Compared;
import org.cxrwatch.port.SourceChecks.Position;
import org.junit.jupiter.api.Test;

/** What every log of checks does. */
public interface SourceChecksContract {

    Instant NIGHT = Instant.parse("2026-09-10T02:00:00Z");
    LocalDate DAY = LocalDate.of(2026, 9, 9);

    /** An empty one. */
    SourceChecks sourceChecks();

    @Test
    default void positionsComeInOrderFromTheFirstInstantToBeforeTheLast() {
        SourceChecks checks = sourceChecks();
        Position late = new Position("db", NIGHT.plusSeconds(60), NIGHT, XidWindow.Mode.CHANGES);
        Position early = new Position("db", NIGHT, NIGHT.minusSeconds(7_200), XidWindow.Mode.LOOK_BACK);
        checks.note(late);
        checks.note(early);
        checks.note(early);

        assertThat(checks.positions(NIGHT, NIGHT.plusSeconds(61))).containsExactly(early, late);
        assertThat(checks.positions(NIGHT, NIGHT.plusSeconds(60))).containsExactly(early);
        assertThat(checks.positions(NIGHT.plusSeconds(1), NIGHT.plusSeconds(60)))
                .isEmpty();
    }

    @Test
    default void comparisonsComeByInstantDayAndVersion() {
        SourceChecks checks = sourceChecks();
        Compared equal = new Compared("db", NIGHT, DAY, "v1", 400, 400, 0, 0);
        Compared different = new Compared("db", NIGHT, DAY.plusDays(1), "v1", 400, 399, 2, 1);
        checks.note(List.of(different, equal));
        checks.note(List.of(equal));

        assertThat(checks.comparisons(NIGHT, NIGHT.plusSeconds(1))).containsExactly(equal, different);
        assertThat(checks.comparisons(NIGHT.plusSeconds(1), NIGHT.plusSeconds(2)))
                .isEmpty();
        assertThat(equal.agrees()).isTrue();
        assertThat(different.agrees()).isFalse();
    }
}
