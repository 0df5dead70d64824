package org.cxrwatch.config;

import java.util.List;
import java.util.Map;

/**
 * Where the numbers of hosts may go.
 *
 * @param rising names of those that are watched for rising
 * @param limits what they cannot exceed, by name
 */
public record HostSettings(List<String> rising, Map<String, Double> limits) {

    /** Copies the list and the map. */
    public HostSettings {
        rising = List.copyOf(rising);
        limits = Map.copyOf(limits);
    }
}
