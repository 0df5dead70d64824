package org.cxrwatch.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.cxrwatch.model.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparableRowsTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-09-01");

    /** Days of {@code rows} rows with features a, b and c. */
    private static RowSample sample(int days, int rows, UnaryOperator<Map<String, Double>> change) {
        SplittableRandom random = new SplittableRandom(5);
        List<SampledRow> sampled = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < rows; i++) {
                Map<String, Double> features = new HashMap<>();
                List.of("a", "b", "c").forEach(name -> features.put(name, random.nextGaussian()));
                sampled.add(new SampledRow(FIRST.plusDays(day), change.apply(features)));
            }
        }
        return new RowSample(sampled, sampled.size());
    }

    private static UnaryOperator<Map<String, Double>> with(String feature, double value) {
        return features -> {
            features.put(feature, value);
            return features;
        };
    }

    private static UnaryOperator<Map<String, Double>> without(String feature) {
        return features -> {
            features.remove(feature);
            return features;
        };
    }

    @Test
    void rowsAreNumbersInTheOrderOfNames() {
        RowSample baseline = sample(3, 20, features -> features);

        ComparableRows rows = ComparableRows.of(baseline, sample(1, 20, with("b", 0.25)));

        assertThat(rows.obstacle()).isEmpty();
        assertThat(rows.features()).containsExactly("a", "b", "c");
        assertThat(rows.baseline())
                .hasSize(3)
                .allSatisfy((day, each) -> assertThat(each).hasSize(20));
        assertThat(rows.window())
                .hasSize(20)
                .allSatisfy(row -> assertThat(row[1]).isEqualTo(0.25));
        assertThat(rows.leftOut()).isZero();
        assertThat(rows.shareOfOneDay()).isEqualTo(1);
    }

    @Test
    void whatOneSideLacksIsNamed() {
        ComparableRows gone = ComparableRows.of(sample(2, 20, features -> features), sample(1, 20, without("c")));
        ComparableRows appeared = ComparableRows.of(sample(2, 20, without("c")), sample(1, 20, features -> features));

        assertThat(gone.unusable()).containsExactly(entry("c", Unusable.NOT_IN_WINDOW));
        assertThat(appeared.unusable()).containsExactly(entry("c", Unusable.NOT_IN_BASELINE));
        assertThat(gone.obstacle()).isEmpty();
        assertThat(gone.features()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsMissing(double value) {
        ComparableRows rows = ComparableRows.of(sample(2, 20, features -> features), sample(1, 20, with("a", value)));

        assertThat(rows.unusable()).containsExactly(entry("a", Unusable.NOT_IN_WINDOW));
    }

    @Test
    void aRowThatLacksAValueIsLeftOutAndAFeatureThatMostLack() {
        SplittableRandom random = new SplittableRandom(1);
        ComparableRows some = ComparableRows.of(
                sample(2, 50, features -> features),
                sample(
                        1,
                        100,
                        features -> random.nextInt(10) == 0 ? without("a").apply(features) : features));
        ComparableRows most = ComparableRows.of(
                sample(2, 50, features -> features),
                sample(1, 100, features -> random.nextInt(10) > 0 ? without("a").apply(features) : features));

        assertThat(some.features()).hasSize(3);
        assertThat(some.leftOut()).isEqualTo(100 - some.window().size()).isBetween(3, 25);
        assertThat(most.unusable()).containsExactly(entry("a", Unusable.SELDOM));
        assertThat(most.leftOut()).isZero();
    }

    @Test
    void aConstantHasNoSpreadToMeasureBy() {
        SplittableRandom random = new SplittableRandom(1);
        ComparableRows constant = ComparableRows.of(sample(2, 20, with("b", 7)), sample(1, 20, features -> features));
        ComparableRows nearly = ComparableRows.of(
                sample(
                        2,
                        1_000,
                        with("b", 0)
                                .andThen(row -> random.nextInt(1_000) == 0
                                        ? with("b", 1).apply(row)
                                        : row)::apply),
                sample(1, 20, features -> features));

        assertThat(constant.unusable()).containsExactly(entry("b", Unusable.CONSTANT));
        assertThat(nearly.unusable()).containsExactly(entry("b", Unusable.CONSTANT));
    }

    /** One value of 1e6 among a thousand: the others keep their spread, and it counts as the farthest there can be. */
    @Test
    void oneWildValueIsCut() {
        RowSample baseline = sample(2, 500, features -> features);
        List<SampledRow> wild = new ArrayList<>(baseline.rows());
        wild.set(3, new SampledRow(FIRST, Map.of("a", 1e6, "b", 0.0, "c", -1e6)));

        ComparableRows rows = ComparableRows.of(new RowSample(wild, wild.size()), sample(1, 20, with("a", -1e300)));

        double[] cut = rows.baseline().get(FIRST).get(3);
        assertThat(rows.baseline().get(FIRST)).isUnmodifiable();
        assertThat(cut[0]).isBetween(3.5, 7.5);
        assertThat(cut[2]).isBetween(-7.5, -3.5);
        assertThat(rows.window().get(0)[0]).isBetween(-7.5, -3.5);
    }

    /** numpy.quantile of 0, 1, …, 400 at 0.005, 0.5 and 0.995 is 2, 200 and 398. */
    @Test
    void aRangeIsThatOfTheMiddle() {
        double[] values = new double[401];
        java.util.Arrays.setAll(values, i -> (i * 7) % 401);

        FeatureRange range = FeatureRange.of(values);

        assertThat(range.lower()).isCloseTo(-196, within(1e-12));
        assertThat(range.upper()).isCloseTo(596, within(1e-12));
        assertThat(FeatureRange.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE})
                        .isEmpty())
                .isTrue();
    }

    @Test
    void tooLittleIsAReason() {
        RowSample none = new RowSample(List.of(), 0);
        RowSample week = sample(7, 20, features -> features);

        assertThat(ComparableRows.of(week, none).obstacle()).contains(Reason.TOO_FEW_ROWS);
        assertThat(ComparableRows.of(none, week).obstacle()).contains(Reason.TOO_FEW_ROWS);
        assertThat(ComparableRows.of(none, none).obstacle()).contains(Reason.TOO_FEW_ROWS);
        assertThat(ComparableRows.of(week, sample(1, 1, features -> features)).obstacle())
                .contains(Reason.TOO_FEW_ROWS);
        assertThat(ComparableRows.of(sample(1, 200, features -> features), week).obstacle())
                .contains(Reason.TOO_FEW_ROWS);
        assertThat(ComparableRows.of(sample(20, 9, features -> features), week).obstacle())
                .contains(Reason.TOO_FEW_ROWS);
        assertThat(ComparableRows.of(week, sample(1, 20, without("a").andThen(without("b"))::apply))
                        .obstacle())
                .contains(Reason.NOT_FINITE);
        assertThat(ComparableRows.of(
                                week,
                                sample(
                                        1,
                                        20,
                                        with("a", Double.NaN)
                                                .andThen(with("b", Double.NaN))
                                                .andThen(with("c", Double.NaN))::apply))
                        .obstacle())
                .contains(Reason.NOT_FINITE);
    }

    @Test
    void aWindowOfSeveralDaysIsLessThanADay() {
        RowSample week = sample(7, 20, features -> features);

        assertThat(ComparableRows.of(week, week).shareOfOneDay()).isCloseTo(1.0 / 7, within(1e-12));
    }
}
