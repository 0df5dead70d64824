package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;
import org.junit.jupiter.api.Test;

/** What every note of what has expired does. */
public interface ExpiriesContract {

    Instant AT = Instant.parse("2026-10-13T03:00:00Z");
    LocalDate DAY = LocalDate.of(2026, 9, 8);

    /** Of which nothing is noted yet. */
    Expiries expiries();

    @Test
    default void nothingHasExpiredAtFirst() {
        assertThat(expiries().expired()).isEqualTo(Expired.NOTHING);
    }

    @Test
    default void whatIsNotedIsKnownByWhatExpired() {
        Expiries expiries = expiries();

        expiries.note(Map.of(Kept.PREDICTIONS, DAY, Kept.SYSTEM_METRICS, DAY.minusDays(3)), AT);
        expiries.note(Map.of(Kept.NIGHTS, DAY.plusDays(1)), AT);

        assertThat(expiries.expired().before())
                .isEqualTo(Map.of(
                        Kept.PREDICTIONS, DAY, Kept.SYSTEM_METRICS, DAY.minusDays(3), Kept.NIGHTS, DAY.plusDays(1)));
    }

    @Test
    default void aDayThatHasExpiredStaysSo() {
        Expiries expiries = expiries();
        expiries.note(Map.of(Kept.LABELS, DAY), AT);

        expiries.note(Map.of(Kept.LABELS, DAY.minusDays(1)), AT.plusSeconds(1));
        assertThat(expiries.expired().firstKept(Kept.LABELS)).hasValue(DAY);

        expiries.note(Map.of(Kept.LABELS, DAY.plusDays(1)), AT.plusSeconds(2));
        assertThat(expiries.expired().firstKept(Kept.LABELS)).hasValue(DAY.plusDays(1));
    }
}
