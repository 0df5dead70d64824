package org.cxrwatch.alert;

import org.cxrwatch.window.Window;

/**
 * How loaded a host was in a window.
 *
 * @param host its name
 * @param window when
 * @param metric what was logged, e.g. {@code cpu_percent}
 * @param samples finite samples
 * @param upperHalf the largest value that at least half of the samples reach: of n samples in ascending order the
 *     one after the first ⌊n/2⌋. It is above a level exactly where at least half of the samples are
 * @param max the largest
 */
public record HostLoad(String host, Window window, String metric, long samples, double upperHalf, double max) {}
