package org.cxrwatch.alert;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * The rules in force: at most one a type, metric and kind of window.
 *
 * @param rules in the order people read them
 */
public record Rules(List<Rule> rules) {

    private static final String RUNBOOKS = "docs/runbooks.md#";

    private record Identity(AlertType type, String metric, Object window) {}

    /** Copies the list; refuses two rules that would make the same alert. */
    public Rules {
        rules = List.copyOf(rules);
        Set<Identity> seen = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!seen.add(new Identity(rule.type(), rule.metric(), rule.window()))) {
                throw new IllegalArgumentException(
                        "Two rules of type " + rule.type().text() + " read " + rule.metric() + " over windows of kind "
                                + rule.window() + ": give one of them up, or join their levels.");
            }
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("Two rules are named " + rule.name() + ": name one otherwise.");
            }
        }
    }

    /** The rule an alert comes from; empty if that rule is no longer in force. */
    public Optional<Rule> find(AlertKey key) {
        return rules.stream().filter(rule -> rule.owns(key)).findFirst();
    }

    /** For how many windows an alert must hold; what is usual for its windows if its rule is gone. */
    public Persistence persistenceOf(AlertKey key) {
        return find(key).map(Rule::persistence).orElseGet(() -> Persistence.of(key.window()));
    }

    /** The page that says what to do about an alert. */
    public String runbookOf(AlertKey key) {
        return find(key).map(Rule::runbook).orElseGet(() -> runbook(key.type()));
    }

    /** The page of a kind of alert. */
    public static String runbook(AlertType type) {
        return RUNBOOKS + type.text();
    }

    /** Whether any rule reads windows of this kind; the others inform only. */
    boolean read(Window window) {
        return read(window.kind());
    }

    /** The same of a kind of windows. */
    public boolean read(WindowKind kind) {
        return rules.stream().anyMatch(rule -> rule.window() == kind);
    }

    /** The numbers of hosts that are watched for rising. */
    public List<String> rising() {
        return of(AlertType.SYSTEM_TREND).stream().map(Rule::metric).toList();
    }

    /** The rules of some kind. */
    List<Rule> of(AlertType type) {
        return rules.stream().filter(rule -> rule.type() == type).toList();
    }
}
