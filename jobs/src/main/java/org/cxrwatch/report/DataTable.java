package org.cxrwatch.report;

import java.util.List;

/**
 * The numbers behind a picture.
 *
 * @param head names of the columns
 * @param rows as text, each as long as the head
 */
record DataTable(List<String> head, List<List<String>> rows) {

    /** Copies the lists. */
    DataTable {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
