package org.cxrwatch.config;

import java.util.List;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.Rules;

/**
 * The rules of alerts as they came out of the defaults and what users wrote.
 *
 * @param entries the defaults first, then those of users by name
 */
public record RuleBook(List<Entry> entries) {

    /** Copies the list. */
    public RuleBook {
        entries = List.copyOf(entries);
    }

    /**
     * One rule.
     *
     * @param rule as it is applied, or would be
     * @param standing what users have made of it
     * @param origin where that was written; {@code default} if nowhere
     */
    public record Entry(Rule rule, Standing standing, String origin) {}

    /** What users have made of a rule. */
    public enum Standing {
        /** Nothing. */
        DEFAULT,
        /** It is a default that they changed. */
        CHANGED,
        /** It is theirs. */
        YOURS,
        /** They switched it off. */
        OFF
    }

    /** Those that nights judge by. */
    public Rules inForce() {
        return new Rules(entries.stream()
                .filter(entry -> entry.standing() != Standing.OFF)
                .map(Entry::rule)
                .toList());
    }
}
