package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.cxrwatch.alert.MeasuredDay;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.score.CauseFinder;
import org.cxrwatch.score.ChangeAttribution;
import org.cxrwatch.score.ChangeSentences;
import org.cxrwatch.score.ConceptDecision;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.OnsetFinder;
import org.cxrwatch.score.PreviousComparison;
import org.cxrwatch.score.ShareCounts;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** Scores a model version's windows. What depends on predictions alone is computed once for as long as none arrive. */
final class ModelScorer {

    /** So many days before a window its changes are looked for. */
    private static final int ONSET_DAYS = 56;

    /** So many days back errors of estimates are looked for; the last of them that are mature count. */
    private static final int ERROR_DAYS = 28;

    private final EvaluationPolicy policy;
    private final KnownDays days;
    private final BaselineBook baselines;
    private final MeasureCatalogue measures;
    private final LabelFreeScorer labelFree;
    private final Map<InputKey, ModelWindow.InputDrift> inputs = new HashMap<>();
    private final MeasuredDays measuredDays;
    private final BaselineLabels baselineLabels;
    private final Map<WindowKey, Measured> performances = new HashMap<>();
    private final Map<CustomKey, List<MetricScore>> customs = new HashMap<>();

    private record InputKey(String modelVersion, Window window, Optional<String> baseline, long cells) {}

    private record WindowKey(String modelVersion, Window window) {}

    /** Metrics of labels, for as long as nothing more of the window is known. */
    private record Measured(long predictions, long labels, List<MetricScore> metrics) {}

    /** A window as of a night. */
    private record Asked(WindowParts parts, Instant asOf) {

        String version() {
            return parts.scope().modelVersion();
        }

        Window window() {
            return parts.window();
        }

        boolean isDay() {
            return window().kind() == WindowKind.DAY;
        }
    }

    private record CustomKey(String modelVersion, Window window, long predictions) {}

    ModelScorer(EvaluationPolicy policy, CellSums cells, BaselineBook baselines) {
        this.policy = policy;
        this.days = new KnownDays(cells);
        this.measuredDays = new MeasuredDays(policy, days);
        this.baselineLabels = new BaselineLabels(days);
        this.baselines = baselines;
        this.measures = new MeasureCatalogue(policy.drift().leastRows());
        this.labelFree = new LabelFreeScorer(policy, cells);
    }

    /** Scores a version's window of a day or more; every measure of a day, and what decides of more. */
    ModelWindow score(String modelVersion, Window window, Instant asOf, KnownLabels known) {
        Asked asked = new Asked(days.of(modelVersion, window, asOf), asOf);
        ModelWindow.InputDrift input = input(asked);
        Maturities maturities = maturities(asked, known);
        List<MetricScore> judged = maturities.judged();
        List<MetricScore> custom = customs.computeIfAbsent(
                new CustomKey(modelVersion, window, days.predictions(window, asOf)),
                fresh -> new CustomMetrics(policy.metrics(), policy.leastRows()).score(asked.parts()));
        List<SubjectScore> concept = concept(asked, input, known.maturity());
        List<MetricScore> others = Stream.of(maturities.scores(), custom, estimates(asked, input, judged))
                .flatMap(List::stream)
                .toList();
        return new ModelWindow(
                asked.parts(),
                input,
                concept,
                why(asked, input, concept),
                Stream.concat(measured(asked).stream(), others.stream()).toList(),
                Stream.concat(judged.stream(), others.stream()).toList());
    }

    /** What was measured of a version's day beside the days before. */
    Optional<MeasuredDay> measured(String modelVersion, LocalDate day, Instant asOf) {
        return measuredDays.of(modelVersion, day, asOf);
    }

    private Maturities maturities(Asked asked, KnownLabels known) {
        return new Maturities(asked.parts(), measured(asked), known, policy.leastRows());
    }

    private List<MetricScore> measured(Asked asked) {
        WindowKey key = new WindowKey(asked.version(), asked.window());
        long predictions = days.predictions(asked.window(), asked.asOf());
        long labels = days.labels(asked.window(), asked.asOf());
        Measured before = performances.get(key);
        if (before == null || before.predictions() != predictions || before.labels() != labels) {
            before = new Measured(
                    predictions,
                    labels,
                    new LabelledPerformance(policy.positiveClass(), policy.leastRows()).score(asked.parts()));
            performances.put(key, before);
        }
        return before.metrics();
    }

    private List<MetricScore> estimates(Asked asked, ModelWindow.InputDrift input, List<MetricScore> judged) {
        List<MetricScore> metrics = new ArrayList<>();
        input.estimates()
                .forEach((slice, estimate) ->
                        metrics.addAll(estimate.metrics(asked.parts().at(slice), policy.leastRows())));
        metrics.addAll(EstimateErrors.of(asked.parts(), input.estimates(), judged));
        return metrics;
    }

    /** How far the estimates of each slice were off over the last four weeks up to a night's day. */
    List<MetricScore> runningErrors(String modelVersion, Instant asOf, KnownLabels known) {
        EstimateErrors errors = new EstimateErrors();
        days.days(modelVersion, known.night().minusDays(ERROR_DAYS - 1L), known.night(), asOf)
                .forEach(parts -> {
                    Asked asked = new Asked(parts, asOf);
                    errors.add(EstimateErrors.of(
                            parts,
                            input(asked).estimates(),
                            maturities(asked, known).judged()));
                });
        return errors.running(days.of(modelVersion, Window.day(known.night()), asOf));
    }

