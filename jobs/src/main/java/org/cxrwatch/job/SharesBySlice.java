package org.cxrwatch.job;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.AccuracyCount;
import org.cxrwatch.score.ShareCounts;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;

/**
 * One share's counts in a baseline and in a window.
 *
 * @param before of the baseline, by slice, {@code all} among them
 * @param after of the window
 */
record SharesBySlice(Map<Slice, ShareCounts> before, Map<Slice, ShareCounts> after) {

    /**
     * Right answers among the labelled; a label whose answer is not among the answers counts as one more answer.
     *
     * @param answers of a slice
     * @param labels of the same; null if there are none
     */
    static ShareCounts accuracy(DistributionPart answers, LabelPart labels) {
        AccuracyCount count = labels == null ? AccuracyCount.NONE : AccuracyCount.of(labels);
        return new ShareCounts(Math.max(answers.rows(), count.labelled()), count.labelled(), count.correct());
    }

    /** The values of which fewer rows than these are known on a side: nothing may be told of them. */
    SortedSet<Slice> smallerThan(long least) {
        SortedSet<Slice> small = new TreeSet<>();
        Stream.of(before, after)
                .forEach(side -> side.forEach((slice, counts) -> {
                    if (!slice.isAll() && counts.n() > 0 && counts.n() < least) {
                        small.add(slice);
                    }
                }));
        return small;
    }

    /** The same without some values. */
    SharesBySlice without(Set<Slice> slices) {
        Map<Slice, ShareCounts> restBefore = new TreeMap<>(before);
        Map<Slice, ShareCounts> restAfter = new TreeMap<>(after);
        restBefore.keySet().removeAll(slices);
        restAfter.keySet().removeAll(slices);
        return new SharesBySlice(restBefore, restAfter);
    }
}
