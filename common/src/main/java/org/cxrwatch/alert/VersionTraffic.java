package org.cxrwatch.alert;

import java.time.Duration;
import java.time.Instant;
import org.cxrwatch.window.Window;

/**
 * What a model version had to do in a window, and what is there to compare it with.
 *
 * @param modelVersion which
 * @param window when
 * @param rows successful predictions in it
 * @param firstRow when it first answered
 * @param standing what is there to compare it with
 */
public record VersionTraffic(String modelVersion, Window window, long rows, Instant firstRow, Standing standing) {

    /** What is there to compare a version with, as of the night. */
    public enum Standing {
        /** An active baseline of its own. */
        HAS_BASELINE,
        /** None of its own, but another version has one: people know what a baseline is for. */
        ONLY_OTHERS_HAVE,
        /** No version has one. */
        NOBODY_HAS
    }

    /** Hours from its first answer to the end of the window. */
    double hoursKnown() {
        return Duration.between(firstRow, window.end()).toSeconds() / 3600.0;
    }
}
