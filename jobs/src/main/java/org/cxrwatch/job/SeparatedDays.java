package org.cxrwatch.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.cxrwatch.model.Score;
import org.cxrwatch.multivariate.AgainstDays;
import org.cxrwatch.multivariate.DayValue;
import org.cxrwatch.multivariate.MultivariateMeasure;
import org.cxrwatch.multivariate.Separation;
import org.cxrwatch.port.RowLearner;

/**
 * How well a classifier tells a window from the baseline, against how well it tells each of the baseline's days from
 * the others. Every row is scored by a classifier that has not seen it; all are asked about groups of like size, since
 * with more rows a classifier learns more of the same difference.
 */
final class SeparatedDays {

    private static final int FOLDS = 3;

    /** More days cost more and tell little more of how days differ. */
    private static final int MOST_DAYS = 14;

    private final RowLearner learner;
    private final List<List<double[]>> baseline;
    private final int size;
    private final List<DayValue> days;

    SeparatedDays(RowLearner learner, SortedMap<LocalDate, List<double[]>> baseline) {
        this.learner = learner;
        this.baseline = List.copyOf(baseline.values());
        int[] sizes = this.baseline.stream().mapToInt(List::size).sorted().toArray();
        this.size = sizes[sizes.length / 2];
        int asked = Math.min(MOST_DAYS, this.baseline.size());
        this.days = IntStream.range(0, asked)
                .map(turn -> turn * this.baseline.size() / asked)
                .mapToObj(day ->
                        separate(without(day), this.baseline.get(day)).area().value())
                .toList();
    }

    /** How well two groups are told apart, and by what. */
    private record Told(Separation area, List<Double> weights) {}

    private List<double[]> without(int left) {
        return IntStream.range(0, baseline.size())
                .filter(day -> day != left)
                .mapToObj(baseline::get)
                .flatMap(List::stream)
                .toList();
    }

    private Told separate(List<double[]> first, List<double[]> group) {
        List<double[]> second = group.subList(0, Math.min(size, group.size()));
        List<Separation.Fold> folds = new ArrayList<>();
        double[] weights = new double[first.get(0).length];
        for (int fold = 0; fold < FOLDS; fold++) {
            RowLearner.Classifier learnt = learner.classifier(seen(first, fold), seen(second, fold));
            folds.add(new Separation.Fold(scores(learnt, first, fold), scores(learnt, second, fold)));
            List<Double> each = learnt.weights();
            Arrays.setAll(weights, i -> weights[i] + each.get(i) / FOLDS);
        }
        return new Told(Separation.of(folds), Arrays.stream(weights).boxed().toList());
    }

    private static List<double[]> seen(List<double[]> rows, int fold) {
        return IntStream.range(0, rows.size())
                .filter(at -> at % FOLDS != fold)
                .mapToObj(rows::get)
                .toList();
    }

    private static List<Double> scores(RowLearner.Classifier learnt, List<double[]> rows, int fold) {
        return IntStream.range(0, rows.size())
                .filter(at -> at % FOLDS == fold)
                .mapToObj(at -> learnt.score(rows.get(at)))
                .toList();
    }

    /**
     * What a window comes to.
     *
     * @param measure its AUROC, against the days'
     * @param weights the share of each feature in it
     */
    record Separated(MultivariateMeasure measure, List<Double> weights) {}

    /** The window against all days. */
    Separated measure(List<double[]> window, double shareOfOneDay) {
        Told told = separate(without(-1), window);
        double area = told.area().area();
        double margin = told.area().margin();
        MultivariateMeasure measure = MultivariateMeasure.of(
                Score.of(area, Math.max(0, area - margin), Math.min(1, area + margin)),
                AgainstDays.of(days, told.area().value(), shareOfOneDay),
                AgainstDays.Side.ABOVE);
        return new Separated(measure, told.weights());
    }
}
