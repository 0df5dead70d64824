package org.cxrwatch.port;

import java.util.Map;

/** Turns the rows that a batch brought into cells, in the lake. */
public interface Summariser {

    /**
     * Appends the cells of a batch whose rows are in the lake. The batches before it were summarised. Doing the same
     * batch again changes nothing and gives the same counts.
     *
     * <p>Days of which the batch corrected rows are counted anew: their cells are the next generation, which stands
     * from when the batch was planned.
     *
     * @return what was counted, by name: cells, bytes, predictions, labels, labels without a prediction, samples, days
     *     counted anew
     */
    Map<String, Long> summarise(Batch batch);
}
