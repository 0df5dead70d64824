package org.cxrwatch.alert;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cxrwatch.alert.ShareAttribution.Change;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;

/** Judges what has slices: metrics and drift, over all slices of one scope and window together. */
final class SliceJudge {

    /** The usual share of wrong answers where no baseline tells: what the default floor of accuracy allows. */
    private static final Share ORDINARILY_WRONG = Share.known(0.2);

    private final MetricFinding metrics;
    private final Set<String> nested;

    SliceJudge(ShareInterval intervals, Set<String> nested) {
        this.metrics = new MetricFinding(intervals);
        this.nested = Set.copyOf(nested);
    }

    /** The judgements of one rule. */
    List<Judgement> judge(Rule rule, PlaceFindings place) {
        if (rule.window() != place.place().window().kind()) {
            return List.of();
        }
        return switch (rule.type()) {
            case DRIFT_DETECTED ->
                DriftMetric.find(rule.metric()).stream()
                        .flatMap(metric -> drift(rule, metric, place).stream())
                        .toList();
            case SYSTEM_RESOURCE, SYSTEM_TREND, LOW_THROUGHPUT, NO_BASELINE, LIFE_CYCLE, LABEL_COVERAGE, NOT_MEASURED ->
                List.of();
            default -> metric(rule, place);
        };
    }

    private List<Judgement> metric(Rule rule, PlaceFindings place) {
        List<MetricScore> scores = place.scores(rule.metric()).stream()
                .filter(score -> rule.coverage()
                        .covers(score.where().scope(), score.where().slice()))
                .toList();
        List<SliceFinding> findings =
                scores.stream().map(score -> metrics.of(rule, score)).toList();
        return explained(rule, place, findings, causes(rule, scores, findings, place));
    }

    private List<Judgement> drift(Rule rule, DriftMetric metric, PlaceFindings place) {
        DriftKind kind = metric.kind();
        List<SliceFinding> findings = new DriftFinding(rule)
                .of(place.subjects(kind).stream().filter(metric::covers).toList());
        Set<Slice> named = place.causes(kind);
        Set<Slice> elsewhere = place.causesElsewhere(kind);
        if (named.isEmpty() && !elsewhere.isEmpty()) {
            return new Explanation(rule, place.place().scope().toString()).explainedBy(findings, elsewhere);
        }
        Set<Slice> causes = named.isEmpty() && kind == DriftKind.CONCEPT ? wrongAnswers(place, findings) : named;
        return explained(rule, place, findings, causes);
    }

    private Set<Slice> causes(Rule rule, List<MetricScore> scores, List<SliceFinding> findings, PlaceFindings place) {
        if (rule.threshold().reading() != Threshold.Reading.INTERVAL || !areShares(rule, scores)) {
            return CommonAttribution.causes(findings);
        }
        if (rule.type() == AlertType.ACCURACY_DROP) {
            return wrongAnswers(place, findings);
        }
        double bound = rule.threshold().levels().get(0).bound();
        Share level = Share.known(rule.threshold().side().lessIsWorse() ? 1 - bound : bound);
        Map<Slice, Change> changes = changes(rule.threshold().side(), scores, slice -> level);
        return new ShareAttribution(changes, Explanation.fired(findings), nested).causes();
    }

    /** Only shares can be taken apart by rows. */
    private static boolean areShares(Rule rule, List<MetricScore> scores) {
        return Stream.concat(
                        rule.threshold().levels().stream().map(Level::bound),
                        scores.stream()
                                .flatMap(score -> score.score().measured().stream())
                                .map(Score.Measured::value))
                .allMatch(value -> value >= 0 && value <= 1);
    }

    /**
     * First what drifted as a cause in the same window; only if none of that fired, the accuracies themselves are
     * asked.
     */
    private Set<Slice> wrongAnswers(PlaceFindings place, List<SliceFinding> findings) {
        Set<Slice> fired = Explanation.fired(findings);
        Set<Slice> drifted = new TreeSet<>(place.driftCauses());
        drifted.retainAll(fired);
        if (!drifted.isEmpty()) {
            return drifted;
        }
        Map<Slice, Share> baseline = place.wrongInBaseline();
        Share usual = baseline.getOrDefault(Slice.ALL, ORDINARILY_WRONG);
        Map<Slice, Change> changes = changes(
                Threshold.Side.BELOW,
                place.scores(DefaultRules.ACCURACY),
                slice -> baseline.getOrDefault(slice, usual));
        return new ShareAttribution(changes, fired, nested).causes();
    }

    private static Map<Slice, Change> changes(
            Threshold.Side side, List<MetricScore> scores, Function<Slice, Share> reference) {
        Map<Slice, Change> changes = new TreeMap<>();
        for (MetricScore score : scores) {
            Slice slice = score.where().slice();
            score.score()
                    .measured()
                    .filter(measured -> score.n() > 0)
                    .map(measured -> new Share(MetricFinding.bad(side, measured, score.n()), score.n()))
                    .ifPresent(now -> changes.put(slice, new Change(now, reference.apply(slice))));
        }
        return changes;
    }

    private List<Judgement> explained(Rule rule, PlaceFindings place, List<SliceFinding> findings, Set<Slice> causes) {
        return new Explanation(rule, place.place().scope().toString(), place.symptoms()).judgements(findings, causes);
    }
}
