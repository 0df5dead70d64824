package org.cxrwatch.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.estimate.RunningError;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SliceEstimate;
import org.cxrwatch.score.WindowParts;

/** How far estimates without labels were off, once labels had come. */
final class EstimateErrors {

    private final Map<Slice, List<Double>> bySlice = new TreeMap<>();
    private final Map<Slice, Reason> latestAbsence = new TreeMap<>();

    /** The errors of one day: {@code estimate_error}, where labels are mature and the estimate was not unsafe. */
    static List<MetricScore> of(WindowParts day, Map<Slice, SliceEstimate> estimates, List<MetricScore> judged) {
        return judged.stream()
                .filter(score -> score.metric().equals(MetricNames.ACCURACY))
                .filter(score -> estimates.containsKey(score.where().slice()))
                .map(score -> new MetricScore(
                        day.at(score.where().slice()),
                        MetricNames.ESTIMATE_ERROR,
                        estimates.get(score.where().slice()).error(score.score()),
                        score.n()))
                .toList();
    }

    /** Adds a day's errors; the days come in their order. */
    void add(List<MetricScore> errors) {
        errors.forEach(error -> {
            Slice slice = error.where().slice();
            error.score()
                    .number()
                    .ifPresent(number -> bySlice.computeIfAbsent(slice, fresh -> new ArrayList<>())
                            .add(number));
            error.score().absence().ifPresent(reason -> latestAbsence.put(slice, reason));
        });
    }

    /**
     * The running error of every slice that has rows on a day: {@code estimate_running_error}, n how many days it is
     * the mean of. Where there is no error yet, the reason why the latest day has none.
     */
    List<MetricScore> running(WindowParts day) {
        return day.distributions().keySet().stream()
                .map(slice -> {
                    List<Double> errors = bySlice.getOrDefault(slice, List.of());
                    Score score = errors.isEmpty()
                            ? Score.none(latestAbsence.getOrDefault(slice, Reason.NO_LABELS_YET))
                            : RunningError.of(errors);
                    return new MetricScore(
                            day.at(slice),
                            MetricNames.RUNNING_ERROR,
                            score,
                            Math.min(errors.size(), RunningError.WINDOWS));
                })
                .toList();
    }
}
