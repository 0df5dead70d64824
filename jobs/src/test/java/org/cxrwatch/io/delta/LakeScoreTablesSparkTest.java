package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.port.SampleRows;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeScoreTablesSparkTest {

    private static final Instant START = Instant.parse("2026-09-08T00:00:00Z");
    private static final Instant NIGHT = SampleRows.night(8);
    private static final java.time.LocalDate DAY = java.time.LocalDate.of(2026, 9, 8);

    @TempDir
    Path folder;

    @Test
    void rowsAreAppendedWithTheirRevisionOncePerPublication() {
        DeltaLake lake = DeltaLake.open(TestSession.shared(), folder.toString());
        LakeScoreTables tables = new LakeScoreTables(TestSession.shared(), lake);
        MetricScore measured = SampleRows.accuracy(8, 0.9);
        MetricScore absent = new MetricScore(SampleRows.on(8), "sensitivity", Score.none(Reason.LABELS_IMMATURE), 12);
        MeasureScore measure = SampleRows.ks(8, 0.25);
        RevisedNight night = night(Map.of(measured, 0, absent, 2, measure, 1));

        tables.append(new Results.Publication(1, List.of(NIGHT)), List.of(night));
        tables.append(new Results.Publication(1, List.of(NIGHT)), List.of(night));

        assertThat(rows(lake, WindowMetricTable.TABLE, "metric"))
                .containsExactly(
                        row("accuracy", 0.9, 0.9 - 0.05, 0.9 + 0.05, null, 480L, 0, NIGHT, 1L),
                        row("sensitivity", null, null, null, "LABELS_IMMATURE", 12L, 2, NIGHT, 1L));
        assertThat(rows(lake, DriftMeasureTable.TABLE, "measure"))
                .containsExactly(row("mean_intensity", "ks", "BASELINE", "b1", 0.25, null, 480L, 1, NIGHT, 1L));
    }

    @Test
    void aPublicationWithoutRowsLeavesItsMarkOnly() {
        DeltaLake lake = DeltaLake.open(TestSession.shared(), folder.toString());

        new LakeScoreTables(TestSession.shared(), lake).append(new Results.Publication(7, List.of()), List.of());

        assertThat(lake.read(WindowMetricTable.TABLE).count()).isZero();
        assertThat(lake.lastAppended(DriftMeasureTable.TABLE)).hasValue(7);
    }

    private static RevisedNight night(Map<Object, Integer> revisions) {
        List<MetricScore> metrics = revisions.keySet().stream()
                .filter(MetricScore.class::isInstance)
                .map(MetricScore.class::cast)
                .toList();
        List<MeasureScore> measures = revisions.keySet().stream()
                .filter(MeasureScore.class::isInstance)
                .map(MeasureScore.class::cast)
                .toList();
        NightResults rows = new NightResults(NIGHT, metrics, measures, List.of(), List.of(), List.of(), List.of());
        return new RevisedNight(rows, new HashMap<>(revisions));
    }

    private static List<Row> rows(DeltaLake lake, LakeTable table, String order) {
        return lake.read(table).orderBy(order).collectAsList();
    }

    private static Row row(Object... rest) {
        Object[] where = {"model", "v1.0.0", "DAY", START, DAY, "all", "all"};
        Object[] values = java.util.stream.Stream.concat(java.util.Arrays.stream(where), java.util.Arrays.stream(rest))
                .toArray();
        return RowFactory.create(values);
    }
}
