package org.cxrwatch.performance;

import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.summary.ShareCount;

/**
 * A share that users define: matching rows of those that are eligible, in [0, 1], with {@link Wilson}'s 95 % interval;
 * n is the eligible rows. Rows of which the condition has no value are in neither count.
 *
 * <p>No number: NOT_SUMMARISED where the definition was not asked of all rows, TOO_FEW_ROWS where no row is asked for,
 * NOT_FINITE where of every row that is asked for the condition has no value.
 */
public final class CustomShare {

    private CustomShare() {}

    /** The share of what was counted; empty if not all rows were. */
    public static MetricValue of(Optional<ShareCount> counted) {
        if (counted.isEmpty()) {
            return MetricValue.none(Reason.NOT_SUMMARISED, 0);
        }
        ShareCount count = counted.get();
        return count.eligible() == 0 && count.unknown() > 0
                ? MetricValue.none(Reason.NOT_FINITE, 0)
                : Wilson.share(count.matching(), count.eligible());
    }
}
