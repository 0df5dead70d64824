package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.ContentHash;
import org.cxrwatch.error.DataException;
import org.cxrwatch.io.delta.BaselineTable;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted from rows when it is asked for: baselines, and windows that no cells are kept of. */
class CountedFromRowsSparkTest {

    private static final SmallStream STREAM = new SmallStream(120, 31);
    private static final LocalDate SECOND_DAY = SmallStream.FIRST_DAY.plusDays(1);
    private static final Set<LocalDate> DAYS = Set.of(SmallStream.FIRST_DAY, SECOND_DAY);

    @TempDir
    static Path folder;

    private static SmallLake small;
    private static LakeBaselines baselines;
    private static LakeWindowCounts windows;

    @BeforeAll
    static void ingestThem() {
        small = new SmallLake(folder);
        small.ingest(STREAM);
        baselines = new LakeBaselines(TestSession.shared(), small.lake, SmallLake.DEFINITION);
        windows = new LakeWindowCounts(TestSession.shared(), small.lake, SmallLake.DEFINITION);
    }

    @Test
    void aBaselineCountsOneAnswerAnImageAndDayOfItsVersion() {
        Map<LocalDate, Map<Slice, DistributionPart>> days = baselines.count("v1.0.0", DAYS);

        assertThat(days).containsOnlyKeys(DAYS);
        DAYS.forEach(day -> {
            DistributionPart all = days.get(day).get(Slice.ALL);
            assertThat(all.rows()).isEqualTo(countedRows("v1.0.0", day)).isPositive();
            assertThat(all.resolution()).isEqualTo(Resolution.BASELINE);
            assertThat(days.get(day).entrySet().stream()
                            .filter(entry -> entry.getKey().key().equals("scanner"))
                            .mapToLong(entry -> entry.getValue().rows())
                            .sum())
                    .isEqualTo(all.rows());
        });
    }

    private static long countedRows(String version, LocalDate day) {
        return small.lake
                .read(PredictionTable.TABLE)
                .where("counted and model_version = '" + version + "' and day = date'" + day + "'")
                .count();
    }

    @Test
    void aBaselineIsLoadedAsItWasSavedAndSavingAgainChangesNothing() {
        Map<LocalDate, Map<Slice, DistributionPart>> days = baselines.count("v1.0.0", DAYS);
        BaselineRecord about = record("b1", ContentHash.of(days));
        baselines.save(new Baseline(about, days));
        baselines.save(new Baseline(about, days));
        baselines.save(new Baseline(record("b2", "of another"), Map.of(SECOND_DAY, days.get(SECOND_DAY))));

        assertThat(baselines.load(about).days()).isEqualTo(days);
        assertThat(small.lake
                        .read(BaselineTable.TABLE)
                        .where("baseline_id = 'b1'")
                        .count())
                .isEqualTo(days.values().stream().mapToLong(Map::size).sum());
        assertThatThrownBy(() -> baselines.load(record("b2", "of another")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Baseline b2 is not what was saved")
                .hasMessageContaining("establish the baseline anew");
    }

    @Test
    void aVersionWithoutRowsHasNoDays() {
        assertThat(baselines.count("v9", DAYS)).isEmpty();
    }

    @Test
    void anyPeriodIsCountedFromItsFirstInstantToBeforeItsLast() {
        Instant from = at(9);
        Instant to = at(40);

        WindowCounts.Counted counted = windows.count(Scope.SERVICE, from, to);

        assertThat(counted.requests().get(Slice.ALL).rows())
                .isEqualTo(requests(prediction -> true, from, to))
                .isPositive();
        assertThat(counted.requests().get(Slice.ALL).failures())
                .isEqualTo(requests(prediction -> !prediction.succeeded(), from, to));
        assertThat(counted.distributions().get(Slice.ALL).resolution()).isEqualTo(Resolution.BASELINE);
        assertThat(counted.distributions().get(Slice.ALL).rows())
                .isEqualTo(small.lake
                        .read(PredictionTable.TABLE)
                        .where("counted and at >= timestamp'" + from + "' and at < timestamp'" + to + "'")
                        .count());
    }

    @Test
    void aVersionsPeriodHoldsNothingOfOthers() {
        WindowCounts.Counted counted = windows.count(Scope.version("v1.1.0"), at(0), at(24 * 6));

        assertThat(counted.requests().get(Slice.ALL).rows())
                .isEqualTo(requests(prediction -> prediction.modelVersion().equals("v1.1.0"), at(0), at(24 * 6)))
                .isPositive();
    }

    @Test
    void anEmptyPeriodHasNoSlices() {
        WindowCounts.Counted counted = windows.count(Scope.SERVICE, at(-48), at(-24));

        assertThat(counted.distributions()).isEmpty();
        assertThat(counted.requests()).isEmpty();
    }

    private static long requests(Predicate<Prediction> which, Instant from, Instant to) {
        return STREAM.requests.stream()
                .map(request -> request.logged().prediction())
                .filter(which)
                .filter(prediction ->
                        !prediction.at().isBefore(from) && prediction.at().isBefore(to))
                .count();
    }

    private static Instant at(int hour) {
        return SmallStream.FIRST_DAY.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC);
    }

    private static BaselineRecord record(String id, String contentHash) {
        return new BaselineRecord(
                id,
                "v1.0.0",
                SmallStream.FIRST_DAY,
                SECOND_DAY,
                100,
                SmallLake.DEFINITION.hash(),
                contentHash,
                at(48),
                "test",
                "for a test");
    }
}
