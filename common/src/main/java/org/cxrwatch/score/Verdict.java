package org.cxrwatch.score;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.WindowSlice;

/**
 * What a window says of one slice: one row of {@code window_verdict}. That of {@code all} speaks for the window.
 *
 * @param where whose predictions, when, which
 * @param data the largest distance over features
 * @param prediction the larger of those of class shares and of the positive score
 * @param concept the relative drop of accuracy
 * @param overall the largest of those measured
 * @param severity none unless the decision says drifted; for {@code all}, that of the worst slice
 * @param worst the slice that is worst, if any drifted
 * @param causes by kind of drift the slices that explain it; the other drifted slices are their symptoms
 * @param recommendations at most five: what moved, by how much, where, since when, how sure, what to check first
 * @param estimateDoubts why what is estimated without labels must not be believed; none if it may, or if nothing was
 */
public record Verdict(
        WindowSlice where,
        Score data,
        Score prediction,
        Score concept,
        Score overall,
        Severity severity,
        Optional<Slice> worst,
        SortedMap<DriftKind, List<Slice>> causes,
        List<String> recommendations,
        List<String> estimateDoubts) {

    /** Copies the collections. */
    public Verdict {
        causes = Collections.unmodifiableSortedMap(new TreeMap<>(causes));
        recommendations = List.copyOf(recommendations);
        estimateDoubts = List.copyOf(estimateDoubts);
    }
}
