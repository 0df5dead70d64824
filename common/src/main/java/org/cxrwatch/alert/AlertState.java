package org.cxrwatch.alert;

import java.util.Locale;

/** Where an episode stands. */
public enum AlertState {
    /** Evidence, for fewer windows than the rule asks. */
    PENDING,
    /** Open. */
    FIRING,
    /** Open, and somebody has it in hand. */
    ACKNOWLEDGED,
    /** Over. */
    RESOLVED;

    /** As tables, commands and messages write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is firing or acknowledged. */
    public boolean isOpen() {
        return this == FIRING || this == ACKNOWLEDGED;
    }
}
