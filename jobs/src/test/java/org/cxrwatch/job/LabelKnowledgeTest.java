package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.cxrwatch.alert.LabelReading;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LabelEvent.LabelledRow;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.LabelHistory;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.Test;

/**
 * Ten days with a row each, the seven older ones labelled. If labels are known to take three days, all rows that are due
 * are labelled; if nothing is known of their delays, 7 of 10 are.
 */
class LabelKnowledgeTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 9, 20);
    private static final SummaryDefinition DEFINITION = new SummaryDefinition(List.of(), List.of());
    private static final int DELAY = 3;
    private static final double TAUGHT = 1.0;
    private static final double NOT_TAUGHT = 0.7;

    private final PredictionCells predictions = new PredictionCells(DEFINITION, PredictionCells.Resolutions.CELL);
    private final LabelCells labels = new LabelCells(DEFINITION, new LabelRules(120, List.of()));

    @Test
    void labelsThatWereSeenArrivingTeachTheirDelay() {
        days().forEach(day -> labelled(day, Arrival.observed(at(day, 0)), Arrival.observed(at(day, DELAY))));

        assertThat(usualFinalCoverage()).isCloseTo(TAUGHT, within(1e-12));
    }

    @Test
    void labelsOfLoadedRowsThatWereSeenArrivingTeachTheirDelay() {
        days().forEach(day ->
                labelled(day, Arrival.assumed(at(NIGHT, 0)).ofRowOn(day), Arrival.observed(at(day, DELAY))));

        assertThat(usualFinalCoverage()).isCloseTo(TAUGHT, within(1e-12));
    }

    @Test
    void labelsOfALoadTeachNothing() {
        days().forEach(day -> labelled(
                day,
                Arrival.assumed(at(NIGHT, 0)).ofRowOn(day),
                day.isAfter(NIGHT.minusDays(DELAY)) ? Arrival.observed(at(NIGHT, 9)) : Arrival.assumed(at(NIGHT, 0))));

        assertThat(usualFinalCoverage()).isCloseTo(NOT_TAUGHT, within(1e-12));
    }

    @Test
    void labelsThatWaitedForTheirRowTeachNothing() {
        days().forEach(day -> {
            predictions.addAnswer(prediction(day), Arrival.observed(at(day, 0)));
            labelled(day, Arrival.observed(at(day, DELAY)), Arrival.observed(at(day, 1)));
        });

        assertThat(usualFinalCoverage())
                .as("7 labels of 10 rows and 7 late ones; 7 of 14 were due, if three days were the delay")
                .isCloseTo(7.0 / 17, within(1e-12));
    }

    /** Forty rows a day, half of them labelled within three days, until labels stop four days before the night. */
    @Test
    void labelsThatStoppedAreReadAsTooFew() {
        LocalDate stop = NIGHT.minusDays(4);
        NIGHT.minusDays(27).datesUntil(NIGHT.plusDays(1)).forEach(day -> {
            for (int row = 0; row < 40; row++) {
                Arrival label = Arrival.observed(at(day, row % (DELAY + 1)));
                if (row % 2 == 0 && label.at().isBefore(at(stop, 1))) {
                    labelled(day, Arrival.observed(at(day, 0)), label);
                } else {
                    predictions.addAnswer(prediction(day), Arrival.observed(at(day, 0)));
                }
            }
        });

        List<LabelReading> readings =
                knowledge().known(LabelMaturity.Policy.DEFAULT).readings();

        assertThat(readings)
                .filteredOn(reading -> reading.finding().isShort())
                .extracting(reading -> reading.window().lastDay())
                .contains(NIGHT.minusDays(2), NIGHT.minusDays(3))
                .allMatch(day -> day.isAfter(stop.minusDays(DELAY + 1L)));
    }

    private static Stream<LocalDate> days() {
        return NIGHT.minusDays(9).datesUntil(NIGHT.plusDays(1));
    }

    private static Instant at(LocalDate day, int later) {
        return day.plusDays(later).atTime(20, 0).toInstant(ZoneOffset.UTC);
    }

    private static Prediction prediction(LocalDate day) {
        return new Prediction(
                "v1",
                day.atTime(8, 0).toInstant(ZoneOffset.UTC),
                RequestStatus.SUCCESS,
                OptionalDouble.empty(),
                new Prediction.Answer("NORMAL", 0.9, 0.1),
                Map.of(),
                Map.of());
    }

    private void labelled(LocalDate day, Arrival row, Arrival label) {
        Prediction prediction = prediction(day);
        LabelEvent event = new LabelEvent(
                "p" + day,
                Optional.of("NORMAL"),
                Optional.empty(),
                "database",
                label,
                Optional.of(new LabelledRow(prediction.at(), "v1")));
        predictions.addAnswer(prediction, row);
        labels.add(prediction, row, List.of(), List.of(LabelHistory.Word.of(event)));
    }

    private double usualFinalCoverage() {
        return knowledge().maturity(new LabelMaturity.Policy(0.5, 1, 1)).usualFinalCoverage(Slice.ALL);
    }

    private LabelKnowledge knowledge() {
        CellSums cells = new CellSums(Stream.concat(predictions.drain().stream(), labels.drain().stream())
                .map(each -> new Cell(each.key(), each.arrival(), 1, Generation.FIRST, DEFINITION.hash(), each.part()))
                .toList());
        return new LabelKnowledge(cells, NIGHT, NIGHT.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
