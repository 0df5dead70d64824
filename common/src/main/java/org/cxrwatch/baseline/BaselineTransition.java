package org.cxrwatch.baseline;

import java.time.Instant;

/**
 * A person, or the automatic rule, changed what a baseline is used for.
 *
 * @param baselineId which
 * @param modelVersion whose
 * @param state from now on
 * @param validFrom what a night as of then or later sees
 * @param by who
 * @param reason why
 */
public record BaselineTransition(
        String baselineId, String modelVersion, BaselineState state, Instant validFrom, String by, String reason) {}
