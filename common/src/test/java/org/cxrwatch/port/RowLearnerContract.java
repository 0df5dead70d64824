package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cxrwatch.multivariate.PrincipalAxes;
import org.junit.jupiter.api.Test;

/** What whoever learns from rows must do. */
public interface RowLearnerContract {

    /** A learner. */
    RowLearner learner();

    /** Two numbers with a correlation, one that is the sum of both, one without any. */
    private static List<double[]> rows(int count, double correlation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double first = random.nextGaussian();
            double second = correlation * first + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            rows.add(new double[] {10 + first, 200 + 30 * second, 5 * random.nextGaussian()});
        }
        return rows;
    }

    @Test
    default void rowsOfOtherLengthsOrOneRowAloneAreRefused() {
        List<double[]> rows = rows(20, 0.5, 3);
        List<double[]> one = rows.subList(0, 1);
        List<double[]> unequal = List.of(new double[] {1, 2, 3}, new double[] {1, 2});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner().axes(one))
                .withMessageContaining("got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner().axes(unequal))
                .withMessageContaining("same features");
        assertThatIllegalArgumentException().isThrownBy(() -> learner().classifier(rows, one));
        assertThatIllegalArgumentException().isThrownBy(() -> learner().classifier(rows, unequal));
    }

    @Test
    default void allAxesTellARowWholly() {
        List<double[]> rows = rows(300, 0.9, 1);

        PrincipalAxes axes = learner().axes(rows);

        assertThat(axes.needed(1 - 1e-9)).isEqualTo(3);
        rows.forEach(row -> assertThat(axes.error(row)).isCloseTo(0, within(1e-9)));
    }

    /** With correlation r the first of three standardised axes holds (1 + r)/3 of the variance. */
    @Test
    default void theFirstAxisIsThatOfTheCorrelation() {
        PrincipalAxes axes = learner().axes(rows(4_000, 0.9, 2));

        assertThat(axes.needed(0.6)).isEqualTo(1);
        assertThat(axes.needed(0.66)).isEqualTo(2);
        double along = axes.first(1).error(new double[] {11, 230, 0});
        double across = axes.first(1).error(new double[] {11, 170, 0});
        assertThat(along).isLessThan(0.2);
        assertThat(across).isCloseTo(Math.sqrt(2), within(0.1));
    }

    @Test
    default void aNumberWithoutSpreadIsNothing() {
        List<double[]> rows = rows(50, 0.5, 3);
        rows.forEach(row -> row[2] = 7);

        PrincipalAxes axes = learner().axes(rows);

        rows.forEach(row -> assertThat(axes.error(row)).isCloseTo(0, within(1e-9)));
        assertThat(axes.first(1).residual(new double[] {10, 200, 1e6})[2]).isZero();
    }

    @Test
    default void groupsAreToldApartByWhatNoNumberShowsByItself() {
        RowLearner.Classifier learnt = learner().classifier(rows(400, 0.9, 4), rows(400, -0.9, 5));

        assertThat(learnt.score(new double[] {11, 170, 0})).isGreaterThan(learnt.score(new double[] {11, 230, 0}));
    }

    @Test
    default void weightsAreSharesAndOfWhatMoved() {
        List<double[]> moved = rows(400, 0.2, 7);
        moved.forEach(row -> row[2] += 20);

        List<Double> weights = learner().classifier(rows(400, 0.2, 6), moved).weights();

        assertThat(weights.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
        assertThat(weights.get(2)).isGreaterThan(0.5);
    }

    @Test
    default void theSameRowsGiveTheSameAnswer() {
        double[] row = {10.4, 221, 3};

        assertThat(learner().axes(rows(200, 0.7, 8)).first(1).error(row))
                .isEqualTo(learner().axes(rows(200, 0.7, 8)).first(1).error(row));
        assertThat(learner().classifier(rows(90, 0.7, 8), rows(60, 0, 9)).score(row))
                .isEqualTo(
                        learner().classifier(rows(90, 0.7, 8), rows(60, 0, 9)).score(row));
    }
}
