package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.score.CauseFinder;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.OnsetFinder;
import org.cxrwatch.score.Recommendations;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.score.Verdicts;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.window.Window;

/**
 * Compares any period of a version with its baseline, or with one that is named, another version's too. The period is
 * counted from its rows; nothing is stored and nobody is told.
 */
public final class DetectDrift {

    /** So many days before the end of a period its changes are looked for, as nights do. */
    private static final int ONSET_DAYS = 56;

    private final Predictions predictions;
    private final BaselineRegister register;
    private final BaselineContents contents;
    private final EvaluationPolicy policy;

    /**
     * Where predictions are counted.
     *
     * @param rows one by one, of any period
     * @param cells by the day, for when a change began
     */
    public record Predictions(WindowCounts rows, Cells cells) {}

    /** Compares by this policy. */
    public DetectDrift(
            Predictions predictions, BaselineRegister register, BaselineContents contents, EvaluationPolicy policy) {
        this.predictions = predictions;
        this.register = register;
        this.contents = contents;
        this.policy = policy;
    }

    /**
     * What is compared.
     *
     * @param modelVersion whose predictions
     * @param from first instant
     * @param to the first instant after it
     * @param baselineId with what; empty for the active baseline of that version
     * @param asOf when it has to be active
     */
    public record Request(String modelVersion, Instant from, Instant to, Optional<String> baselineId, Instant asOf) {}

    /**
     * What was found. The windows of its rows name the first day of the period.
     *
     * @param baseline what the period was compared with
     * @param rows successful predictions in the period
     * @param scores how far each subject moved, and whether that is drift
     * @param measures every measure
     * @param verdicts one a slice, that of {@code all} for the period
     */
    public record Found(
            BaselineRecord baseline,
            long rows,
            List<SubjectScore> scores,
            List<MeasureScore> measures,
            List<Verdict> verdicts) {

        /** Copies the lists. */
        public Found {
            scores = List.copyOf(scores);
            measures = List.copyOf(measures);
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * Compares.
     *
     * @throws DataException if there is no baseline, or too few predictions
     */
    public Found run(Request request) {
        BaselineRecord record = new ChosenBaseline(register, contents)
                .of(request.baselineId(), Optional.of(request.modelVersion()), request.asOf());
        SortedMap<Slice, DistributionPart> distributions = predictions
                .rows()
                .count(Scope.version(request.modelVersion()), request.from(), request.to())
                .distributions();
        long rows = Optional.ofNullable(distributions.get(Slice.ALL))
                .map(DistributionPart::rows)
                .orElse(0L);
        refuseTooFew(request, rows);
        Baseline baseline = contents.load(record);
        DriftReference reference = new DriftReference(baseline);
        WindowParts window = new WindowParts(
                Scope.version(request.modelVersion()), label(request, record), distributions, new TreeMap<>());
        List<SubjectScore> scores =
                dated(request, reference, window, new DriftDecision(policy.drift()).decide(reference, window));
        SortedMap<DriftKind, List<Slice>> causes =
                new CauseFinder(policy.drift(), policy.slicing().nestedIn()).find(reference, window, scores);
        List<MeasureScore> measures = new MeasureCatalogue(policy.drift().leastRows()).measure(baseline, window);
        return new Found(record, rows, scores, measures, verdicts(window, scores, causes));
    }

    /** What drifted, with when it began: by the days up to the period's last one, as nights date it. */
    private List<SubjectScore> dated(
            Request request, DriftReference reference, WindowParts window, List<SubjectScore> scores) {
        if (scores.stream().noneMatch(SubjectScore::drifted)) {
            return scores;
        }
        LocalDate begin = firstDay(request);
        LocalDate last = lastDay(request);
        LocalDate earliest = last.minusDays(ONSET_DAYS - 1L);
        LocalDate first = begin.isBefore(earliest) ? begin : earliest;
        CellSums sums = new CellSums(predictions
                .cells()
                .load(new Cells.Range(first, last, EnumSet.of(PartKind.DISTRIBUTION), request.asOf())));
        List<WindowParts> days =
                new ArrayList<>(new KnownDays(sums).days(request.modelVersion(), first, last, request.asOf()));
        if (days.stream().noneMatch(day -> !day.window().firstDay().isBefore(begin))) {
            days.add(window);
        }
        OnsetFinder onsets = new OnsetFinder(reference, Map.of(), days);
        return scores.stream().map(onsets::date).toList();
    }

    private List<Verdict> verdicts(
            WindowParts window, List<SubjectScore> scores, SortedMap<DriftKind, List<Slice>> causes) {
        Verdicts.Findings found = new Verdicts.Findings(scores, causes, List.of());
        List<String> words =
                new Recommendations(policy.positiveClass(), policy.slicing().nestedIn()).of(window, found);
        return new Verdicts(policy.drift()).of(window, new Verdicts.Findings(scores, causes, words));
    }

    /** A day of the period to name it by: one that the baseline was made of, if there is one, as that decides. */
    private static Window label(Request request, BaselineRecord baseline) {
        LocalDate first = firstDay(request);
        boolean own = baseline.modelVersion().equals(request.modelVersion());
        return Window.day(first.datesUntil(lastDay(request).plusDays(1))
                .filter(day -> own && baseline.covers(day))
                .findFirst()
                .orElse(first));
    }

    private static LocalDate firstDay(Request request) {
        return LocalDate.ofInstant(request.from(), ZoneOffset.UTC);
    }

    private static LocalDate lastDay(Request request) {
        return LocalDate.ofInstant(request.to().minusNanos(1), ZoneOffset.UTC);
    }

    private void refuseTooFew(Request request, long rows) {
        if (rows < policy.drift().leastRows()) {
            throw new DataException(
                    "Version " + request.modelVersion() + " has " + rows + " successful predictions from "
                            + request.from() + " to " + request.to() + "; drift is looked for in at least "
                            + policy.drift().leastRows(),
                    "Name a longer or another period with --hours, --date, or --from and --to");
        }
    }
}
