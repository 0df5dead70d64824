package org.cxrwatch.alert;

import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * When people are told of what: data, not code.
 *
 * @param name stable and readable; no other rule has it
 * @param type the kind of alert
 * @param metric the metric, drift kind or host number it reads
 * @param window over windows of which kind
 * @param coverage whose, and which slices
 * @param threshold when a number is evidence
 * @param least what a judgement must rest on
 * @param persistence for how many windows
 * @param runbook the page that says what to check and do
 */
public record Rule(
        String name,
        AlertType type,
        String metric,
        WindowKind window,
        Coverage coverage,
        Threshold threshold,
        Least least,
        Persistence persistence,
        String runbook) {

    /** Refuses no name and no metric. */
    public Rule {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A rule of type " + type.text() + " needs a name.");
        }
        if (metric.isEmpty()) {
            throw new IllegalArgumentException("A rule of type " + type.text() + " names the metric it reads.");
        }
    }

    /** The alert of this rule that is about a scope's slice; a host's name is a scope here. */
    public AlertKey key(String scope, Slice slice) {
        return new AlertKey(type, metric, scope, window, slice);
    }

    /** Whether it reads this number over windows of this kind. */
    boolean reads(String name, Window over) {
        return metric.equals(name) && over.kind() == window;
    }

    /** Whether an alert comes from this rule. */
    boolean owns(AlertKey key) {
        return key.type() == type && key.metric().equals(metric) && key.window() == window;
    }

    /** The same rule asking for other numbers of windows. */
    public Rule lasting(Persistence other) {
        return new Rule(name, type, metric, window, coverage, threshold, least, other, runbook);
    }

    /** The same rule with other levels. */
    public Rule at(Threshold other) {
        return new Rule(name, type, metric, window, coverage, other, least, persistence, runbook);
    }

    /** The same rule over other windows. */
    public Rule over(WindowKind other) {
        return new Rule(name, type, metric, other, coverage, threshold, least, persistence, runbook);
    }

    /** The same rule of other slices. */
    public Rule covering(Coverage other) {
        return new Rule(name, type, metric, window, other, threshold, least, persistence, runbook);
    }

    /** The same rule resting on so much. */
    public Rule restingOn(Least other) {
        return new Rule(name, type, metric, window, coverage, threshold, other, persistence, runbook);
    }

    /** The same rule with another page that says what to do. */
    public Rule withRunbook(String other) {
        return new Rule(name, type, metric, window, coverage, threshold, least, persistence, other);
    }
}
