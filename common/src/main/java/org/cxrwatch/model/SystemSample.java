package org.cxrwatch.model;

import java.time.Instant;
import java.util.Map;

/**
 * What one host logged of itself at one instant.
 *
 * @param host its name
 * @param at when
 * @param numbers by name, in the units of the log
 */
public record SystemSample(String host, Instant at, Map<String, Double> numbers) {

    /** Copies the map. */
    public SystemSample {
        numbers = Map.copyOf(numbers);
    }
}
