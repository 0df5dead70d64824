package org.cxrwatch.alert;

import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;

/**
 * What one slice's number says by itself, before it is asked what explains it.
 *
 * @param slice which predictions
 * @param standing where the number stands
 * @param severity how urgent; there if and only if it is beyond a level
 * @param text what was found, in words
 */
record SliceFinding(Slice slice, Standing standing, Optional<AlertSeverity> severity, String text) {

    /** Where a number stands. */
    enum Standing {
        BEYOND,
        FINE,
        UNDECIDED
    }

    static SliceFinding beyond(Slice slice, AlertSeverity severity, String text) {
        return new SliceFinding(slice, Standing.BEYOND, Optional.of(severity), text);
    }

    static SliceFinding fine(Slice slice, String text) {
        return new SliceFinding(slice, Standing.FINE, Optional.empty(), text);
    }

    static SliceFinding undecided(Slice slice, String text) {
        return new SliceFinding(slice, Standing.UNDECIDED, Optional.empty(), text);
    }

    boolean fired() {
        return standing == Standing.BEYOND;
    }
}
