package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.port.SourceRows.OfDay;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentPredictionsSparkTest {

    private static final Instant AT = Instant.parse("2026-09-10T23:30:00.123Z");

    private static Row row(String id, String source) {
        Prediction prediction = new Prediction(
                "v1",
                AT,
                RequestStatus.SUCCESS,
                OptionalDouble.of(0.1),
                new Prediction.Answer("NORMAL", 0.9, 0.1),
                Map.of(),
                Map.of());
        LoggedPrediction logged = new LoggedPrediction(id, prediction, Optional.empty(), Optional.empty());
        Origin origin = new Origin(1, Arrival.observed(AT.plusSeconds(60)), "predictions", 1);
        return PredictionTable.toRow(new PredictionTable.Entry(logged, "row " + id, true, source, origin));
    }

    @Test
    void whatIsATestIsKnownAndCountsNowhere(@TempDir Path folder) {
        DeltaLake lake = DeltaLake.open(TestSession.shared(), folder.toString());
        lake.append(
                PredictionTable.TABLE,
                TestSession.shared()
                        .createDataFrame(
                                List.of(row("a", "postgres"), row("b", "manual"), row("c", "recorded")),
                                PredictionTable.TABLE.schema()),
                1);
        CurrentPredictions predictions = new CurrentPredictions(lake);

        assertThat(predictions.known().count()).isEqualTo(3);
        assertThat(predictions.now().count()).isEqualTo(2);
        assertThat(predictions.asOf(1).count()).isEqualTo(2);
        assertThat(predictions.asOf(0).count()).isZero();
    }

    @Test
    void rowsAreCountedByTheDaysOfTheSourcesClockAndByKey(@TempDir Path folder) {
        DeltaLake lake = DeltaLake.open(TestSession.shared(), folder.toString());
        lake.append(
                PredictionTable.TABLE,
                TestSession.shared()
                        .createDataFrame(
                                List.of(row("a", "postgres"), row("b", "manual"), row("c", "files")),
                                PredictionTable.TABLE.schema()),
                1);
        LakeRows berlin = new LakeRows(TestSession.shared(), lake, java.time.ZoneId.of("Europe/Berlin"));
        LocalDate next = LocalDate.of(2026, 9, 11);
        OfDay of = new OfDay(next, "v1");

        assertThat(berlin.tallies(new XidWindow.Days(next.minusDays(3), next))).containsOnlyKeys(of);
        // echo -n 'a|v1' | md5sum and 'c|v1', the first 15 digits added.
        assertThat(berlin.tallies(new XidWindow.Days(next, next)).get(of))
                .isEqualTo(new org.cxrwatch.port.SourceRows.Tally(2, new java.math.BigInteger("1216295026630582897")));
        assertThat(berlin.rows(of))
                .containsOnlyKeys(
                        new org.cxrwatch.port.SourceRows.Key("a", AT), new org.cxrwatch.port.SourceRows.Key("c", AT));
        assertThat(berlin.proposeTombstones(of, berlin.rows(of), AT)).isEqualTo(2);
        assertThat(berlin.proposeTombstones(of, berlin.rows(of), AT)).isZero();
        assertThat(lake.read(TombstoneTable.TABLE).count()).isEqualTo(2);
    }
}
