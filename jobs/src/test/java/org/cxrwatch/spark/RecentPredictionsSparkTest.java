package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.cxrwatch.io.delta.LakeRecentPredictions;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.port.RecentPredictions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentPredictionsSparkTest {

    private static final SmallStream STREAM = new SmallStream(80, 77);

    @TempDir
    static Path folder;

    private static RecentPredictions recent;

    @BeforeAll
    static void ingestThem() {
        SmallLake small = new SmallLake(folder);
        small.ingest(STREAM);
        recent = new LakeRecentPredictions(small.lake);
    }

    private static List<LoggedPrediction> newest(int limit, Predicate<LoggedPrediction> wanted) {
        return STREAM.requests.stream()
                .map(SmallStream.Request::logged)
                .filter(wanted)
                .sorted(Comparator.comparing(
                                (LoggedPrediction row) -> row.prediction().at())
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static RecentPredictions.Query all(int limit) {
        return new RecentPredictions.Query(limit, Optional.empty(), Optional.empty());
    }

    @Test
    void theNewestRowsComeFirstHoweverManyDaysTheyTake() {
        assertThat(recent.newest(all(1)).rows()).isEqualTo(newest(1, row -> true));
        assertThat(recent.newest(all(60)).rows()).isEqualTo(newest(60, row -> true));
        assertThat(recent.newest(all(1_000)).rows())
                .isEqualTo(newest(1_000, row -> true))
                .hasSize(STREAM.requests.size());
    }

    @Test
    void onlyAsManyDaysAreReadAsItTakes() {
        assertThat(recent.newest(all(1)).since().orElseThrow())
                .isAfter(recent.newest(all(1_000)).since().orElseThrow());
        assertThat(recent.newest(all(1_000)).since()).contains(SmallStream.FIRST_DAY);
    }

    @Test
    void rowsCanBeChosenByStatusAndVersion() {
        assertThat(recent.newest(new RecentPredictions.Query(5, Optional.of(RequestStatus.TIMEOUT), Optional.empty()))
                        .rows())
                .isEqualTo(newest(5, row -> row.prediction().status() == RequestStatus.TIMEOUT));
        assertThat(recent.newest(new RecentPredictions.Query(5, Optional.empty(), Optional.of("v1.1.0")))
                        .rows())
                .isEqualTo(newest(5, row -> row.prediction().modelVersion().equals("v1.1.0")))
                .isNotEmpty();
        assertThat(recent.newest(new RecentPredictions.Query(5, Optional.empty(), Optional.of("' or true")))
                        .rows())
                .isEmpty();
    }

    @Test
    void anEmptyLakeHasNone(@TempDir Path empty) {
        RecentPredictions nothing = new LakeRecentPredictions(new SmallLake(empty).lake);

        assertThat(nothing.newest(all(5))).isEqualTo(new RecentPredictions.Found(List.of(), Optional.empty()));
    }

    @Test
    void noMoreThanAThousandCanBeAskedFor() {
        assertThatThrownBy(() -> all(1_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
