package org.cxrwatch.io.delta;

import org.cxrwatch.model.Arrival;

/**
 * Where a row of the lake came from.
 *
 * @param batch which batch took it
 * @param arrival when it became known
 * @param file path in its source
 * @param line number in its file, from 1
 */
public record Origin(long batch, Arrival arrival, String file, long line) {}
