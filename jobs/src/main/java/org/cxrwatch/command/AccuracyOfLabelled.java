package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cxrwatch.performance.Accuracy;
import org.cxrwatch.performance.Outcomes;
import org.cxrwatch.performance.PerformanceMetric;
import org.cxrwatch.performance.Sensitivity;
import org.cxrwatch.performance.Specificity;

/**
 * How many answers are labelled, and how often those were right.
 *
 * @param positiveClass of sensitivity
 * @param leastRows fewest rows behind a number
 */
record AccuracyOfLabelled(String positiveClass, long leastRows) implements AccuracyPart {

    /** What is told. */
    static final List<PerformanceMetric> METRICS = List.of(new Accuracy(), new Sensitivity(), new Specificity());

    @Override
    public List<String> lines(LabelledPeriod period) {
        Outcomes outcomes = period.outcomes(positiveClass);
        List<String> lines = new ArrayList<>();
        lines.add("  " + period.scope() + ": " + labelled(outcomes));
        METRICS.forEach(metric -> lines.add("    " + of(metric, outcomes).sentence(metric.name())));
        return lines;
    }

    private ShownMetric of(PerformanceMetric metric, Outcomes outcomes) {
        return ShownMetric.of(metric.score(outcomes), leastRows);
    }

    private static String labelled(Outcomes outcomes) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d answers are labelled so far (%.1f %%)%s",
                outcomes.labelled(),
                outcomes.predictions(),
                outcomes.predictions() == 0 ? 0 : 100.0 * outcomes.labelled() / outcomes.predictions(),
                outcomes.labelled() == 0 ? "; accuracy is known once labels arrive" : "");
    }

    @Override
    public Map<String, Object> fields(LabelledPeriod period) {
        Outcomes outcomes = period.outcomes(positiveClass);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model_version", period.scope().toString());
        fields.put("predictions", outcomes.predictions());
        fields.put("labelled", outcomes.labelled());
        METRICS.forEach(metric -> fields.put(metric.name(), of(metric, outcomes).fields()));
        return fields;
    }
}
