package org.cxrwatch.report;

import java.util.List;

/**
 * Numbers that answer one question.
 *
 * @param title the question
 * @param note how to read them; may be empty
 * @param rows the numbers
 */
record NumberGroup(String title, String note, List<NumberRow> rows) {

    /** Copies the list. */
    NumberGroup {
        rows = List.copyOf(rows);
    }
}
