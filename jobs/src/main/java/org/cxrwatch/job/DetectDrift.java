package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.score.CauseFinder;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.Recommendations;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.score.Verdicts;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.window.Window;

/**
 * Compares any period of a version with its baseline, or with one that is named, another version's too. The period is
 * counted from its rows; nothing is stored and nobody is told.
 */
public final class DetectDrift {

    private final WindowCounts counts;
    private final BaselineRegister register;
    private final BaselineContents contents;
    private final EvaluationPolicy policy;

    /** Compares by this policy. */
    public DetectDrift(
            WindowCounts counts, BaselineRegister register, BaselineContents contents, EvaluationPolicy policy) {
        this.counts = counts;
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
        SortedMap<Slice, DistributionPart> distributions = counts.count(
                        Scope.version(request.modelVersion()), request.from(), request.to())
                .distributions();
        long rows = Optional.ofNullable(distributions.get(Slice.ALL))
                .map(DistributionPart::rows)
                .orElse(0L);
        refuseTooFew(request, rows);
        Baseline baseline = contents.load(record);
        DriftReference reference = new DriftReference(baseline);
        WindowParts window = new WindowParts(
                Scope.version(request.modelVersion()), label(request, record), distributions, new TreeMap<>());
        List<SubjectScore> scores = new DriftDecision(policy.drift()).decide(reference, window);
        SortedMap<DriftKind, List<Slice>> causes =
                new CauseFinder(policy.drift(), policy.slicing().nestedIn()).find(reference, window, scores);
        List<MeasureScore> measures = new MeasureCatalogue(policy.drift().leastRows()).measure(baseline, window);
        return new Found(record, rows, scores, measures, verdicts(window, scores, causes));
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
        LocalDate first = LocalDate.ofInstant(request.from(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(request.to().minusNanos(1), ZoneOffset.UTC);
        boolean own = baseline.modelVersion().equals(request.modelVersion());
        return Window.day(first.datesUntil(last.plusDays(1))
                .filter(day -> own && baseline.covers(day))
                .findFirst()
                .orElse(first));
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
