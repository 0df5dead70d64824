package org.cxrwatch.score;

import java.util.List;
import org.cxrwatch.model.Severity;

/**
 * The configurable levels of the drift decision.
 *
 * @param falseAlarmRate with nothing changed, the probability of any drift alert of a version in a night, 0 to 1
 * @param leastExcess an excess below this is not worth a call
 * @param severityLevels excess from which drift is low, medium, high and critical, ascending
 * @param leastRows rows a window and its reference need
 */
public record DriftPolicy(double falseAlarmRate, double leastExcess, List<Double> severityLevels, long leastRows) {

    /** The defaults of the design. */
    public static final DriftPolicy DEFAULT = new DriftPolicy(0.01, 0.1, List.of(0.1, 0.2, 0.3, 0.5), 10);

    /** Data and prediction drift share this much of the rate; concept drift has the rest. */
    private static final double INPUT_SHARE = 0.8;

    /** Checks the levels. */
    public DriftPolicy {
        severityLevels = List.copyOf(severityLevels);
        boolean ascending =
                severityLevels.equals(severityLevels.stream().sorted().toList());
        if (!(falseAlarmRate > 0 && falseAlarmRate < 1)
                || !(leastExcess >= 0)
                || severityLevels.size() != 4
                || !ascending
                || leastRows < 1) {
            throw new IllegalArgumentException("A drift policy has a rate in (0, 1), an excess of at least 0, four"
                    + " ascending levels and at least 1 row, got " + falseAlarmRate + ", " + leastExcess + ", "
                    + severityLevels + ", " + leastRows + ".");
        }
    }

    double inputRate() {
        return INPUT_SHARE * falseAlarmRate;
    }

    double conceptRate() {
        return (1 - INPUT_SHARE) * falseAlarmRate;
    }

    /** The severity of an excess that was decided to be drift. */
    Severity severityOf(double excess) {
        int reached =
                (int) severityLevels.stream().filter(level -> excess >= level).count();
        return Severity.values()[reached];
    }
}
