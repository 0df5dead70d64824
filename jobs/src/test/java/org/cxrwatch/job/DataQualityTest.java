package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Ledger.Delivery;
import org.cxrwatch.port.SourceChecks.Compared;
import org.cxrwatch.port.SourceChecks.Position;
import org.cxrwatch.port.XidWindow.Mode;
import org.cxrwatch.schema.ShapeOf;
import org.cxrwatch.schema.SourceChange;
import org.cxrwatch.schema.SourceChange.Change;
import org.cxrwatch.score.MetricScore;
import org.junit.jupiter.api.Test;

class DataQualityTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 9);
    private static final Instant NIGHT = Instant.parse("2026-09-10T02:00:00Z");

    private static Map<String, Double> metrics(DataQuality quality, LocalDate day, Instant asOf) {
        return quality.metrics(day, asOf)
                .collect(Collectors.toMap(
                        MetricScore::metric, score -> score.score().number().orElseThrow()));
    }

    @Test
    void aTransactionThatStaysOpenAgesTheNightItIsFoundIn() {
        DataQuality quality = new DataQuality(
                List.of(),
                List.of(
                        new Position("db", NIGHT, NIGHT.minusSeconds(5_400), Mode.CHANGES),
                        new Position("db", NIGHT.plusSeconds(60), NIGHT.plusSeconds(60), Mode.CHANGES)),
                List.of(),
                List.of());

        assertThat(metrics(quality, DAY, NIGHT.plusSeconds(61)))
                .isEqualTo(Map.of("watermark_age_seconds", 5_400.0, "source_resets", 0.0));
        assertThat(metrics(quality, DAY, NIGHT.minusSeconds(1))).isEmpty();
        assertThat(metrics(quality, DAY.plusDays(1), NIGHT.plusSeconds(61))).isEmpty();
    }

    @Test
    void aLookBackIsAReset() {
        DataQuality quality = new DataQuality(
                List.of(), List.of(new Position("db", NIGHT, NIGHT, Mode.LOOK_BACK)), List.of(), List.of());

        assertThat(metrics(quality, DAY, NIGHT)).containsEntry("source_resets", 1.0);
    }

    @Test
    void theLatestComparisonOfTheNightCounts() {
        DataQuality quality = new DataQuality(
                List.of(),
                List.of(),
                List.of(
                        new Compared("db", NIGHT, DAY, "v1", 400, 390, 10, 3),
                        new Compared("db", NIGHT.plusSeconds(60), DAY, "v1", 400, 400, 0, 3),
                        new Compared("db", NIGHT.plusSeconds(60), DAY.minusDays(1), "v1", 300, 299, 1, 0)),
                List.of());

        assertThat(metrics(quality, DAY, NIGHT.plusSeconds(60)))
                .isEqualTo(Map.of("source_rows_missing", 1.0, "source_rows_deleted", 3.0));
        assertThat(metrics(quality, DAY, NIGHT)).containsEntry("source_rows_missing", 10.0);
        assertThat(quality.metrics(DAY, NIGHT.plusSeconds(60)))
                .allSatisfy(metric -> assertThat(metric.n()).isEqualTo(700));
    }

    @Test
    void whatWasRefusedIsDeliveredAndUnusableUntilTheDayIsOver() {
        Arrival arrival = Arrival.during(DAY, ArrivalBasis.FROM_NAME);
        DataQuality quality = new DataQuality(
                List.of(new Delivery(arrival, 600, 0, 0), new Delivery(arrival, 0, 150, 250)),
                List.of(),
                List.of(),
                List.of(
                        change(Change.RETYPED, arrival),
                        change(Change.ADDED, arrival),
                        change(Change.DROPPED, Arrival.during(DAY.minusDays(1), ArrivalBasis.FROM_NAME))));

        assertThat(metrics(quality, DAY, arrival.at()))
                .containsEntry("rows_refused", 250.0)
                .containsEntry("schema_changes", 1.0)
                .containsEntry("rejected_rate", 0.15);
        assertThat(metrics(quality, DAY, arrival.at().minusMillis(1))).isEmpty();
    }

    private static SourceChange change(Change change, Arrival arrival) {
        return new SourceChange(
                new ShapeOf("files", "prediction", "v1"),
                "confidence",
                change,
                new SourceChange.Words("a number", "text"),
                new SourceChange.Seen(DAY.minusDays(1), DAY, "predictions_2026-09-09.jsonl", arrival));
    }
}
