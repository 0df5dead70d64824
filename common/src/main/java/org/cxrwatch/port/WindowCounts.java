package org.cxrwatch.port;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.ServicePart;

/** Counts the rows of any period, for windows that no cells are kept of. */
public interface WindowCounts {

    /** Counts the predictions of a version, or of the whole service, with {@code from ≤ at < to}. */
    Counted count(Scope scope, Instant from, Instant to);

    /**
     * What was counted. Slices without rows are left out.
     *
     * @param distributions of every slice, at {@link org.cxrwatch.summary.Resolution#BASELINE}
     * @param requests of {@code all} and the slices that requests are kept of
     */
    record Counted(SortedMap<Slice, DistributionPart> distributions, SortedMap<Slice, ServicePart> requests) {
        /** Copies the maps. */
        public Counted {
            distributions = sorted(distributions);
            requests = sorted(requests);
        }

        private static <P> SortedMap<Slice, P> sorted(Map<Slice, P> parts) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        }
    }
}
