package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.window.Window;

/**
 * The labels of baselines' days as of an instant: a baseline's accuracy is not stuck at what its first days knew. The
 * latest are held for as long as no more labels are known.
 */
final class BaselineLabels {

    private final KnownDays days;
    private final Map<String, Known> held = new HashMap<>();

    /**
     * Labels of a baseline.
     *
     * @param cells of how many cells: as long as that stays the same, so do they
     * @param labels by slice
     */
    record Known(long cells, Map<Slice, LabelPart> labels) {}

    BaselineLabels(KnownDays days) {
        this.days = days;
    }

    /** As known then. */
    Known of(DriftReference reference, Instant asOf) {
        SortedSet<LocalDate> ofBaseline =
                new TreeSet<>(reference.baseline().days().keySet());
        long known = 0;
        for (LocalDate day : ofBaseline) {
            known += days.labels(Window.day(day), asOf);
        }
        String id = reference.baseline().about().id();
        Known before = held.get(id);
        if (before == null || before.cells() != known) {
            String version = reference.baseline().about().modelVersion();
            before = new Known(known, days.labelsOf(version, ofBaseline, asOf));
            held.put(id, before);
        }
        return before;
    }
}
