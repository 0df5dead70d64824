package org.cxrwatch.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.sequential.ChartFamily.Series;
import org.junit.jupiter.api.Test;

class ChartFamilyTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 8);
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final ChartFamily FAMILY = new ChartFamily(ChartFamily.Policy.DEFAULT);
    private static final ChartSentences SENTENCES = new ChartSentences(ChartFamily.Policy.DEFAULT, 2, 10);

    @Test
    void allChartsTogetherErrOnceInTheRunOfThePolicy() {
        CusumDesign one = ChartFamily.Policy.DEFAULT.design(1);
        CusumDesign fifteen = ChartFamily.Policy.DEFAULT.design(15);

        assertThat(one.runLength(0, Sides.TWO)).isCloseTo(365, within(1e-3));
        assertThat(fifteen.runLength(0, Sides.TWO)).isCloseTo(15 * 365, within(1e-3));
        assertThat(ChartFamily.Policy.DEFAULT.falseAlarmWithin(30)).isCloseTo(0.0789, within(1e-4));
    }

    @Test
    void aFallAtOneSiteIsToldThereWithItsBeginning() {
        List<ChartCourse> courses =
                FAMILY.follow(List.of(series(Slice.ALL, 28, 90, 10, 90, 100), series(VALLEY, 28, 27, 6, 18, 30)));
        LocalDate night = FIRST.plusDays(33);

        assertThat(courses.get(0).latest().orElseThrow().state()).isEqualTo(ChartState.IN_CONTROL);
        ChartDay valley = courses.get(1).latest().orElseThrow();
        assertThat(valley.state()).isEqualTo(ChartState.FELL);
        assertThat(valley.since()).contains(FIRST.plusDays(28));
        assertThat(valley.decides()).isTrue();
        assertThat(courses.get(1).alarms()).hasSize(1);
        assertThat(SENTENCES.of(courses.get(1), night))
                .isEqualTo("site=valley: accuracy 0.90 → 0.60 since 2026-10-06, most likely (108 of 180); 2 charts like"
                        + " it err once in 365 days: have readings there checked by a radiologist until the"
                        + " cause is found");
    }

    @Test
    void whatIsQuietSaysWhatWouldBeFound() {
        ChartCourse course =
                FAMILY.follow(List.of(series(Slice.ALL, 28, 90, 3, 90, 100))).get(0);

        String sentence = SENTENCES.of(course, FIRST.plusDays(31));

        assertThat(sentence)
                .startsWith(
                        "all together: accuracy 0.90 as before, until 2026-10-08; a fall by 5 points would be found")
                .contains("in half of all cases by day ");
        CusumDesign.Delay delay = course.delay(0.05, 28);
        assertThat(delay.probability()).isGreaterThan(0.8);
        assertThat(course.delay(0.1, 28).median().orElseThrow())
                .isLessThan(delay.median().orElseThrow());
    }

    /** One day of 0.63 adds up to more than half of the limit, a second would be beyond it. */
    @Test
    void whatNearsTheLimitIsNotCalledAsBefore() {
        ChartCourse course =
                FAMILY.follow(List.of(series(VALLEY, 28, 27, 1, 19, 30))).get(0);

        assertThat(course.latest().orElseThrow().state()).isEqualTo(ChartState.IN_CONTROL);
        assertThat(SENTENCES.of(course, FIRST.plusDays(28)))
                .startsWith("site=valley: accuracy has been lower than usual of late, not beyond the limit yet (")
                .endsWith(" on 2026-10-06): look again when more labels have come");
    }

    @Test
    void beforeFourWeeksAnAlarmIsInformation() {
        ChartCourse course =
                FAMILY.follow(List.of(series(VALLEY, 0, 27, 6, 15, 30))).get(0);

        assertThat(course.latest().orElseThrow().state()).isEqualTo(ChartState.FELL);
        assertThat(course.latest().orElseThrow().decides()).isFalse();
        assertThat(SENTENCES.of(course, FIRST.plusDays(5)))
                .contains("information only, as the level is known from 7 of 28 days");
    }

    @Test
    void aShareOfTooFewRowsIsNotTold() {
        ChartSentences careful = new ChartSentences(ChartFamily.Policy.DEFAULT, 1, 1_000);
        ChartCourse quiet =
                FAMILY.follow(List.of(series(VALLEY, 5, 27, 0, 0, 30))).get(0);
        ChartCourse fallen =
                FAMILY.follow(List.of(series(VALLEY, 28, 27, 6, 18, 30))).get(0);
        ChartCourse risen =
                FAMILY.follow(List.of(series(VALLEY, 28, 70, 9, 99, 100))).get(0);

        assertThat(careful.of(quiet, FIRST.plusDays(5)))
                .startsWith("site=valley: accuracy as before, until 2026-09-12; a fall by 5 points");
        assertThat(careful.of(fallen, FIRST.plusDays(33)))
                .startsWith(
                        "site=valley: accuracy has fallen since 2026-10-06, most likely (too few rows to tell by how"
                                + " much); ");
        assertThat(careful.of(risen, FIRST.plusDays(36)))
                .startsWith("site=valley: accuracy has risen since 2026-10-06, most likely (too few rows");
    }

    @Test
    void aRiseAsksAboutLabelsFirst() {
        ChartCourse course =
                FAMILY.follow(List.of(series(VALLEY, 28, 70, 10, 99, 100))).get(0);

        assertThat(SENTENCES.of(course, FIRST.plusDays(37))).contains("ask whether labels or patients changed");
    }

    @Test
    void whatCannotBeFollowedSaysWhy() {
        Series never = new Series(VALLEY, "sensitivity", List.of(new ShareDay(FIRST, 0, 0)), List.of());
        Series few = new Series(VALLEY, "sensitivity", ShareChartTest.days(FIRST, 9, 10, 8, 10), List.of());
        Series waits = new Series(VALLEY, "sensitivity", ShareChartTest.days(FIRST, 9, 10, 8, 10, 9, 10), List.of());
        List<ChartCourse> courses = FAMILY.follow(List.of(never, few, waits, series(VALLEY, 5, 27, 0, 0, 30)));

        assertThat(courses.stream().map(course -> course.absence(FIRST.plusDays(40))))
                .containsExactly(
                        Optional.of(Reason.NO_LABELS_YET),
                        Optional.of(Reason.TOO_FEW_ROWS),
                        Optional.of(Reason.LABELS_IMMATURE),
                        Optional.of(Reason.LABELS_IMMATURE));
        assertThat(courses.get(3).absence(FIRST.plusDays(10))).isEmpty();
        assertThat(courses.stream().map(course -> SENTENCES.of(course, FIRST.plusDays(40))))
                .containsExactly(
                        "site=valley: sensitivity is not followed: no label of a positive image has arrived; see that"
                                + " labels are sent",
                        "site=valley: sensitivity is not followed: its level is known from 2 days, and 3 are needed;"
                                + " wait for labels",
                        "site=valley: sensitivity is not followed: no day since the baseline has enough labels yet; see"
                                + " that labels arrive",
                        "site=valley: accuracy is not followed: no day of late has enough labels; see whether labels"
                                + " still arrive");
    }

    @Test
    void theSameDaysGiveTheSameCourses() {
        List<Series> family = List.of(series(Slice.ALL, 28, 90, 10, 80, 100), series(VALLEY, 28, 27, 6, 18, 30));
        assertThat(FAMILY.follow(family)).isEqualTo(FAMILY.follow(family));
    }

    /** A week, so many further days and so many days of other hits. */
    private static Series series(Slice slice, int quiet, int hits, int changed, int otherHits, int n) {
        List<ShareDay> days = new ArrayList<>();
        IntStream.range(0, quiet).forEach(i -> days.add(new ShareDay(FIRST.plusDays(i), hits + (i + 1) % 3 - 1, n)));
        IntStream.range(quiet, quiet + changed).forEach(i -> days.add(new ShareDay(FIRST.plusDays(i), otherHits, n)));
        List<ShareDay> baseline = IntStream.range(0, 7)
                .mapToObj(i -> new ShareDay(FIRST.minusDays(7 - i), hits + i % 3 - 1, n))
                .toList();
        return new Series(slice, "accuracy", baseline, days);
    }
}