    private ModelWindow.InputDrift input(Asked asked) {
        Optional<DriftReference> reference = baselines.find(asked.version(), asked.asOf());
        long cells = known(asked);
        return inputs.computeIfAbsent(
                new InputKey(
                        asked.version(),
                        asked.window(),
                        reference.map(found -> found.baseline().about().id()),
                        cells),
                fresh -> compare(asked, reference));
    }

    /** How many cells the window, the one before, and the days its changes are looked for in are made of. */
    private long known(Asked asked) {
        long before = days.predictions(asked.window().previous(), asked.asOf());
        LocalDate last = asked.window().lastDay();
        return before
                + last.minusDays(ONSET_DAYS - 1L)
                        .datesUntil(last.plusDays(1))
                        .mapToLong(day -> days.predictions(Window.day(day), asked.asOf()))
                        .sum();
    }

    private ModelWindow.InputDrift compare(Asked asked, Optional<DriftReference> reference) {
        List<SubjectScore> previous = previous(asked, reference);
        if (reference.isEmpty()) {
            return new ModelWindow.InputDrift(
                    reference,
                    List.of(),
                    previous,
                    new TreeMap<>(),
                    List.of(),
                    List.of(),
                    asked.isDay() ? LabelFreeScorer.withoutBaseline(asked.parts()) : new TreeMap<>());
        }
        WindowParts parts = widened(
                asked, (each, slice) -> each.rows(slice) >= policy.drift().leastRows());
        DriftDecision decision = new DriftDecision(policy.drift());
        List<SubjectScore> subjects = dated(asked, reference.get(), decision.decide(reference.get(), parts));
        CauseFinder causes = new CauseFinder(policy.drift(), policy.slicing().nestedIn());
        return new ModelWindow.InputDrift(
                reference,
                subjects,
                previous,
                causes.find(reference.get(), parts, subjects),
                asked.isDay() ? measures.measure(reference.get().baseline(), asked.parts()) : List.of(),
                decision.distributions(reference.get(), asked.parts()),
                asked.isDay() ? labelFree.estimate(asked.parts(), reference.get(), subjects) : new TreeMap<>());
    }

    private List<SubjectScore> previous(Asked asked, Optional<DriftReference> reference) {
        WindowParts before = days.of(asked.version(), asked.window().previous(), asked.asOf());
        return before.distributions().isEmpty()
                ? List.of()
                : new PreviousComparison(policy.drift().leastRows(), reference).compare(before, asked.parts());
    }

    private List<SubjectScore> concept(Asked asked, ModelWindow.InputDrift input, LabelMaturity maturity) {
        if (input.reference().isEmpty()) {
            return List.of();
        }
        DriftReference reference = input.reference().get();
        WindowParts parts = widened(asked, (each, slice) -> maturity.willBeMature(slice, each.rows(slice)));
        ConceptDecision.Labels labels = new ConceptDecision.Labels(
                baselineLabels.of(reference, asked.asOf()).labels(), maturity);
        return dated(asked, reference, new ConceptDecision(policy.drift()).decide(reference, labels, parts));
    }

    /** Why accuracy changed, where it drifted and by more than chance in all. */
    private Optional<String> why(Asked asked, ModelWindow.InputDrift input, List<SubjectScore> concept) {
        if (!asked.isDay() || concept.stream().noneMatch(SubjectScore::drifted)) {
            return Optional.empty();
        }
        DriftReference reference = input.reference().orElseThrow();
        Map<Slice, LabelPart> labels =
                baselineLabels.of(reference, asked.asOf()).labels();
        Map<Slice, ShareCounts> before = new TreeMap<>();
        for (Slice slice : reference.baseline().slices()) {
            DistributionPart answers = reference.baseline().total(slice).orElseThrow();
            before.put(slice, SharesBySlice.accuracy(answers, labels.get(slice)));
        }
        Map<Slice, ShareCounts> after = new TreeMap<>();
        asked.parts()
                .distributions()
                .forEach((slice, answers) -> after.put(
                        slice,
                        SharesBySlice.accuracy(answers, asked.parts().labels().get(slice))));
        SharesBySlice shares = new SharesBySlice(before, after);
        SharesBySlice told = shares.without(shares.smallerThan(policy.leastRows()));
        ChangeAttribution change =
                ChangeAttribution.of(MetricNames.ACCURACY, told.before(), told.after(), policy.leastRows());
        return Optional.of(change)
                .filter(each -> each.absence().isEmpty() && each.isMoreThanChance())
                .map(each -> new ChangeSentences().of(each, input.subjects()) + ".");
    }

    /** Small slices of a day are decided by more days, where that is asked for. */
    private WindowParts widened(Asked asked, BiPredicate<WindowParts, Slice> decidable) {
        if (!asked.isDay()) {
            return asked.parts();
        }
        return asked.parts()
                .widened(
                        decidable,
                        policy.windows().widen().stream()
                                .map(kind -> Window.endingOn(asked.window().lastDay(), kind))
                                .map(window -> days.of(asked.version(), window, asked.asOf()))
                                .toList());
    }

    /** What drifted on a day, with when it began. */
    private List<SubjectScore> dated(Asked asked, DriftReference reference, List<SubjectScore> scores) {
        if (!asked.isDay() || scores.stream().noneMatch(SubjectScore::drifted)) {
            return scores;
        }
        LocalDate last = asked.window().lastDay();
        OnsetFinder onsets = new OnsetFinder(
                reference,
                baselineLabels.of(reference, asked.asOf()).labels(),
                days.days(asked.version(), last.minusDays(ONSET_DAYS - 1L), last, asked.asOf()));
        return scores.stream().map(onsets::date).toList();
    }
}
