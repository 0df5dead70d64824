package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.spark.LakeSummariser;
import org.cxrwatch.spark.TestSession;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What evaluating again makes of a correction. */
class CorrectedDaySparkTest {

    private static final SummaryDefinition DEFINITION = new SummaryDefinition(List.of("site"), List.of("site"));
    private static final LocalDate DAY = LocalDate.of(2026, 9, 8);
    private static final Instant NIGHT = Instant.parse("2026-09-11T02:00:00Z");
    private static final DatabaseRow WRONG = DatabaseRow.of("wrong", DAY, "10:00:00");

    private final MemoryDatabase database = new MemoryDatabase(Clock.fixed(NIGHT, ZoneOffset.UTC));
    private final DatabaseRows source = new DatabaseRows();
    private final List<RevisedNight> revised = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void onlyTheDayOfACorrectedRowGetsNewRevisions() {
        DeltaLake lake = DeltaLake.open(TestSession.shared(), folder.toString());
        ingest(
                lake,
                source.changed(
                        NIGHT,
                        Stream.of(DAY.minusDays(1), DAY, DAY.plusDays(1), DAY.plusDays(2))
                                .flatMap(CorrectedDaySparkTest::rows)
                                .toList(),
                        Map.of()),
                NIGHT);
        assertThat(evaluated(lake, NIGHT)).contains(DAY.minusDays(1), DAY, DAY.plusDays(1), DAY.plusDays(2));

        Instant later = NIGHT.plus(Duration.ofHours(3));
        ingest(lake, source.changed(later, List.of(WRONG.failed()), Map.of()), later);
        assertThat(evaluated(lake, later)).containsExactly(DAY);
        assertThat(revised.get(1).rows().metrics())
                .as("an error more, a success less")
                .anySatisfy(metric -> assertThat(metric.metric()).isEqualTo("error_rate"));
    }

    private static Stream<DatabaseRow> rows(LocalDate day) {
        Stream<DatabaseRow> others = Stream.of("a", "b", "c").map(name -> DatabaseRow.of(name + day, day, "09:00:00"));
        return day.equals(DAY) ? Stream.concat(others, Stream.of(WRONG)) : others;
    }

    private void ingest(DeltaLake lake, Plan plan, Instant at) {
        Batch batch = database.ledger().plan(plan, at);
        new DeltaIntake(TestSession.shared(), lake, source).take(batch);
        database.ledger().advance(batch.number(), BatchState.INGESTED, Map.of());
        new Summarise(
                        database.ledger(),
                        new LakeSummariser(TestSession.shared(), lake, DEFINITION, new LabelRules(120, List.of())))
                .run();
    }

    /** The days of which an evaluation at an instant revised anything. */
    private Set<LocalDate> evaluated(DeltaLake lake, Instant at) {
        Evaluate.Stores stores = new Evaluate.Stores(
                database.ledger(),
                database.sourceChecks(),
                new LakeCells(lake),
                database.baselines(),
                new NoBaselines(),
                database.results(),
                (publication, nights) -> revised.addAll(nights));
        EvaluationPolicy policy =
                SamplePolicy.with(DriftPolicy.DEFAULT, SamplePolicy.windows(List.of(), List.of()), List.of(), 1);
        new Evaluate(policy, stores, Routing.LOG, Progress.NONE).run(Nights.live(at));
        return revised.get(revised.size() - 1).rows().metrics().stream()
                .map(metric -> metric.where().window().firstDay())
                .collect(Collectors.toSet());
    }

    /** None is active, so none is asked for. */
    private static final class NoBaselines implements BaselineContents {

        @Override
        public Map<LocalDate, Map<Slice, DistributionPart>> count(String modelVersion, Set<LocalDate> days) {
            throw new IllegalStateException("An evaluation counts no baseline.");
        }

        @Override
        public void save(Baseline baseline) {
            throw new IllegalStateException("An evaluation saves no baseline.");
        }

        @Override
        public Baseline load(BaselineRecord about) {
            throw new IllegalStateException("No baseline was established.");
        }
    }
}
