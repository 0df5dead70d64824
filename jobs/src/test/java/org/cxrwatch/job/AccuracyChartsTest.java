package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.job.LabelledDays.Images;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.sequential.ChartCourse;
import org.cxrwatch.sequential.ChartDay;
import org.cxrwatch.sequential.ChartState;
import org.cxrwatch.sequential.ShareDay;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;

/** Two sites, 20 positive and 20 negative images a day at each, 18 of them right, labelled on the next day. */
class AccuracyChartsTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final LocalDate LAST_OF_BASELINE = FIRST.plusDays(6);
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final EvaluationPolicy POLICY = SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of());

    private static Images positive(LocalDate day, String site, int right) {
        return new Images(day, site, "PNEUMONIA", right, 20 - right);
    }

    private static Images negative(LocalDate day, String site, int right) {
        return new Images(day, site, "NORMAL", right, 20 - right);
    }

    /** So many days of which those of valley are as a test wants them. */
    private static LabelledDays days(int many, Consumer<Valley> valley) {
        LabelledDays days = new LabelledDays(LAST_OF_BASELINE);
        IntStream.range(0, many).mapToObj(FIRST::plusDays).forEach(day -> {
            days.labelled(positive(day, "north", 18));
            days.labelled(negative(day, "north", 18));
            valley.accept(new Valley(days, day));
        });
        return days;
    }

    /** A day of valley, to be filled. */
    private record Valley(LabelledDays days, LocalDate day) {

        boolean isFrom(int number) {
            return !day.isBefore(FIRST.plusDays(number));
        }

        void right(int positives, int negatives) {
            days.labelled(positive(day, "valley", positives));
            days.labelled(negative(day, "valley", negatives));
        }
    }

    private static Instant midnightAfter(LocalDate night) {
        return night.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static NightCharts charts(LabelledDays days, LocalDate night) {
        return new AccuracyCharts(POLICY, new CellSums(days.cells())).of(days.baseline(), night, midnightAfter(night));
    }

    private static ChartCourse course(NightCharts charts, Slice slice, String metric) {
        return charts.courses().stream()
                .filter(course ->
                        course.slice().equals(slice) && course.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private static ChartDay latest(NightCharts charts, Slice slice, String metric) {
        return course(charts, slice, metric).latest().orElseThrow();
    }

    private static Optional<MetricScore> score(NightCharts charts, Slice slice, String metric) {
        return charts.scores().stream()
                .filter(score ->
                        score.where().slice().equals(slice) && score.metric().equals(metric))
                .findFirst();
    }

    @Test
    void aFallOfSensitivityIsToldWhereItIsWithItsBeginning() {
        LocalDate night = FIRST.plusDays(39);
        NightCharts charts = charts(days(40, valley -> valley.right(valley.isFrom(33) ? 8 : 18, 18)), night);

        assertThat(charts.courses()).hasSize(9);
        ChartDay fallen = latest(charts, VALLEY, "sensitivity");
        assertThat(fallen.state()).isEqualTo(ChartState.FELL);
        assertThat(fallen.since()).contains(FIRST.plusDays(33));
        assertThat(latest(charts, VALLEY, "specificity").state()).isEqualTo(ChartState.IN_CONTROL);
        assertThat(charts.falls())
                .anySatisfy(text -> assertThat(text)
                        .startsWith("site=valley: sensitivity 0.90 → 0.40 since " + FIRST.plusDays(33)
                                + ", most likely (48 of 120); 9 charts like it err once in 365 days"));
        assertThat(charts.falls()).noneMatch(text -> text.startsWith("site=north"));
    }

    @Test
    void theSumsAreMetricsOfTheNightAtTheLatestMatureDay() {
        LocalDate night = FIRST.plusDays(39);
        NightCharts charts = charts(days(40, valley -> valley.right(18, valley.isFrom(33) ? 8 : 18)), night);
        ChartDay latest = latest(charts, VALLEY, "specificity");

        assertThat(charts.scores()).hasSize(27);
        MetricScore low = score(charts, VALLEY, "specificity_chart_low").orElseThrow();
        assertThat(low.where().window()).isEqualTo(Window.day(night));
        assertThat(low.where().scope().modelVersion()).isEqualTo(LabelledDays.VERSION);
        assertThat(low.n()).as("of 32 days of 20").isEqualTo(640);
        assertThat(latest.share().day()).as("labelled a day later").isEqualTo(night.minusDays(1));
        assertThat(low.score().number()).hasValue(latest.low());
        assertThat(score(charts, VALLEY, "specificity_chart_high")
                        .orElseThrow()
                        .score()
                        .number())
                .hasValue(latest.high());
        assertThat(score(charts, VALLEY, "specificity_chart_limit")
                        .orElseThrow()
                        .score()
                        .number())
                .hasValue(course(charts, VALLEY, "specificity").design().h());
    }

    @Test
    void beforeFourWeeksAFallInformsAndIsNoRecommendation() {
        NightCharts charts =
                charts(days(20, valley -> valley.right(valley.isFrom(14) ? 8 : 18, 18)), FIRST.plusDays(19));

        assertThat(latest(charts, VALLEY, "sensitivity").state()).isEqualTo(ChartState.FELL);
        assertThat(charts.falls()).isEmpty();
        assertThat(charts.sentence(course(charts, VALLEY, "sensitivity")))
                .contains("information only, as the level is known from 14 of 28 days");
    }

    @Test
    void aRiseIsNoRecommendation() {
        NightCharts charts =
                charts(days(50, valley -> valley.right(valley.isFrom(33) ? 20 : 14, 18)), FIRST.plusDays(49));

        assertThat(latest(charts, VALLEY, "sensitivity").state()).isEqualTo(ChartState.ROSE);
        assertThat(charts.falls()).isEmpty();
        assertThat(charts.sentence(course(charts, VALLEY, "sensitivity")))
                .contains("ask whether labels or patients changed");
    }

    @Test
    void aDayCountsOnceItsLabelsAreMatureByTheirShareHoweverFewTheyAre() {
        LabelledDays days = days(20, valley -> {
            boolean isLast = valley.isFrom(18);
            Images few = new Images(valley.day(), "valley", "NORMAL", 3, 1);
            valley.days().labelled(few, isLast ? 1 : 4);
        });

        ChartDay latest = latest(charts(days, FIRST.plusDays(19)), VALLEY, "accuracy");

        assertThat(latest.share().day())
                .as("1 of 4 labels is too few of those to come")
                .isEqualTo(FIRST.plusDays(17));
        assertThat(latest.share().n()).isEqualTo(4);
    }

    @Test
    void onlyWhatWasKnownThenCounts() {
        LabelledDays days = days(30, valley -> valley.right(18, 18));
        CellSums cells = new CellSums(days.cells());
        AccuracyCharts charts = new AccuracyCharts(POLICY, cells);
        LocalDate night = FIRST.plusDays(15);

        NightCharts then = charts.of(days.baseline(), night, midnightAfter(night));

        assertThat(then.courses())
                .allSatisfy(course ->
                        assertThat(course.latest().orElseThrow().share().day()).isEqualTo(night.minusDays(1)));
    }

    @Test
    void aSiteWithoutLabelsIsAMemberSoThatTheLimitStaysAsItsLabelsCome() {
        NightCharts never = charts(
                days(20, valley -> valley.days().labelled(negative(valley.day(), "valley", 18), 0)),
                FIRST.plusDays(19));
        NightCharts always = charts(days(20, valley -> valley.right(18, 18)), FIRST.plusDays(19));

        assertThat(never.courses()).hasSize(9);
        assertThat(never.courses().get(0).design())
                .isEqualTo(always.courses().get(0).design());
        assertThat(never.absence(course(never, VALLEY, "accuracy"))).contains(Reason.NO_LABELS_YET);
        assertThat(latest(never, Slice.ALL, "accuracy").state()).isEqualTo(ChartState.IN_CONTROL);
    }

    @Test
    void withoutAnyLabelEveryChartSaysSo() {
        LabelledDays days = new LabelledDays(LAST_OF_BASELINE);
        IntStream.range(0, 20).forEach(i -> days.labelled(negative(FIRST.plusDays(i), "valley", 18), 0));
        NightCharts charts = charts(days, FIRST.plusDays(19));

        assertThat(charts.courses()).hasSize(6);
        assertThat(charts.scores()).hasSize(18).allSatisfy(score -> {
            assertThat(score.score().absence()).contains(Reason.NO_LABELS_YET);
            assertThat(score.n()).isZero();
        });
        assertThat(charts.falls()).isEmpty();
        assertThat(charts.courses())
                .allSatisfy(course -> assertThat(charts.sentence(course)).contains("is not followed: no label "));
    }

    @Test
    void oneClassOnlyLeavesTheOtherShareWithoutANumber() {
        LabelledDays days = new LabelledDays(LAST_OF_BASELINE);
        IntStream.range(0, 20).forEach(i -> days.labelled(negative(FIRST.plusDays(i), "valley", 18)));
        NightCharts charts = charts(days, FIRST.plusDays(19));

        assertThat(charts.absence(course(charts, VALLEY, "sensitivity"))).contains(Reason.NO_LABELS_YET);
        assertThat(charts.sentence(course(charts, VALLEY, "sensitivity")))
                .isEqualTo(
                        "site=valley: sensitivity is not followed: no label of a positive image has arrived; see that"
                                + " labels are sent");
        assertThat(latest(charts, VALLEY, "specificity").state()).isEqualTo(ChartState.IN_CONTROL);
        assertThat(latest(charts, VALLEY, "accuracy").share())
                .isEqualTo(latest(charts, VALLEY, "specificity").share());
    }

    @Test
    void labelsThatFlipDailyCountOnceAsTheyStand() {
        List<Optional<String>> flips = IntStream.range(0, 11)
                .mapToObj(i -> Optional.of(i % 2 == 0 ? "NORMAL" : "PNEUMONIA"))
                .toList();
        LabelledDays days = days(30, valley -> valley.days().relabelled(negative(valley.day(), "valley", 18), flips));
        LocalDate night = FIRST.plusDays(29);
        NightCharts charts = charts(days, night);

        ChartCourse accuracy = course(charts, VALLEY, "accuracy");
        assertThat(accuracy.days())
                .hasSize(22)
                .allSatisfy(day -> assertThat(day.share().n()).isEqualTo(20));
        assertThat(accuracy.days().get(0).share().hits())
                .as("eleven words, the last as the first")
                .isEqualTo(18);
        assertThat(accuracy.days().get(20).share().hits())
                .as(
                        "of %s two words have come by then",
                        accuracy.days().get(20).share().day())
                .isEqualTo(2);
        assertThat(charts.scores())
                .allSatisfy(score -> assertThat(score.score().measured().isPresent()
                                || score.score().absence().isPresent())
                        .isTrue());
    }

    @Test
    void labelsThatAreTakenBackNoLongerCount() {
        LabelledDays days = days(
                20,
                valley -> valley.days()
                        .relabelled(
                                negative(valley.day(), "valley", 18),
                                List.of(Optional.of("NORMAL"), Optional.empty())));

        NightCharts charts = charts(days, FIRST.plusDays(19));

        assertThat(course(charts, VALLEY, "accuracy").days())
                .as("only the newest labels have not been taken back yet")
                .singleElement()
                .satisfies(day -> assertThat(day.share()).isEqualTo(new ShareDay(FIRST.plusDays(18), 18, 20)));
        assertThat(charts.absence(course(charts, VALLEY, "accuracy"))).contains(Reason.TOO_FEW_ROWS);
    }

    @Test
    void afterLabelsStopTheChartsFallSilentWithAReason() {
        LabelledDays days = new LabelledDays(LAST_OF_BASELINE);
        IntStream.range(0, 60).forEach(i -> days.labelled(negative(FIRST.plusDays(i), "valley", 18), i < 20 ? 20 : 0));
        List<Cell> cells = days.cells();
        Baseline baseline = days.baseline();
        AccuracyCharts charts = new AccuracyCharts(POLICY, new CellSums(cells));

        for (int night : new int[] {35, 45, 59}) {
            NightCharts silent = charts.of(baseline, FIRST.plusDays(night), midnightAfter(FIRST.plusDays(night)));
            assertThat(silent.absence(course(silent, VALLEY, "accuracy"))).contains(Reason.LABELS_IMMATURE);
            assertThat(silent.sentence(course(silent, VALLEY, "accuracy"))).contains("see ");
            assertThat(score(silent, VALLEY, "accuracy_chart_low")
                            .orElseThrow()
                            .score()
                            .absence())
                    .contains(Reason.LABELS_IMMATURE);
        }
    }

    @Test
    void aNightOfTheBaselineIsNotCharted() {
        NightCharts charts = charts(days(20, valley -> valley.right(18, 18)), LAST_OF_BASELINE);

        assertThat(charts.courses()).hasSize(9).allSatisfy(course -> {
            assertThat(course.days()).isEmpty();
            assertThat(charts.absence(course)).contains(Reason.IN_BASELINE);
        });
        assertThat(charts.sentence(charts.courses().get(0)))
                .isEqualTo("all together: accuracy is not followed: 2026-09-07 lies in the baseline; charts begin on"
                        + " 2026-09-08");
        assertThat(charts.falls()).isEmpty();
    }

    @Test
    void noMoreDaysAreChartedThanAreReadInAnyNight() {
        LabelledDays days = new LabelledDays(LAST_OF_BASELINE);
        IntStream.range(0, 140).forEach(i -> days.labelled(new Images(FIRST.plusDays(i), "valley", "NORMAL", 9, 1)));
        LocalDate night = FIRST.plusDays(139);
        ChartCourse course = course(charts(days, night), VALLEY, "specificity");

        assertThat(course.days().get(0).share().day()).isEqualTo(night.minusDays(AccuracyCharts.HISTORY_DAYS));
        assertThat(course.days().get(0).inControl()).isEqualTo(7);
    }
}
