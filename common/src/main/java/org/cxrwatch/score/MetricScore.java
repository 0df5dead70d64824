package org.cxrwatch.score;

import org.cxrwatch.model.Score;
import org.cxrwatch.window.WindowSlice;

/**
 * A metric of a window: one row of {@code window_metric}.
 *
 * @param where whose predictions, when, which
 * @param metric its name, e.g. {@code accuracy}
 * @param score the number with its interval, or why there is none
 * @param n rows it rests on
 */
public record MetricScore(WindowSlice where, String metric, Score score, long n) {}
