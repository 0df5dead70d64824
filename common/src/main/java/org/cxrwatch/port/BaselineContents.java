package org.cxrwatch.port;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/** The frozen contents of baselines, in the lake. */
public interface BaselineContents {

    /** Counts a version's predictions on these days from the rows, at the resolution of baselines. */
    Map<LocalDate, Map<Slice, DistributionPart>> count(String modelVersion, Set<LocalDate> days);

    /** Keeps a baseline's contents for good; saving the same id again changes nothing. */
    void save(Baseline baseline);

    /** Loads what was saved. */
    Baseline load(BaselineRecord about);
}
