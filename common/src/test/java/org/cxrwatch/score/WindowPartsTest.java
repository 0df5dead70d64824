package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.LabelHistory;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.PredictionCells.Resolutions;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

class WindowPartsTest {

    private static final LocalDate DAY = SyntheticDays.FIRST;
    private static final Instant NIGHT = Instant.parse("2026-03-03T00:00:00Z");

    @Test
    void onlyWhatHadArrivedIsPartOfTheDay() {
        CellSums cells = cells();
        WindowParts first = WindowParts.ofDay(cells, SyntheticDays.VERSION, DAY, NIGHT);
        assertThat(first.rows(Slice.ALL)).isEqualTo(40);
        assertThat(first.labels()).isEmpty();
        WindowParts later = WindowParts.ofDay(cells, SyntheticDays.VERSION, DAY, Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(later.rows(Slice.ALL)).isEqualTo(50);
        assertThat(later.labels().get(Slice.ALL).labelled()).isEqualTo(10);
    }

    @Test
    void anotherVersionOrDayHasNoRows() {
        assertThat(WindowParts.ofDay(cells(), "v9", DAY, NIGHT).distributions()).isEmpty();
        WindowParts next = WindowParts.ofDay(cells(), SyntheticDays.VERSION, DAY.plusDays(1), NIGHT);
        assertThat(next.rows(Slice.ALL)).isZero();
        assertThat(next.at(Slice.ALL).window().firstDay()).isEqualTo(DAY.plusDays(1));
        assertThat(next.at(Slice.ALL).scope().modelVersion()).isEqualTo(SyntheticDays.VERSION);
    }

    @Test
    void severalDaysTogetherHoldTheRowsOfEach() {
        CellSums cells = cells();
        Instant later = Instant.parse("2026-03-05T00:00:00Z");
        WindowParts day = WindowParts.ofDay(cells, SyntheticDays.VERSION, DAY, later);
        WindowParts next = SyntheticDays.window(DAY.plusDays(1), new SyntheticDays(2, 30).day(DAY.plusDays(1)));
        Window week = Window.endingOn(DAY.plusDays(1), WindowKind.DAYS_7);

        WindowParts both = WindowParts.together(week, List.of(day, next));

        assertThat(both.window()).isEqualTo(week);
        assertThat(both.rows(Slice.ALL)).isEqualTo(80);
        assertThat(both.days(Slice.ALL)).isEqualTo(2);
        assertThat(both.labels().get(Slice.ALL).labelled()).isEqualTo(10);
        assertThat(both.distributions().get(Slice.ALL).feature("f0").mean())
                .isCloseTo(
                        (50 * day.distributions().get(Slice.ALL).feature("f0").mean()
                                        + 30
                                                * next.distributions()
                                                        .get(Slice.ALL)
                                                        .feature("f0")
                                                        .mean())
                                / 80,
                        within(1e-9));
    }

    @Test
    void onlySmallSlicesAreWidenedAndByNoMoreDaysThanTheyNeed() {
        WindowParts day = SyntheticDays.window(DAY, new SyntheticDays(1, 20).day(DAY));
        WindowParts week = WindowParts.together(Window.endingOn(DAY, WindowKind.DAYS_7), Collections.nCopies(7, day));
        WindowParts month =
                WindowParts.together(Window.endingOn(DAY, WindowKind.DAYS_28), Collections.nCopies(4, week));
        Slice large = Slice.parse("site=north");
        Slice small = Slice.parse("scanner=valley-1");
        long rows = day.rows(small);
        assertThat(rows).isBetween(1L, 5L);

        WindowParts wide = day.widened((parts, slice) -> parts.rows(slice) > Math.min(rows, 5), List.of(week, month));
        WindowParts wider = day.widened((parts, slice) -> parts.rows(slice) > 7 * rows, List.of(week, month));

        assertThat(wide.window()).isEqualTo(day.window());
        assertThat(wide.rows(large)).isEqualTo(day.rows(large));
        assertThat(wide.days(large)).isEqualTo(1);
        assertThat(wide.rows(small)).isEqualTo(7 * rows);
        assertThat(wide.days(small)).isEqualTo(7);
        assertThat(wider.days(small)).isEqualTo(28);
        assertThat(day.widened((parts, slice) -> false, List.of(week, month))).isEqualTo(day);
    }

    /** Forty rows on their day, ten a day late with a label each. */
    private static CellSums cells() {
        List<Prediction> rows = new SyntheticDays(1, 50).day(DAY);
        PredictionCells predictions = new PredictionCells(SyntheticDays.DEFINITION, Resolutions.CELL);
        LabelCells labels = new LabelCells(SyntheticDays.DEFINITION, new LabelRules(120, List.of()));
        Arrival onTime = Arrival.during(DAY, ArrivalBasis.FROM_NAME);
        Arrival late = Arrival.during(DAY.plusDays(1), ArrivalBasis.FROM_NAME);
        rows.subList(0, 40).forEach(row -> predictions.addAnswer(row, onTime));
        rows.subList(40, 50).forEach(row -> predictions.addAnswer(row, late));
        for (int i = 40; i < 50; i++) {
            LabelEvent event =
                    LabelEvent.ofImage("p" + i, Optional.of("NORMAL"), Optional.empty(), "radiologist", onTime);
            labels.add(rows.get(i), late, List.of(), List.of(LabelHistory.Word.of(event)));
        }
        List<CellContent> contents = new ArrayList<>(predictions.drain());
        contents.addAll(labels.drain());
        return new CellSums(contents.stream()
                .map(each -> new Cell(each.key(), each.arrival(), 1, Generation.FIRST, "d", each.part()))
                .toList());
    }
}
