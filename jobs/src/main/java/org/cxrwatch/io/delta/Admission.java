package org.cxrwatch.io.delta;

import org.cxrwatch.retention.Expired;

/**
 * What may come into a lake, of rows that can be read.
 *
 * @param expired days whose rows do not come back
 * @param limit how much of a file may be unusable
 */
public record Admission(Expired expired, RejectLimit limit) {

    /** Any day, up to the usual limit. */
    public static final Admission USUAL = new Admission(Expired.NOTHING, RejectLimit.USUAL);
}
