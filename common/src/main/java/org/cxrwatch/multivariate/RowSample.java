package org.cxrwatch.multivariate;

import java.util.List;

/**
 * Rows drawn at random, but the same ones whenever they are drawn.
 *
 * @param rows in the order in which they were drawn, which says nothing of them
 * @param known how many there were to draw from
 */
public record RowSample(List<SampledRow> rows, long known) {

    /** Copies the list. */
    public RowSample {
        rows = List.copyOf(rows);
    }
}
