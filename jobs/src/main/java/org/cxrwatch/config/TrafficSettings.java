package org.cxrwatch.config;

import java.util.List;
import java.util.Map;
import org.cxrwatch.traffic.TrafficPolicy;

/**
 * What is watched for falling silent.
 *
 * @param slices attributes whose values are watched
 * @param falseAlarmRate share of nights with a false alarm
 * @param goneAfter days without a request after which a value is not missed
 */
public record TrafficSettings(List<String> slices, double falseAlarmRate, int goneAfter) {

    /** What is watched, given which attribute lies inside which. */
    public TrafficPolicy policy(Map<String, String> nested) {
        return new TrafficPolicy(slices, nested, falseAlarmRate, goneAfter);
    }

    /** Copies the list. */
    public TrafficSettings {
        slices = List.copyOf(slices);
    }
}
