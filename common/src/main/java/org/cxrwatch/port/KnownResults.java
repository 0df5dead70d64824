package org.cxrwatch.port;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;

/**
 * What is known of all result tables, for the windows of some nights: decides what of those nights is new.
 *
 * @param metrics window_metric
 * @param subjects drift_score
 * @param verdicts window_verdict
 * @param hosts system_metric_window
 * @param distributions distribution
 */
public record KnownResults(
        KnownRows<MetricScore> metrics,
        KnownRows<SubjectScore> subjects,
        KnownRows<Verdict> verdicts,
        KnownRows<HostMetric> hosts,
        KnownRows<DistributionBins> distributions) {

    /** Nothing is known yet. */
    public static KnownResults none() {
        return new KnownResults(
                new KnownRows<>(ResultKey::of),
                new KnownRows<>(ResultKey::of),
                new KnownRows<>(ResultKey::of),
                new KnownRows<>(ResultKey::of),
                new KnownRows<>(ResultKey::of));
    }

    /**
     * Keeps of each night the rows that differ from what was known at its instant, the nights before it in the list
     * included. A measure has no history here: it is kept, with the same revision, where its subject's row is kept.
     *
     * @param nights as of when, ascending
     * @throws IllegalArgumentException if the nights do not ascend, or two rows of a night are about the same thing
     */
    public List<RevisedNight> revise(List<NightResults> nights) {
        List<NightResults> ordered =
                nights.stream().sorted(Comparator.comparing(NightResults::asOf)).toList();
        if (!ordered.equals(nights)) {
            throw new IllegalArgumentException("Nights are revised in the order of their instants, got "
                    + nights.stream().map(NightResults::asOf).toList() + ".");
        }
        List<RevisedNight> revised = new ArrayList<>();
        for (NightResults night : nights) {
            revised.add(revise(night));
        }
        return revised;
    }

    private RevisedNight revise(NightResults night) {
        Map<MetricScore, Integer> newMetrics = metrics.revise(night.asOf(), night.metrics());
        Map<SubjectScore, Integer> newSubjects = subjects.revise(night.asOf(), night.subjects());
        Map<MeasureScore, Integer> newMeasures = measuresOf(newSubjects, night);
        Map<Verdict, Integer> newVerdicts = verdicts.revise(night.asOf(), night.verdicts());
        Map<HostMetric, Integer> newHosts = hosts.revise(night.asOf(), night.hosts());
        Map<DistributionBins, Integer> newBins = distributions.revise(night.asOf(), night.distributions());

        Map<Object, Integer> revisions = new HashMap<>();
        List.of(newMetrics, newSubjects, newMeasures, newVerdicts, newHosts, newBins)
                .forEach(revisions::putAll);
        NightResults rows = new NightResults(
                night.asOf(),
                List.copyOf(newMetrics.keySet()),
                List.copyOf(newMeasures.keySet()),
                List.copyOf(newSubjects.keySet()),
                List.copyOf(newVerdicts.keySet()),
                List.copyOf(newHosts.keySet()),
                List.copyOf(newBins.keySet()));
        return new RevisedNight(rows, revisions);
    }

    /**
     * A measure is new where the score of its subject is. Confidences have none: their measures come with the answers'
     * scores.
     */
    private static Map<MeasureScore, Integer> measuresOf(Map<SubjectScore, Integer> kept, NightResults night) {
        Map<ResultKey, Integer> ofSubjects = new HashMap<>();
        Map<ResultKey, Integer> ofAnswers = new HashMap<>();
        kept.forEach((subject, revision) -> {
            ofSubjects.merge(ResultKey.measuredSubject(subject), revision, Math::max);
            if (subject.kind() == DriftKind.PREDICTION) {
                ofAnswers.merge(ResultKey.comparisonOf(subject), revision, Math::max);
            }
        });
        Set<ResultKey> scored =
                night.subjects().stream().map(ResultKey::measuredSubject).collect(Collectors.toSet());
        Map<MeasureScore, Integer> measures = new LinkedHashMap<>();
        for (MeasureScore measure : night.measures()) {
            ResultKey subject = ResultKey.measuredSubject(measure);
            Integer revision =
                    scored.contains(subject) ? ofSubjects.get(subject) : ofAnswers.get(ResultKey.comparisonOf(measure));
            if (revision != null) {
                measures.put(measure, revision);
            }
        }
        return measures;
    }
}
