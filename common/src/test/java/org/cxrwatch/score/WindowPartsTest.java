package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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

    /** Forty rows on their day, ten a day late with a label each. */
    private static CellSums cells() {
        List<Prediction> rows = new SyntheticDays(1, 50).day(DAY);
        PredictionCells predictions = new PredictionCells(SyntheticDays.DEFINITION, Resolutions.CELL);
        LabelCells labels = new LabelCells(SyntheticDays.DEFINITION, LabelRules.byTime(120));
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
