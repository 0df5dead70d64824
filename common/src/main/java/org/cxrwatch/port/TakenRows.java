package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** The predictions that the lake holds, as a source's are counted. */
public interface TakenRows extends SourceRows {

    /** The source's own keys of the rows that were put aside, of those that arrived on a day or later. */
    Set<String> putAside(LocalDate arrivedSince);

    /**
     * Notes predictions that their source no longer holds. They go on counting: somebody has to say that they shall
     * not. One that was noted before is left as it is.
     *
     * @return how many were not noted before
     */
    long proposeTombstones(OfDay of, Map<Key, Row> gone, Instant at);
}
