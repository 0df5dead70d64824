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
import org.cxrwatch.multivariate.PrincipalAxes;
import org.cxrwatch.performance.Wilson;
import org.cxrwatch.port.RowLearner;

/**
 * How well the principal axes of a baseline tell rows that they were not fitted on. Its days are dealt to at most
 * {@value #FOLDS} folds; each day is measured by the axes of the other folds' rows, and the window by all of them in
 * turn: measured by axes of its own rows a day would look better than any later one can.
 */
final class ReconstructedDays {

    private static final int FOLDS = 7;

    /** As much of the variance as NannyML keeps by default. */
    private static final double VARIANCE_KEPT = 0.65;

    private final List<PrincipalAxes> folds;
    private final List<DayValue> days = new ArrayList<>();
    private final double[] squares;
    private final int axes;

    ReconstructedDays(RowLearner learner, SortedMap<LocalDate, List<double[]>> baseline) {
        List<List<double[]>> rows = List.copyOf(baseline.values());
        List<double[]> all = rows.stream().flatMap(List::stream).toList();
        // One number of axes for all folds: a fold that keeps one less would seem to tell its days worse.
        this.axes = learner.axes(all).needed(VARIANCE_KEPT);
        int count = Math.min(FOLDS, rows.size());
        this.folds = IntStream.range(0, count)
                .mapToObj(fold -> learner.axes(others(rows, fold, count)).first(axes))
                .toList();
        this.squares = new double[all.get(0).length];
        for (int day = 0; day < rows.size(); day++) {
            PrincipalAxes unseen = folds.get(day % count);
            days.add(DayValue.mean(
                    rows.get(day).stream().mapToDouble(unseen::error).toArray()));
            rows.get(day).forEach(row -> add(unseen.residual(row), squares, all.size()));
        }
    }

    private static List<double[]> others(List<List<double[]>> days, int fold, int count) {
        return IntStream.range(0, days.size())
                .filter(day -> day % count != fold)
                .mapToObj(days::get)
                .flatMap(List::stream)
                .toList();
    }

    private static void add(double[] residual, double[] squares, double weight) {
        for (int i = 0; i < residual.length; i++) {
            squares[i] += residual[i] * residual[i] / weight;
        }
    }

    /** How many axes are kept. */
    int axes() {
        return axes;
    }

    /** The window's error, against the days'. */
    MultivariateMeasure measure(List<double[]> window, double shareOfOneDay) {
        DayValue value = DayValue.mean(window.stream()
                .mapToDouble(row -> folds.stream()
                        .mapToDouble(fold -> fold.error(row))
                        .average()
                        .orElseThrow())
                .toArray());
        double margin = Wilson.Z95 * Math.sqrt(value.variance());
        return MultivariateMeasure.of(
                Score.of(value.value(), Math.max(0, value.value() - margin), value.value() + margin),
                AgainstDays.of(days, value, shareOfOneDay),
                AgainstDays.Side.BOTH);
    }

    /** By how much the mean square of each feature's residual has grown, over that of all in the baseline. */
    double[] growth(List<double[]> window) {
        double[] after = new double[squares.length];
        for (double[] row : window) {
            folds.forEach(fold -> add(fold.residual(row), after, (double) window.size() * folds.size()));
        }
        double all = Arrays.stream(squares).sum();
        Arrays.setAll(after, i -> (after[i] - squares[i]) / all);
        return after;
    }
}
