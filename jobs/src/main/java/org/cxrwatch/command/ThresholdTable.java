package org.cxrwatch.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.OperatingShares;

/**
 * What labels would say had the model answered by another threshold.
 *
 * @param threshold answers are positive from this score on
 * @param positiveClass whose probability the scores are
 * @param leastRows fewest rows behind a number
 */
record ThresholdTable(double threshold, String positiveClass, long leastRows) implements AccuracyPart {

    /** Refuses what is no score. */
    ThresholdTable {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new UsageException(
                    "--threshold " + threshold + " is no score: scores lie between 0 and 1.",
                    "Write e.g. --threshold 0.7: answers are positive from that score on.");
        }
    }

    @Override
    public List<String> lines(LabelledPeriod period) {
        OperatingShares shares = OperatingShares.at(threshold, period.outcomes(positiveClass));
        Confusion counts = shares.confusion();
        String said = String.format(
                Locale.ROOT,
                "    Positive from %s on: %,d found, %,d missed, %,d false alarms, %,d rightly left alone.",
                ShownText.number(threshold),
                counts.truePositives(),
                counts.falseNegatives(),
                counts.falsePositives(),
                counts.trueNegatives());
        return Stream.concat(
                        Stream.of(said),
                        named(shares).entrySet().stream()
                                .map(metric -> "      "
                                        + ShownMetric.of(metric.getValue(), leastRows)
                                                .sentence(metric.getKey())))
                .toList();
    }

    private static Map<String, MetricValue> named(OperatingShares shares) {
        Map<String, MetricValue> named = new LinkedHashMap<>();
        named.put("sensitivity", shares.sensitivity());
        named.put("specificity", shares.specificity());
        named.put("precision", shares.precision());
        named.put("npv", shares.npv());
        return named;
    }

    @Override
    public Map<String, Object> fields(LabelledPeriod period) {
        OperatingShares shares = OperatingShares.at(threshold, period.outcomes(positiveClass));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("threshold", threshold);
        fields.put("true_positives", shares.confusion().truePositives());
        fields.put("false_positives", shares.confusion().falsePositives());
        fields.put("false_negatives", shares.confusion().falseNegatives());
        fields.put("true_negatives", shares.confusion().trueNegatives());
        named(shares)
                .forEach((name, value) ->
                        fields.put(name, ShownMetric.of(value, leastRows).fields()));
        return Map.of("at_threshold", fields);
    }
}
