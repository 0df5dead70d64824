package org.cxrwatch.traffic;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is watched for falling silent, and when it is told of.
 *
 * @param attributes whose values are watched, beside all requests together and the versions
 * @param nestedIn of a nested attribute, in which other its values lie
 * @param falseAlarmRate share of nights on which any value may be said to have too few requests although nothing
 *     changed
 * @param goneAfter days without a request after which a value is not missed any more
 */
public record TrafficPolicy(
        List<String> attributes, Map<String, String> nestedIn, double falseAlarmRate, int goneAfter) {

    /** Sites and their scanners; one false alarm in a hundred nights; two weeks. */
    public static final TrafficPolicy DEFAULT =
            new TrafficPolicy(List.of("site", "scanner"), Map.of("scanner", "site"), 0.01, 14);

    /** Copies the collections; refuses a rate or number of days that decides nothing. */
    public TrafficPolicy {
        attributes = attributes.stream().sorted().distinct().toList();
        nestedIn = Map.copyOf(nestedIn);
        if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
            throw new IllegalArgumentException(
                    "A rate of false alarms lies between 0 and 1, got " + falseAlarmRate + ".");
        }
        if (goneAfter < 1) {
            throw new IllegalArgumentException("Gone is what was silent for at least a day, got " + goneAfter + ".");
        }
    }

    /** The watched attribute in which the values of another one lie. */
    Optional<String> around(String attribute) {
        return Optional.ofNullable(nestedIn.get(attribute)).filter(attributes::contains);
    }
}
