package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.PairedAnswers;
import org.cxrwatch.performance.ShareDifference;
import org.cxrwatch.performance.ShareDifference.Counts;

/**
 * Whether a version is better than another: by rows of their own in the same period (other patients: a difference may
 * be theirs), or by images that both scored. It informs and decides nothing.
 *
 * @param first the version compared with
 * @param second the version that is looked at
 * @param metric what is compared
 * @param least labelled rows of each side, or images of both, from which a difference is told
 * @param slices {@code all} first, then the others in their order
 */
public record VersionComparison(
        String first, String second, VersionCounts.Metric metric, long least, List<InSlice> slices) {

    /** The least that is ever asked for: below it an interval says next to nothing. */
    public static final long LEAST = 10;

    /** Copies the list. */
    public VersionComparison {
        slices = List.copyOf(slices);
    }

    /** What can be said of a slice. */
    public enum Outcome {
        /** The interval lies above 0. */
        BETTER,
        /** The interval lies below 0. */
        WORSE,
        /** It holds 0. */
        UNDECIDED,
        /** There is no number; the score says why. */
        NOT_COMPARED
    }

    /**
     * One slice.
     *
     * @param slice which rows
     * @param difference second less first, with its 95 % interval, or why there is none
     * @param first right answers and rows of the first
     * @param second of the second; images of both are the same number of rows twice
     * @param p McNemar's mid-p of images that both scored
     */
    public record InSlice(Slice slice, Score difference, Counts first, Counts second, OptionalDouble p) {

        /** Rows of the first. */
        public long nFirst() {
            return first.n();
        }

        /** Rows of the second. */
        public long nSecond() {
            return second.n();
        }

        /** What can be said. */
        public Outcome outcome() {
            return difference
                    .measured()
                    .map(score ->
                            score.lower() > 0 ? Outcome.BETTER : score.upper() < 0 ? Outcome.WORSE : Outcome.UNDECIDED)
                    .orElse(Outcome.NOT_COMPARED);
        }

        private InSlice restingOn(long least) {
            return tooFew(first.n(), second.n(), least)
                    .map(reason -> new InSlice(slice, reason, first, second, OptionalDouble.empty()))
                    .orElse(this);
        }
    }

    /** Compares two versions in each slice. */
    public static VersionComparison of(
            String first, String second, VersionCounts.Metric metric, Map<Slice, VersionCounts> counts) {
        List<InSlice> slices = new ArrayList<>();
        new TreeMap<>(counts).forEach((slice, each) -> slices.add(compare(slice, metric, each)));
        return new VersionComparison(first, second, metric, LEAST, slices);
    }

    /** The same, with too few rows instead of differences that rest on fewer than these. */
    public VersionComparison restingOn(long rows) {
        long asked = Math.max(least, rows);
        return new VersionComparison(
                first,
                second,
                metric,
                asked,
                slices.stream().map(each -> each.restingOn(asked)).toList());
    }

    /** One slice of them; empty if neither has rows there. */
    public Optional<InSlice> in(Slice slice) {
        return slices.stream().filter(each -> each.slice().equals(slice)).findFirst();
    }

    private static InSlice compare(Slice slice, VersionCounts.Metric metric, VersionCounts counts) {
        if (counts instanceof VersionCounts.Paired paired) {
            PairedAnswers answers = metric.of(paired);
            Score difference = tooFew(answers.images(), answers.images(), LEAST).orElseGet(answers::difference);
            OptionalDouble p =
                    difference.measured().isPresent() ? OptionalDouble.of(answers.midP()) : OptionalDouble.empty();
            return new InSlice(slice, difference, answers.first(), answers.second(), p);
        }
        VersionCounts.Apart apart = (VersionCounts.Apart) counts;
        Counts before = metric.of(apart.first());
        Counts after = metric.of(apart.second());
        Score difference = tooFew(before.n(), after.n(), LEAST).orElseGet(() -> ShareDifference.of(before, after));
        return new InSlice(slice, difference, before, after, OptionalDouble.empty());
    }

    private static Optional<Score> tooFew(long first, long second, long least) {
        if (first == 0 || second == 0) {
            return Optional.of(Score.none(Reason.NO_LABELS_YET));
        }
        return Math.min(first, second) < least ? Optional.of(Score.none(Reason.TOO_FEW_ROWS)) : Optional.empty();
    }
}
