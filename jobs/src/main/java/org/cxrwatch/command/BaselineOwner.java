package org.cxrwatch.command;

import java.util.Optional;
import org.cxrwatch.baseline.BaselineRecord;

/**
 * Whose baseline a period was compared with.
 *
 * @param baseline the baseline
 * @param modelVersion whose predictions were compared with it
 * @param period the period they are of
 */
record BaselineOwner(BaselineRecord baseline, String modelVersion, PeriodOptions.Period period) {

    /** What the baseline's version is to the version that was compared with it. */
    enum Relation {
        /** The same. */
        OWN,
        /** Another, and the baseline ends before the period begins. */
        PREDECESSOR,
        /** Another, at the same time or later. */
        OTHER
    }

    Relation relation() {
        if (baseline.modelVersion().equals(modelVersion)) {
            return Relation.OWN;
        }
        return baseline.lastDay().isBefore(period.firstDay()) ? Relation.PREDECESSOR : Relation.OTHER;
    }

    /** What people have to know if it is not the version's own. */
    Optional<String> told() {
        String owner = baseline.modelVersion();
        return relation() == Relation.OWN
                ? Optional.empty()
                : Optional.of("That baseline is not " + modelVersion + "'s own but that of "
                        + (relation() == Relation.PREDECESSOR ? "its predecessor " : "") + owner + " ("
                        + baseline.firstDay() + " to " + baseline.lastDay() + "): what moved in the images is told as"
                        + " ever; scores and predicted classes may have moved only because another version answers."
                        + " `cxrwatch models compare " + owner + " " + modelVersion
                        + "` tells which is more often right.");
    }
}
