package org.cxrwatch.sequential;

/** What a chart says of a day. */
public enum ChartState {
    /** Too few days before it to know the level, or no rows: the sums stay as they are. */
    NOT_CHARTED,
    /** As before. */
    IN_CONTROL,
    /** The share has fallen. */
    FELL,
    /** The share has risen. */
    ROSE;

    /** Whether it is an alarm. */
    public boolean isAlarm() {
        return this == FELL || this == ROSE;
    }
}
