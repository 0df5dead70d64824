package org.cxrwatch.command;

import static org.cxrwatch.performance.MetricNames.FINAL_COVERAGE;
import static org.cxrwatch.performance.MetricNames.LABEL_COVERAGE;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Percent;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.MetricScore;

/**
 * How many of a day's answers of a version are labelled, as people and programs are told.
 *
 * @param modelVersion whose answers
 * @param measured the shares, by the name of the metric; without what was not measured
 */
record CoverageText(String modelVersion, Map<String, Double> measured) {

    /** By version, of the metrics of one day and all its rows. */
    static List<CoverageText> of(Collection<MetricScore> day) {
        Map<String, Map<String, Double>> versions = new TreeMap<>();
        for (MetricScore score : day) {
            if (score.metric().equals(LABEL_COVERAGE) || score.metric().equals(FINAL_COVERAGE)) {
                score.score()
                        .measured()
                        .map(Score.Measured::value)
                        .ifPresent(share -> versions.computeIfAbsent(
                                        score.where().scope().toString(), any -> new TreeMap<>())
                                .put(score.metric(), share));
            }
        }
        return versions.entrySet().stream()
                .map(version -> new CoverageText(version.getKey(), version.getValue()))
                .toList();
    }

    /** For people. */
    String sentence() {
        return "of the last day's answers of " + modelVersion + " "
                + share(LABEL_COVERAGE).orElse("none") + " are labelled so far"
                + share(FINAL_COVERAGE)
                        .map(share -> ", " + share + " are to be expected in the end")
                        .orElse("");
    }

    /** For programs. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model_version", modelVersion);
        fields.put(LABEL_COVERAGE, Optional.ofNullable(measured.get(LABEL_COVERAGE)));
        fields.put(FINAL_COVERAGE, Optional.ofNullable(measured.get(FINAL_COVERAGE)));
        return fields;
    }

    private Optional<String> share(String metric) {
        return Optional.ofNullable(measured.get(metric)).map(Percent::text);
    }
}
