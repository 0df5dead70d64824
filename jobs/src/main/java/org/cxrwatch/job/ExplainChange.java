package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.History;
import org.cxrwatch.score.ChangeAttribution;
import org.cxrwatch.score.ChangeSentences;
import org.cxrwatch.score.ShareCounts;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * Why a version's accuracy, and the share of its positive answers, are not what they were in its baseline: which value
 * of which attribute explains the change, and what of its images or answers moved. From cells, the baseline's contents
 * and the drift scores of published nights; nothing is stored.
 */
public final class ExplainChange {

    private static final String POSITIVE_RATE = "positive_rate";

    private final BaselineRegister register;
    private final BaselineContents contents;
    private final Cells cells;
    private final History history;
    private final EvaluationPolicy policy;

    /** Where things are to be found. */
    public record Stores(BaselineRegister register, BaselineContents contents, Cells cells, History history) {}

    /** Explains by this policy. */
    public ExplainChange(Stores stores, EvaluationPolicy policy) {
        this.register = stores.register();
        this.contents = stores.contents();
        this.cells = stores.cells();
        this.history = stores.history();
        this.policy = policy;
    }

    /**
     * What is to be explained.
     *
     * @param modelVersion whose predictions
     * @param firstDay first day of the window, UTC
     * @param lastDay its last day
     * @param asOf by when predictions and labels had arrived, and when the baseline has to be active
     */
    public record Request(String modelVersion, LocalDate firstDay, LocalDate lastDay, Instant asOf) {

        /** Refuses a window that ends before it begins. */
        public Request {
            if (lastDay.isBefore(firstDay)) {
                throw new IllegalArgumentException(
                        "A window does not end before it begins, got " + firstDay + " to " + lastDay + ".");
            }
        }
    }

    /**
     * What was found.
     *
     * @param baseline what the window was compared with
     * @param accuracy right answers among the labelled
     * @param positiveRate positive answers among all
     */
    public record Found(BaselineRecord baseline, Change accuracy, Change positiveRate) {}

    /**
     * The change of one share.
     *
     * @param attribution taken apart
     * @param sentence the answer, in words
     * @param moved what drifted in the window where the change is, by day: at the values that stand out, at all if it
     *     is everywhere; empty where the change is chance, or who was scanned, or what was labelled
     * @param tooSmall values of which nothing may be told, as fewer rows than {@code privacy.least-rows} stand behind
     *     them in the baseline or the window; in the attribution they are among those without a value
     */
    public record Change(
            ChangeAttribution attribution, String sentence, List<SubjectScore> moved, SortedSet<Slice> tooSmall) {

        /** Copies the list. */
        public Change {
            moved = List.copyOf(moved);
            tooSmall = Collections.unmodifiableSortedSet(new TreeSet<>(tooSmall));
        }
    }

    /** Whether there is something to compare a version with as of an instant. */
    public boolean canCompare(String modelVersion, Instant asOf) {
        return new BaselineBook(register, contents).active(asOf).containsKey(modelVersion);
    }

    /**
     * Explains.
     *
     * @throws DataException if the version has no active baseline
     */
    public Found run(Request request) {
        BaselineRecord record = new ChosenBaseline(register, contents).active(request.modelVersion(), request.asOf());
        Baseline baseline = contents.load(record);
        Sides sides = new Sides(before(baseline, request), after(request));
        return new Found(
                record,
                change(MetricNames.ACCURACY, sides.of(Counted::accuracy), request),
                change(POSITIVE_RATE, sides.of(Counted::positiveRate), request));
    }

    /** Both shares of a slice. */
    private record Counted(ShareCounts accuracy, ShareCounts positiveRate) {

        Counted plus(Counted other) {
            return new Counted(accuracy.plus(other.accuracy), positiveRate.plus(other.positiveRate));
        }
    }

    private interface Share {
        ShareCounts of(Counted counted);
    }

    /** Both sides, by slice. */
    private record Sides(Map<Slice, Counted> before, Map<Slice, Counted> after) {

        SharesBySlice of(Share share) {
            return new SharesBySlice(shares(before, share), shares(after, share));
        }

        private static Map<Slice, ShareCounts> shares(Map<Slice, Counted> side, Share share) {
            Map<Slice, ShareCounts> shares = new TreeMap<>();
            side.forEach((slice, counted) -> shares.put(slice, share.of(counted)));
            return shares;
        }
    }

    /** The baseline's frozen answers, and the labels that had come for them by then. */
    private Map<Slice, Counted> before(Baseline baseline, Request request) {
        CellSums labels =
                cells(baseline.days().firstKey(), baseline.days().lastKey(), request, EnumSet.of(PartKind.LABEL));
        Map<Slice, Counted> sum = new TreeMap<>();
        baseline.days().forEach((day, answers) -> {
            Map<Slice, LabelPart> ofDay = WindowParts.ofDay(
                            labels, baseline.about().modelVersion(), day, request.asOf())
                    .labels();
            answers.forEach((slice, rows) -> sum.merge(slice, counted(rows, ofDay.get(slice)), Counted::plus));
        });
        return sum;
    }

    private Map<Slice, Counted> after(Request request) {
        CellSums sums = cells(
                request.firstDay(), request.lastDay(), request, EnumSet.of(PartKind.DISTRIBUTION, PartKind.LABEL));
        Map<Slice, Counted> sum = new TreeMap<>();
        request.firstDay().datesUntil(request.lastDay().plusDays(1)).forEach(day -> {
            WindowParts parts = WindowParts.ofDay(sums, request.modelVersion(), day, request.asOf());
            parts.distributions()
                    .forEach((slice, rows) ->
                            sum.merge(slice, counted(rows, parts.labels().get(slice)), Counted::plus));
        });
        return sum;
    }

    private CellSums cells(LocalDate first, LocalDate last, Request request, Set<PartKind> kinds) {
        return new CellSums(cells.load(new Cells.Range(first, last, kinds, request.asOf())));
    }

    private Counted counted(DistributionPart answers, LabelPart labels) {
        return new Counted(
                SharesBySlice.accuracy(answers, labels),
                new ShareCounts(answers.rows(), answers.rows(), answers.rowsOf(policy.positiveClass())));
    }

    private Change change(String metric, SharesBySlice shares, Request request) {
        SortedSet<Slice> small = shares.smallerThan(policy.leastRows());
        SharesBySlice told = shares.without(small);
        ChangeAttribution attribution = ChangeAttribution.of(metric, told.before(), told.after(), policy.leastRows());
        ChangeSentences sentences = new ChangeSentences();
        List<SubjectScore> moved = sentences.places(attribution).stream()
                .flatMap(slice -> drifted(slice, request).stream())
                .toList();
        return new Change(attribution, sentences.of(attribution, moved), moved, small);
    }

    /** What nights decided to have drifted there, the earliest day first. */
    private List<SubjectScore> drifted(Slice slice, Request request) {
        Instant from = request.firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
        History.Query query = History.Query.between(
                        from, Window.day(request.lastDay()).end())
                .withScope(Scope.version(request.modelVersion()))
                .withSlice(slice)
                .withKinds(Set.of(WindowKind.DAY))
                .withAsOf(request.asOf());
        return history.drift(query).stream().filter(SubjectScore::drifted).toList();
    }
}
