package org.cxrwatch.performance;

import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.NumericSummary;

/** How many values lie above a level; beyond the capacity the level's own bucket counts by its middle. */
final class Exceedances {

    private Exceedances() {}

    static long count(NumericSummary values, double level) {
        AdaptiveHistogram histogram = values.histogram();
        long above = 0;
        for (int i = 0; i < histogram.size(); i++) {
            above += histogram.valueAt(i) > level ? histogram.countAt(i) : 0;
        }
        return above;
    }
}
