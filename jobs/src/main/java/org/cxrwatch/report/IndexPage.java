package org.cxrwatch.report;

import java.util.List;

/**
 * All nights.
 *
 * @param head its beginning
 * @param weeks what happened, and how bad each day was at each place
 * @param lines how numbers went
 * @param nights all nights, the latest first
 * @param rest what is said of the nights that are not listed; empty if all are
 */
record IndexPage(Head head, List<Picture> weeks, List<Picture> lines, List<DayRow> nights, String rest) {

    /** Copies the lists. */
    IndexPage {
        weeks = List.copyOf(weeks);
        lines = List.copyOf(lines);
        nights = List.copyOf(nights);
    }
}
