package org.cxrwatch.config;

import java.util.List;
import java.util.Map;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.summary.CustomMetric;
import org.cxrwatch.summary.DerivedFeature;

/**
 * What users define.
 *
 * @param derived numbers computed of every prediction
 * @param metrics shares of predictions
 * @param alerts when people are told of metrics
 * @param origins where each expression was written, by its key
 */
public record Definitions(
        List<DerivedFeature> derived, List<CustomMetric> metrics, List<Alert> alerts, Map<String, String> origins) {

    /** Copies the lists and the map. */
    public Definitions {
        derived = List.copyOf(derived);
        metrics = List.copyOf(metrics);
        alerts = List.copyOf(alerts);
        origins = Map.copyOf(origins);
    }

    /**
     * When people are told of a metric: on evidence, when its whole 95 % interval lies beyond a level.
     *
     * @param metric its name
     * @param side which side of a level is bad
     * @param levels by severity
     * @param least fewest predictions that are judged
     * @param windows for how many days in a row
     */
    public record Alert(String metric, Side side, Map<AlertSeverity, Double> levels, int least, int windows) {

        /** Which side of a level is bad. */
        public enum Side {
            /** More is worse. */
            ABOVE,
            /** Less is worse. */
            BELOW
        }

        /** Copies the map. */
        public Alert {
            levels = Map.copyOf(levels);
        }
    }
}
