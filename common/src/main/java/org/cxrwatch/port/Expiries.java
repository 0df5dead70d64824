package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;

/** Which days are gone for good. Kept beside the lake, as a table that lost its rows cannot tell that it had any. */
public interface Expiries {

    /** What has expired so far. */
    Expired expired();

    /**
     * Notes that days before these are gone, before they are: what is noted cannot come back, and what is left of it is
     * deleted by the next run. A day that was noted stays noted; noting an earlier one changes nothing.
     *
     * @param before the first day still kept, of what expires
     * @param at when
     */
    void note(Map<Kept, LocalDate> before, Instant at);
}
