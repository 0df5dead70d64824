package org.cxrwatch.port;

import java.time.YearMonth;
import java.util.List;

/** Labels that are kept and count nowhere, as they reach no counted prediction. */
public interface LabelOrphans extends Intake {

    /** How many there are, by the month they arrived and why; bounded by months × reasons. */
    List<Count> count();

    /**
     * Pairs those that are {@link Why#BEYOND_HORIZON} with their predictions: what earlier batches brought, as the
     * batch's number says. They count from the batch's instant on. Each is paired once.
     *
     * @return count {@code labels_applied}
     */
    @Override
    Taken take(Batch batch);

    /** Why a label reaches no prediction. */
    enum Why {
        /** No prediction has its id, or it is about a row that is not there. */
        NO_PREDICTION,
        /** What has its id is not counted: the request failed, or the image was counted that day already. */
        NOT_COUNTED,
        /** Its predictions lie farther from its arrival than the horizon. */
        BEYOND_HORIZON
    }

    /**
     * Labels of one month and reason.
     *
     * @param month they arrived in
     * @param why they reach nothing
     * @param labels how many
     */
    record Count(YearMonth month, Why why, long labels) {}
}
