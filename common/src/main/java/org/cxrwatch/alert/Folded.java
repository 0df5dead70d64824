package org.cxrwatch.alert;

import java.time.Instant;
import java.util.List;

/**
 * What a fold over windows comes to.
 *
 * @param sealedThrough end of what the fold started from: nothing before it can change any more
 * @param tracks where each alert stands that has seen evidence, by key
 * @param occurrences what was open after {@code sealedThrough}, by key and time; the last of a key may be open still
 */
public record Folded(Instant sealedThrough, List<Track> tracks, List<Occurrence> occurrences) {

    /** Copies the lists. */
    public Folded {
        tracks = List.copyOf(tracks);
        occurrences = List.copyOf(occurrences);
    }
}
