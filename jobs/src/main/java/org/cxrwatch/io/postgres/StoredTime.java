package org.cxrwatch.io.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Instants as PostgreSQL keeps them: to the microsecond, cut off and never rounded up, so that what is stored as of an
 * instant is never later than it. What lies before year 1 or after 9999 is minus or plus infinity.
 */
final class StoredTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private StoredTime() {}

    static Instant of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetDateTime parameter(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return OffsetDateTime.MIN;
        }
        return instant.isAfter(LAST) ? OffsetDateTime.MAX : of(instant).atOffset(ZoneOffset.UTC);
    }
}
