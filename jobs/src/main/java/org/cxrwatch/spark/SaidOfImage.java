package org.cxrwatch.spark;

import java.io.Serializable;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.VersionCounts;

/**
 * What was said of a labelled image that two versions scored, in one of its slices: what images are counted by. Of
 * strings alone, whose hashes are the same in every process.
 *
 * @param sliceKey of the slice
 * @param sliceValue of the slice
 * @param actual the class by the label that stands
 * @param first the class the first version said
 * @param second the class the second said
 */
record SaidOfImage(String sliceKey, String sliceValue, String actual, String first, String second)
        implements Serializable {

    Slice slice() {
        return new Slice(sliceKey, sliceValue);
    }

    VersionCounts.Known known() {
        return new VersionCounts.Known(actual, first, second);
    }
}
