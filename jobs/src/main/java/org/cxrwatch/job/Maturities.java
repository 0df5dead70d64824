package org.cxrwatch.job;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.score.AccuracyCount;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.window.WindowKind;

/**
 * How mature the labels of each slice of a window are, and what they will come to: what is immature is shown, and
 * judged by nobody.
 */
final class Maturities {

    private final WindowParts parts;
    private final KnownLabels known;
    private final long leastRows;
    private final List<MetricScore> performance;
    private final Map<Slice, Long> labels = new TreeMap<>();

    Maturities(WindowParts parts, List<MetricScore> performance, KnownLabels known, long leastRows) {
        this.parts = parts;
        this.performance = performance;
        this.known = known;
        this.leastRows = leastRows;
        performance.stream()
                .filter(score -> score.metric().equals(MetricNames.ACCURACY))
                .forEach(score -> labels.put(score.where().slice(), score.n()));
    }

    /** What is told of every slice: its maturity, and of a day what its labels will come to. */
    List<MetricScore> scores() {
        List<MetricScore> scores = new ArrayList<>();
        labels.forEach((slice, count) -> {
            scores.add(new MetricScore(parts.at(slice), MetricNames.LABEL_MATURITY, share(slice), count));
            if (parts.window().kind() == WindowKind.DAY) {
                scores.addAll(inTheEnd(slice));
            }
        });
        return scores;
    }

    private Score share(Slice slice) {
        double share = known.maturity().maturity(slice, parts.rows(slice), labels.get(slice));
        return Double.isNaN(share) ? Score.none(Reason.LABELS_IMMATURE) : Score.of(share);
    }

    private List<MetricScore> inTheEnd(Slice slice) {
        LocalDate day = parts.window().lastDay();
        AccuracyCount count = Optional.ofNullable(parts.labels().get(slice))
                .map(AccuracyCount::of)
                .orElse(AccuracyCount.NONE);
        List<LabelMaturity.DayCount> days = List.of(new LabelMaturity.DayCount(
                slice, (int) ChronoUnit.DAYS.between(day, known.night()), parts.rows(slice), count.labelled()));
        return List.of(
                scored(slice, MetricNames.FINAL_COVERAGE, known.nowcast().finalCoverage(days), parts.rows(slice)),
                scored(slice, MetricNames.FINAL_ACCURACY, known.band().of(days, count.correct()), count.labelled()));
    }

    private MetricScore scored(Slice slice, String metric, Score score, long n) {
        MetricValue value = new MetricValue(score, n).restingOn(leastRows);
        return new MetricScore(parts.at(slice), metric, value.score(), value.n());
    }

    /** The metrics of labels as rules may judge them: none where labels are immature. */
    List<MetricScore> judged() {
        return performance.stream().map(this::gate).toList();
    }

    private MetricScore gate(MetricScore score) {
        Slice slice = score.where().slice();
        return known.maturity()
                .obstacle(slice, parts.rows(slice), labels.getOrDefault(slice, 0L))
                .map(why -> new MetricScore(score.where(), score.metric(), Score.none(why), score.n()))
                .orElse(score);
    }
}
