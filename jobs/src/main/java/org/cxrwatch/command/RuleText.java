package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Coverage;
import org.cxrwatch.alert.Level;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.Threshold;
import org.cxrwatch.alert.Threshold.Reading;
import org.cxrwatch.alert.Threshold.Side;

/** A rule in words. */
record RuleText(Rule rule) {

    /** {@code interval's upper end < 0.8: critical}; the least urgent level first. */
    String fires() {
        boolean drift = rule.type() == AlertType.DRIFT_DETECTED;
        String what = drift ? "" : what(rule.threshold().reading(), lessIsWorse() ? "upper" : "lower");
        return (drift ? "decided, and the excess " : "")
                + rule.threshold().levels().stream()
                        .sorted(Comparator.comparing(Level::severity))
                        .map(level -> what + beyond() + " " + ShownText.number(level.bound()) + ": "
                                + level.severity().text())
                        .collect(Collectors.joining(", "))
                + chance();
    }

    /** What must hold for an alert to be over. */
    String clears() {
        if (rule.type() == AlertType.DRIFT_DETECTED) {
            return "no drift beyond that is decided";
        }
        Threshold.Clearing clearing = rule.threshold().clearing();
        return what(clearing.reading(), lessIsWorse() ? "lower" : "upper") + fine() + " "
                + ShownText.number(clearing.bound());
    }

    private boolean lessIsWorse() {
        return rule.threshold().side() == Side.BELOW || rule.threshold().side() == Side.TO;
    }

    private String what(Reading reading, String end) {
        double confidence = rule.threshold().confidence();
        return switch (reading) {
            case POINT, TAIL -> "";
            case HALF_OF_SAMPLES -> "half of the samples ";
            case INTERVAL ->
                (confidence == Threshold.USUAL_CONFIDENCE ? "" : ShownText.number(100 * confidence) + " % ")
                        + "interval's " + end + " end ";
        };
    }

    private String beyond() {
        return switch (rule.threshold().side()) {
            case ABOVE -> ">";
            case FROM -> "at least";
            case BELOW -> "<";
            case TO -> "at most";
        };
    }

    private String fine() {
        return switch (rule.threshold().side()) {
            case ABOVE -> "at most";
            case FROM -> "<";
            case BELOW -> "at least";
            case TO -> ">";
        };
    }

    private String chance() {
        return rule.threshold().reading() == Reading.TAIL
                ? ", if chance gives it with p at most "
                        + ShownText.number(1 - rule.threshold().confidence())
                : "";
    }

    /** Which slices. */
    String slices() {
        Coverage.Slices slices = rule.coverage().slices();
        List<String> named = new ArrayList<>(new TreeSet<>(slices.keys()));
        slices.values().stream().sorted().map(String::valueOf).forEach(named::add);
        return switch (slices.choice()) {
            case ALL_ONLY -> "all";
            case EVERY -> "every";
            case KEYS -> named.isEmpty() ? "all" : "all, " + String.join(", ", named);
            case NAMED -> String.join(", ", named);
        };
    }

    /** For how many windows. */
    String lasting() {
        int windows = rule.persistence().windows();
        int clear = rule.persistence().clearWindows();
        return windows + (windows == 1 ? " window" : " windows") + ", over after " + clear;
    }

    /** Fewest rows. */
    String least() {
        return rule.least().n()
                + (rule.least().failures() > 0 ? ", of which " + rule.least().failures() + " bad" : "");
    }

    String scope() {
        return Readings.lower(rule.coverage().subjects());
    }

    /** Each level for programs, the least urgent first. */
    List<Map<String, Object>> levels() {
        return rule.threshold().levels().stream()
                .sorted(Comparator.comparing(Level::severity))
                .map(level -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("severity", level.severity().text());
                    fields.put("bound", level.bound());
                    return fields;
                })
                .toList();
    }

    /** All of it in a sentence. */
    String sentence() {
        return rule.name() + ": " + rule.type().text() + " of " + rule.metric() + ", " + scope() + ", slices "
                + slices() + ", window " + Readings.written(rule.window()) + "; fires when " + fires() + "; over when "
                + clears() + "; " + lasting() + "; on at least " + least() + ".";
    }
}
