package org.cxrwatch.score;

import org.cxrwatch.model.Score;
import org.cxrwatch.window.WindowSlice;

/**
 * One measure of how far one subject moved: one row of {@code drift_measure}.
 *
 * @param where whose predictions, when, which
 * @param subject what moved, e.g. {@code mean_intensity}
 * @param measure how it is measured, e.g. {@code ks}
 * @param reference what the window was compared with
 * @param score the number, or why there is none
 * @param n values in the window
 */
public record MeasureScore(
        WindowSlice where, String subject, String measure, Reference reference, Score score, long n) {}
