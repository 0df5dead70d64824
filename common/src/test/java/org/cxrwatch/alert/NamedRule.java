package org.cxrwatch.alert;

import java.util.Optional;

/** A rule by its name, which is its key in the configuration. */
public final class NamedRule {

    private NamedRule() {}

    /** The one of a name; empty if it is not in force. */
    public static Optional<Rule> find(Rules rules, String name) {
        return rules.rules().stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    /** The one of a name that is in force unless somebody says otherwise. */
    public static Rule ofDefaults(String name) {
        return find(DefaultRules.rules(), name).orElseThrow();
    }
}
