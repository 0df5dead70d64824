package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.Outcomes;
import org.cxrwatch.performance.PerformanceMetric;
import org.cxrwatch.performance.PerformanceMetrics;
import org.cxrwatch.score.CauseFinder;
import org.cxrwatch.score.ConceptDecision;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;

/** Scores a model version's days. What depends on predictions alone is computed once for as long as none arrive. */
final class ModelScorer {

    private static final String LABEL_COVERAGE = "label_coverage";

    private final EvaluationPolicy policy;
    private final CellSums cells;
    private final BaselineBook baselines;
    private final MeasureCatalogue measures;
    private final Map<InputKey, ModelDay.InputDrift> inputs = new HashMap<>();
    private final Map<LabelKey, Map<Slice, LabelPart>> baselineLabels = new HashMap<>();
    private final Map<PerformanceKey, List<MetricScore>> performances = new HashMap<>();
    private final Map<CustomKey, List<MetricScore>> customs = new HashMap<>();

    private record InputKey(String modelVersion, LocalDate day, Optional<String> baseline, long arrived) {}

    private record LabelKey(String baseline, Instant asOf) {}

    private record PerformanceKey(String modelVersion, LocalDate day, long predictions, long labels) {}

    private record CustomKey(String modelVersion, LocalDate day, long predictions) {}

    ModelScorer(EvaluationPolicy policy, CellSums cells, BaselineBook baselines) {
        this.policy = policy;
        this.cells = cells;
        this.baselines = baselines;
        this.measures = new MeasureCatalogue(policy.drift().leastRows());
    }

    ModelDay score(String modelVersion, LocalDate day, Instant asOf, LabelMaturity maturity) {
        WindowParts parts = WindowParts.ofDay(cells, modelVersion, day, asOf);
        ModelDay.InputDrift input = input(parts, asOf);
        List<SubjectScore> concept = input.reference()
                .map(reference -> new ConceptDecision(policy.drift())
                        .decide(reference, new ConceptDecision.Labels(labelsOf(reference, asOf), maturity), parts))
                .orElse(List.of());
        PerformanceKey key = new PerformanceKey(
                modelVersion,
                day,
                cells.known(PartKind.DISTRIBUTION, day, asOf),
                cells.known(PartKind.LABEL, day, asOf));
        List<MetricScore> performance = performances.computeIfAbsent(key, fresh -> performance(parts));
        List<MetricScore> custom = customs.computeIfAbsent(
                new CustomKey(modelVersion, day, key.predictions()),
                fresh -> new CustomMetrics(policy.metrics(), policy.leastRows()).score(parts));
        Maturities maturities = new Maturities(parts, performance, maturity);
        return new ModelDay(
                parts,
                input,
                concept,
                Stream.of(performance, maturities.scores(), custom)
                        .flatMap(List::stream)
                        .toList(),
                Stream.concat(performance.stream().map(maturities::gate), custom.stream())
                        .toList());
    }

    private ModelDay.InputDrift input(WindowParts parts, Instant asOf) {
        String version = parts.scope().modelVersion();
        LocalDate day = parts.window().firstDay();
        Optional<DriftReference> reference = baselines.find(version, asOf);
        CellKey all = new CellKey(PartKind.DISTRIBUTION, version, day, Optional.empty(), Slice.ALL);
        InputKey key = new InputKey(
                version, day, reference.map(found -> found.baseline().about().id()), cells.known(all, asOf));
        return inputs.computeIfAbsent(key, fresh -> compare(parts, reference));
    }

    private ModelDay.InputDrift compare(WindowParts parts, Optional<DriftReference> reference) {
        if (reference.isEmpty()) {
            return new ModelDay.InputDrift(reference, List.of(), new TreeMap<>(), List.of(), List.of());
        }
        DriftDecision decision = new DriftDecision(policy.drift());
        List<SubjectScore> subjects = decision.decide(reference.get(), parts);
        CauseFinder causes = new CauseFinder(policy.drift(), policy.slicing().nestedIn());
        return new ModelDay.InputDrift(
                reference,
                subjects,
                causes.find(reference.get(), parts, subjects),
                measures.measure(reference.get().baseline(), parts),
                decision.distributions(reference.get(), parts));
    }

    /**
     * The labels of the baseline's days as that night knows them: its accuracy is not stuck at what its first days
     * knew.
     */
    private Map<Slice, LabelPart> labelsOf(DriftReference reference, Instant asOf) {
        LabelKey key = new LabelKey(reference.baseline().about().id(), asOf);
        return baselineLabels.computeIfAbsent(key, fresh -> {
            Map<Slice, LabelPart> labels = new TreeMap<>();
            String version = reference.baseline().about().modelVersion();
            reference
                    .baseline()
                    .days()
                    .keySet()
                    .forEach(day -> WindowParts.ofDay(cells, version, day, asOf)
                            .labels()
                            .forEach((slice, part) -> labels.merge(slice, part, LabelPart::plus)));
            return labels;
        });
    }

    private List<MetricScore> performance(WindowParts parts) {
        List<MetricScore> scores = new ArrayList<>();
        parts.distributions().forEach((slice, distribution) -> {
            LabelPart labels = parts.labels().getOrDefault(slice, LabelPart.empty(distribution.resolution()));
            Outcomes outcomes = Outcomes.of(labels.standing(), policy.positiveClass(), distribution.rows());
            for (PerformanceMetric metric : PerformanceMetrics.all()) {
                boolean counts = metric.name().equals(LABEL_COVERAGE);
                MetricValue value = metric.score(outcomes).restingOn(counts ? 0 : policy.leastRows());
                scores.add(new MetricScore(parts.at(slice), metric.name(), value.score(), value.n()));
            }
        });
        return scores;
    }
}
