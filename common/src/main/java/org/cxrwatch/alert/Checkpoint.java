package org.cxrwatch.alert;

import java.time.Instant;
import java.util.List;

/**
 * The tracks of all alerts after every window that ended by then. It is sealed: windows before it are decided for good.
 *
 * @param sealedThrough end of the last window in it
 * @param tracks one an alert that has seen evidence
 */
public record Checkpoint(Instant sealedThrough, List<Track> tracks) {

    /** Nothing has been folded. */
    public static final Checkpoint NONE = new Checkpoint(Instant.EPOCH, List.of());

    /** Copies the list. */
    public Checkpoint {
        tracks = List.copyOf(tracks);
    }
}
