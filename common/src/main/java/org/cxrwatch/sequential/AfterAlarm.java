package org.cxrwatch.sequential;

/** How a chart goes on after an alarm. Either way days from the change on are not taken for normal. */
public enum AfterAlarm {
    /** The alarm lasts until its sum, held at the limit, is back at 0; until then no day is taken for normal. */
    LASTS,
    /** Both sums begin again at 0 on the next day: whatever lasts is told again. */
    BEGINS_AGAIN
}
