package org.cxrwatch.alert;

import java.util.List;

/**
 * What a fold over windows comes to.
 *
 * @param tracks where each alert stands that has seen evidence, by key
 * @param occurrences what was open after the checkpoint the fold started from, by key and time; the last of a key may
 *     be open still
 */
public record Folded(List<Track> tracks, List<Occurrence> occurrences) {

    /** Copies the lists. */
    public Folded {
        tracks = List.copyOf(tracks);
        occurrences = List.copyOf(occurrences);
    }
}
