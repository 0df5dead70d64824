package org.cxrwatch.report;

import java.util.List;

/**
 * What was compared with the baseline at one place.
 *
 * @param place which predictions
 * @param sentence what moved, in a sentence
 * @param moved what drifted, the strongest first
 * @param still what did not, drawn
 * @param undrawn names of what is not drawn, each with what was found
 */
record FeatureGroup(String place, String sentence, List<Picture> moved, List<Picture> still, List<String> undrawn) {

    /** Copies the lists. */
    FeatureGroup {
        moved = List.copyOf(moved);
        still = List.copyOf(still);
        undrawn = List.copyOf(undrawn);
    }
}
