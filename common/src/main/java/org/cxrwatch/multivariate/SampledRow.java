package org.cxrwatch.multivariate;

import java.time.LocalDate;
import java.util.Map;

/**
 * An answer that was drawn into a sample.
 *
 * @param day its UTC day
 * @param features image statistics by name; may hold NaN and infinities
 */
public record SampledRow(LocalDate day, Map<String, Double> features) {

    /** Copies the map. */
    public SampledRow {
        features = Map.copyOf(features);
    }
}
