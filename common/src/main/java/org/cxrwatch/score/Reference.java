package org.cxrwatch.score;

/**
 * What a window was compared with.
 *
 * @param comparison the kind of comparison
 * @param baselineId the baseline; empty where none is meant
 */
public record Reference(Comparison comparison, String baselineId) {

    /** The window of the same kind just before. */
    public static final Reference PREVIOUS = new Reference(Comparison.PREVIOUS, "");

    /** A baseline. */
    public static Reference baseline(String id) {
        return new Reference(Comparison.BASELINE, id);
    }
}
