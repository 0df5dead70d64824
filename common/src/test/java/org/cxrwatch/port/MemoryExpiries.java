package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;

/** What has expired, in memory. */
public final class MemoryExpiries implements Expiries {

    private final Map<Kept, LocalDate> before = new EnumMap<>(Kept.class);

    @Override
    public Expired expired() {
        return new Expired(before);
    }

    @Override
    public void note(Map<Kept, LocalDate> more, Instant at) {
        more.forEach((kept, day) -> before.merge(kept, day, (left, right) -> left.isAfter(right) ? left : right));
    }
}
