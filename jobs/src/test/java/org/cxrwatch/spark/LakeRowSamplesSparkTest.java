package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.RetractionTable;
import org.cxrwatch.multivariate.RowSample;
import org.cxrwatch.multivariate.SampledRow;
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.summary.DerivedFeature;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeRowSamplesSparkTest {

    private static final String VERSION = "v1.0.0";
    private static final SmallStream STREAM = new SmallStream(300, 17);
    private static final Set<LocalDate> DAYS = Set.of(SmallStream.FIRST_DAY, SmallStream.FIRST_DAY.plusDays(1));
    private static final Instant LATE = at(24 * 30);

    @TempDir
    static Path folder;

    private static SmallLake whole;

    @BeforeAll
    static void ingestThem() {
        whole = new SmallLake(folder.resolve("whole"));
        whole.ingest(STREAM);
    }

    private static Instant at(int hour) {
        return SmallStream.FIRST_DAY.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC);
    }

    private static RowSamples.Query query(int limit, Instant asOf, long seed) {
        return new RowSamples.Query(
                new RowSamples.Period(VERSION, at(48), at(72), limit),
                new RowSamples.Days(VERSION, DAYS, limit),
                asOf,
                seed);
    }

    private static RowSamples.Drawn draw(SmallLake lake, RowSamples.Query query) {
        return new LakeRowSamples(lake.lake, SmallLake.DEFINITION).draw(query);
    }

    private static long counted(String where) {
        return whole.lake
                .read(PredictionTable.TABLE)
                .where("counted and model_version = '" + VERSION + "' and " + where)
                .count();
    }

    @Test
    void allRowsAreDrawnWhereThereAreNotMore() {
        RowSamples.Drawn drawn = draw(whole, query(1_000, LATE, 1));

        assertThat(drawn.window().rows())
                .hasSize((int) counted("day = date'2026-09-03'"))
                .isNotEmpty();
        assertThat(drawn.window().known()).isEqualTo(drawn.window().rows().size());
        assertThat(drawn.baseline().rows())
                .hasSize((int) counted("day <= date'2026-09-02'"))
                .extracting(SampledRow::day)
                .containsOnly(DAYS.toArray(LocalDate[]::new));
    }

    @Test
    void aFewOfThemAreTheFirstOfThemAndEachDayHasItsShare() {
        RowSamples.Drawn all = draw(whole, query(1_000, LATE, 1));
        RowSamples.Drawn few = draw(whole, query(7, LATE, 1));

        assertThat(few.window().rows()).isEqualTo(all.window().rows().subList(0, 7));
        assertThat(few.window().known()).isEqualTo(all.window().known());
        assertThat(few.baseline().rows()).hasSize(14);
        DAYS.forEach(day -> assertThat(of(few.baseline(), day))
                .isEqualTo(of(all.baseline(), day).subList(0, 7)));
    }

    private static List<SampledRow> of(RowSample sample, LocalDate day) {
        return sample.rows().stream().filter(row -> row.day().equals(day)).toList();
    }

    @Test
    void anotherSeedDrawsOthers() {
        assertThat(draw(whole, query(7, LATE, 1)).window().rows())
                .isNotEqualTo(draw(whole, query(7, LATE, 2)).window().rows());
    }

    @Test
    void theSameRowsAreDrawnHoweverTheyCame() {
        SmallLake cut = new SmallLake(folder.resolve("cut"));
        STREAM.requests.stream()
                .sorted(java.util.Comparator.comparing(
                        request -> request.logged().prediction().at()))
                .collect(java.util.stream.Collectors.groupingBy(
                        request -> request.logged().predictionId().hashCode() & 3))
                .values()
                .forEach(requests -> cut.ingest(requests, List.of(), List.of()));

        assertThat(draw(cut, query(9, LATE, 1))).isEqualTo(draw(whole, query(9, LATE, 1)));
    }

    @Test
    void onlyWhatHadArrivedByThenIsDrawn() {
        Instant asOf = at(72);

        RowSamples.Drawn drawn = draw(whole, query(1_000, asOf, 1));

        assertThat(drawn.window().known())
                .isEqualTo(counted("day = date'2026-09-03' and arrived_at <= timestamp'" + asOf + "'"))
                .isLessThan(counted("day = date'2026-09-03'"));
    }

    @Test
    void aRowThatWasCorrectedCountsUntilThen() {
        SmallLake corrected = new SmallLake(folder.resolve("corrected"));
        corrected.ingest(STREAM);
        Row first = corrected
                .lake
                .read(PredictionTable.TABLE)
                .where("counted and model_version = '" + VERSION + "' and day = date'2026-09-03'")
                .orderBy("at")
                .select("batch", "prediction_id", "at", "source", "file", "row_id")
                .first();
        RetractionTable.Entry entry = new RetractionTable.Entry(
                new RetractionTable.Retracted(
                        first.getLong(0),
                        first.getString(1),
                        first.getInstant(2),
                        VERSION,
                        first.getString(3),
                        first.getString(4),
                        first.getString(5)),
                RetractionTable.Why.CORRECTED,
                java.util.Optional.empty(),
                2,
                at(24 * 20));
        corrected.lake.append(
                RetractionTable.TABLE,
                TestSession.shared()
                        .createDataFrame(List.of(RetractionTable.toRow(entry)), RetractionTable.TABLE.schema()),
                2);

        long before = draw(corrected, query(1_000, at(24 * 19), 1)).window().known();
        long after = draw(corrected, query(1_000, LATE, 1)).window().known();

        assertThat(before).isEqualTo(counted("day = date'2026-09-03'"));
        assertThat(after).isEqualTo(before - 1);
    }

    @Test
    void derivedFeaturesAreDrawnWithTheOthers() {
        SummaryDefinition definition = new SummaryDefinition(
                List.of("site"),
                new SummaryDefinition.RequestSlices(List.of("site"), List.of()),
                List.of(new DerivedFeature("half_intensity", "features.mean_intensity / 2")),
                List.of());

        RowSamples.Drawn drawn = new LakeRowSamples(whole.lake, definition).draw(query(20, LATE, 1));

        assertThat(drawn.window().rows())
                .hasSize(20)
                .allSatisfy(row -> assertThat(row.features().get("half_intensity"))
                        .isEqualTo(row.features().get("mean_intensity") / 2));
    }

    @Test
    void nobodysRowsAreNone() {
        RowSamples.Drawn drawn = draw(
                whole,
                new RowSamples.Query(
                        new RowSamples.Period("v9", at(48), at(72), 10),
                        new RowSamples.Days("v9", DAYS, 10),
                        LATE,
                        new Random(1).nextLong()));

        assertThat(drawn).isEqualTo(new RowSamples.Drawn(new RowSample(List.of(), 0), new RowSample(List.of(), 0)));
    }
}
