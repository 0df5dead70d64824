package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.multivariate.FeatureShare;
import org.cxrwatch.multivariate.MultivariateFinding;
import org.cxrwatch.multivariate.RowSample;
import org.cxrwatch.multivariate.SampledRow;
import org.cxrwatch.multivariate.Unusable;
import org.cxrwatch.port.PlainRowLearner;
import org.cxrwatch.port.RowLearner;
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.score.OracleTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MultivariateDriftTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-09-01");
    private static final LocalDate DAY = LocalDate.parse("2026-09-22");
    private static final double RATE = 0.01;

    /** What a row of a world is like. */
    private interface Images {
        Map<String, Double> image(SplittableRandom random);
    }

    /** Three numbers, the first two with this correlation; each normal by itself, whatever that is. */
    private static Images correlated(double correlation) {
        return random -> {
            double first = random.nextGaussian();
            double second = correlation * first + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            return new HashMap<>(Map.of("contrast", first, "edges", 10 + 3 * second, "noise", random.nextGaussian()));
        };
    }

    private static RowSample week(int rows, Images images, SplittableRandom random) {
        List<SampledRow> sampled = IntStream.range(0, 7)
                .boxed()
                .flatMap(day -> IntStream.range(0, rows)
                        .mapToObj(i -> new SampledRow(FIRST.plusDays(day), images.image(random))))
                .toList();
        return new RowSample(sampled, sampled.size());
    }

    private static RowSample day(int rows, Images images, SplittableRandom random) {
        List<SampledRow> sampled = IntStream.range(0, rows)
                .mapToObj(i -> new SampledRow(DAY, images.image(random)))
                .toList();
        return new RowSample(sampled, sampled.size());
    }

    private static MultivariateFinding compare(RowSample baseline, RowSample window) {
        return drift(baseline, window, new PlainRowLearner()).find(question()).finding();
    }

    private static MultivariateDrift drift(RowSample baseline, RowSample window, RowLearner learner) {
        return new MultivariateDrift(query -> new RowSamples.Drawn(baseline, window), learner, 5_000);
    }

    private static MultivariateDrift.Question question() {
        Set<LocalDate> days = new TreeSet<>(FIRST.datesUntil(FIRST.plusDays(7)).toList());
        Instant from = Instant.parse("2026-09-22T00:00:00Z");
        return new MultivariateDrift.Question(
                "v1",
                from,
                from.plusSeconds(86_400),
                new MultivariateDrift.ReferenceDays("v1", days),
                from.plusSeconds(86_400));
    }

    /** Expected by NumPy, SciPy and scikit-learn's PCA: oracle/multivariate-whole.csv, of oracle/multivariate-rows.csv. */
    @Test
    void theReconstructionErrorAndItsProbabilityAreScikitLearns() {
        OracleTable.Line expected = OracleTable.read("multivariate-whole.csv").get(0);

        MultivariateFinding finding = compare(OracleRows.baseline(), OracleRows.window());

        Score.Measured error = finding.error().score().measured().orElseThrow();
        assertThat(error.value()).isCloseTo(expected.number("window"), within(1e-9));
        assertThat(finding.error().expected().orElseThrow()).isCloseTo(expected.number("mean"), within(1e-9));
        assertThat(finding.error().p().orElseThrow()).isCloseTo(expected.number("p"), within(1e-9));
        assertThat(finding.rows()).isEqualTo(new MultivariateFinding.Rows(300, 5, 50, 0, 2));
    }

    @Test
    void aCorrelationThatTurnsIsFoundThoughNoFeatureShowsIt() {
        SplittableRandom random = new SplittableRandom(11);
        RowSample baseline = week(300, correlated(0.8), random);
        RowSample window = day(300, correlated(-0.8), random);

        MultivariateFinding finding = compare(baseline, window);

        Stream.of("contrast", "edges", "noise")
                .forEach(feature -> assertThat(KolmogorovSmirnovTest.withDefaults()
                                .test(values(baseline, feature), values(window, feature))
                                .getPValue())
                        .as(feature)
                        .isGreaterThan(0.05));
        assertThat(finding.differs(RATE)).isTrue();
        assertThat(finding.error().p().orElseThrow()).isLessThan(1e-4);
        assertThat(finding.auroc().p().orElseThrow()).isLessThan(1e-4);
        assertThat(finding.features())
                .filteredOn(share -> share.residual() > 0.2)
                .extracting(FeatureShare::feature)
                .containsExactlyInAnyOrder("contrast", "edges");
    }

    private static double[] values(RowSample sample, String feature) {
        return sample.rows().stream()
                .mapToDouble(row -> row.features().get(feature))
                .toArray();
    }

    /**
     * Worlds in which days differ by a shift and a spread of their own: 1 % of 100 quiet days is 1, and more than 4 (0.4 %
     * probable) would be more than is promised.
     */
    @Test
    void quietDaysAreCalledDifferentAsSeldomAsPromised() {
        int alarms = 0;
        List<Double> ps = new ArrayList<>();
        for (int world = 0; world < 100; world++) {
            SplittableRandom random = new SplittableRandom(1_000 + world);
            MultivariateFinding finding = compare(shiftedDays(random, 7, FIRST), shiftedDays(random, 1, DAY));
            alarms += finding.differs(RATE) ? 1 : 0;
            ps.add(finding.error().p().orElseThrow());
        }

        assertThat(alarms).isLessThanOrEqualTo(4);
        assertThat(ps.stream().filter(p -> p < 0.5).count()).isBetween(32L, 68L);
        assertThat(ps.stream().filter(p -> p < 0.1).count()).isBetween(2L, 20L);
    }

    private static RowSample shiftedDays(SplittableRandom random, int days, LocalDate first) {
        List<SampledRow> rows = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            double shift = 0.15 * random.nextGaussian();
            double spread = Math.exp(0.03 * random.nextGaussian());
            for (int i = 0; i < 80; i++) {
                Map<String, Double> image = correlated(0.6).image(random);
                image.replaceAll((name, value) -> value * spread + shift);
                rows.add(new SampledRow(first.plusDays(day), image));
            }
        }
        return new RowSample(rows, rows.size());
    }

    @Test
    void oneWildValueInTheBaselineDoesNotHideAShift() {
        SplittableRandom random = new SplittableRandom(5);
        List<SampledRow> baseline =
                new ArrayList<>(week(143, correlated(0.5), random).rows());
        baseline.set(500, new SampledRow(FIRST.plusDays(3), Map.of("contrast", 1e6, "edges", 1e6, "noise", 1e6)));
        Images shifted = generator -> {
            Map<String, Double> image = correlated(0.5).image(generator);
            image.merge("contrast", 1.0, Double::sum);
            return image;
        };

        MultivariateFinding finding = compare(new RowSample(baseline, baseline.size()), day(143, shifted, random));

        assertThat(finding.auroc().p().orElseThrow()).isLessThan(0.005);
    }

    private static Stream<Bad> badInput() {
        Images usual = correlated(0.5);
        return Stream.of(
                new Bad("all NaN", usual, each(Double.NaN), Reason.NOT_FINITE),
                new Bad("all infinite", each(Double.NEGATIVE_INFINITY), usual, Reason.NOT_FINITE),
                new Bad("constant", random -> Map.of("a", 1.0, "b", 2.0), usual, Reason.NOT_FINITE),
                new Bad("no features", random -> Map.of(), random -> Map.of(), Reason.NOT_FINITE),
                new Bad("one feature", random -> Map.of("a", random.nextGaussian()), usual, Reason.NOT_FINITE),
                new Bad("nothing in common", usual, random -> Map.of("x", 1.0, "y", 2.0), Reason.NOT_FINITE),
                new Bad("more features than rows", many(300), many(300), Reason.TOO_FEW_ROWS));
    }

    private record Bad(String name, Images before, Images after, Reason reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Images each(double value) {
        return random -> Map.of("contrast", value, "edges", value, "noise", value);
    }

    private static Images many(int features) {
        return random -> {
            Map<String, Double> image = new HashMap<>();
            IntStream.range(0, features).forEach(i -> image.put("f" + i, random.nextGaussian()));
            return image;
        };
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputIsAReason(Bad bad) {
        SplittableRandom random = new SplittableRandom(2);

        MultivariateFinding finding = compare(week(30, bad.before(), random), day(30, bad.after(), random));

        assertThat(finding.error().score()).isEqualTo(Score.none(bad.reason()));
        assertThat(finding.auroc().score()).isEqualTo(Score.none(bad.reason()));
        assertThat(finding.differs(RATE)).isFalse();
    }

    @Test
    void noRowsAndOneRowAreAReason() {
        SplittableRandom random = new SplittableRandom(2);
        RowSample week = week(30, correlated(0.5), random);

        for (RowSample window : List.of(new RowSample(List.of(), 0), day(1, correlated(0.5), random))) {
            assertThat(compare(week, window).error().score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
            assertThat(compare(window, week).auroc().score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        }
    }

    @Test
    void aBaselineWithoutDaysIsAReason() {
        MultivariateDrift.Question asked = new MultivariateDrift.Question(
                "v1", Instant.EPOCH, Instant.EPOCH, new MultivariateDrift.ReferenceDays("v1", Set.of()), Instant.EPOCH);

        assertThat(drift(
                                day(1, correlated(0), new SplittableRandom(1)),
                                week(9, correlated(0), new SplittableRandom(1)),
                                new PlainRowLearner())
                        .find(asked)
                        .finding()
                        .error()
                        .score())
                .isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    void aFeatureOfOneSideIsLeftOutByName() {
        SplittableRandom random = new SplittableRandom(4);
        Images more = generator -> {
            Map<String, Double> image = correlated(0.5).image(generator);
            image.put("appeared", generator.nextGaussian());
            return image;
        };

        MultivariateFinding finding = compare(week(40, correlated(0.5), random), day(40, more, random));

        assertThat(finding.unusable()).containsExactly(entry("appeared", Unusable.NOT_IN_BASELINE));
        assertThat(finding.features()).hasSize(3);
        assertThat(finding.error().score().number()).isPresent();
    }

    @Test
    void manyFeaturesOfEnoughRowsAreMeasured() {
        SplittableRandom random = new SplittableRandom(4);

        MultivariateFinding finding = compare(week(120, many(60), random), day(310, many(60), random));

        assertThat(finding.error().score().number()).isPresent();
        assertThat(finding.auroc().p().orElseThrow()).isBetween(0.0, 1.0);
    }

    @Test
    void whatWasLearntOfABaselineIsKeptForTheNextWindow() {
        SplittableRandom random = new SplittableRandom(4);
        RowSample baseline = week(40, correlated(0.5), random);
        List<RowSample> windows = List.of(day(40, correlated(0.5), random), day(40, correlated(0.1), random));
        Counting learner = new Counting();
        List<RowSample> left = new ArrayList<>(windows);
        MultivariateDrift drift =
                new MultivariateDrift(query -> new RowSamples.Drawn(baseline, left.remove(0)), learner, 5_000);

        drift.find(question());
        int first = learner.learnt;
        MultivariateFinding second = drift.find(question()).finding();

        assertThat(learner.learnt - first)
                .as("a classifier each of three folds")
                .isEqualTo(3);
        assertThat(second).isEqualTo(compare(baseline, windows.get(1)));
    }

    private static final class Counting implements RowLearner {

        private final RowLearner plain = new PlainRowLearner();
        private int learnt;

        @Override
        public org.cxrwatch.multivariate.PrincipalAxes axes(List<double[]> rows) {
            learnt++;
            return plain.axes(rows);
        }

        @Override
        public Classifier classifier(List<double[]> first, List<double[]> second) {
            learnt++;
            return plain.classifier(first, second);
        }
    }

    @Test
    void theBaselinesRowsAreSpreadOverItsDays() {
        List<RowSamples.Query> asked = new ArrayList<>();
        RowSample none = new RowSample(List.of(), 0);

        new MultivariateDrift(
                        query -> {
                            asked.add(query);
                            return new RowSamples.Drawn(none, none);
                        },
                        new PlainRowLearner(),
                        700)
                .find(question());

        assertThat(asked).singleElement().satisfies(query -> {
            assertThat(query.window().limit()).isEqualTo(700);
            assertThat(query.baseline().limitOfDay()).isEqualTo(100);
            assertThat(query.asOf()).isEqualTo(Instant.parse("2026-09-23T00:00:00Z"));
        });
    }
}
