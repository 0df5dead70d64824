package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.LakeRows;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.io.postgres.source.HospitalDatabase;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.PostgresReader;
import org.cxrwatch.io.postgres.source.PostgresRows;
import org.cxrwatch.io.postgres.source.PostgresSource;
import org.cxrwatch.io.postgres.source.SixWeeksInPostgres;
import org.cxrwatch.io.postgres.source.SourceTerms;
import org.cxrwatch.job.EstablishBaseline;
import org.cxrwatch.job.Evaluate;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.Nights;
import org.cxrwatch.job.Progress;
import org.cxrwatch.job.Reconcile;
import org.cxrwatch.job.SamplePolicy;
import org.cxrwatch.job.Summarise;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.model.Reason;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.History;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.Source;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The six weeks read from files, and from the service's database with half of the labels written into it later. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SixWeeksFromPostgresIT {

    private static final Path STREAM = Path.of("src", "demo", "pneumonia-stream");
    /** When all labels of the files have arrived. */
    private static final Instant LOADED = Instant.parse("2026-12-15T01:00:00Z");

    private static final Instant NOW = Instant.parse("2026-12-15T02:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 10, 12);
    private static final int LABEL_DAYS = 120;
    private static final SummaryDefinition DEFINITION = new SummaryDefinition(
            List.of("site", "scanner", "view_position", "patient_sex", "patient_age_group"), List.of("site"));
    private static final SourceTerms TERMS = new SourceTerms(
            "public",
            DemoReading.RULES,
            SourceTerms.Unit.SECONDS,
            Optional.empty(),
            new SourceTerms.Limits(2, 64 << 20, 0, 180));

    private HospitalDatabase hospital;
    private Pipeline files;
    private Pipeline database;

    /** A lake and a results database of its own. */
    private static final class Pipeline {

        private final DeltaLake lake;
        private final Source source;
        private final RowReader reader;
        private final MemoryDatabase results = new MemoryDatabase(Clock.fixed(NOW, ZoneOffset.UTC));

        Pipeline(Path folder, Source source, RowReader reader) {
            this.lake = DeltaLake.open(TestSession.shared(), folder.toString());
            this.source = source;
            this.reader = reader;
        }

        void take(Instant at) {
            DeltaIntake intake = new DeltaIntake(TestSession.shared(), lake, reader);
            new Ingest(List.of(new Ingest.Feed(source, intake)), results.ledger(), results.sourceChecks()).run(at);
            new Summarise(
                            results.ledger(),
                            new LakeSummariser(
                                    TestSession.shared(), lake, DEFINITION, new LabelRules(LABEL_DAYS, List.of())))
                    .run();
        }

        void evaluate() {
            LakeBaselines contents = new LakeBaselines(TestSession.shared(), lake, DEFINITION);
            Instant at = Instant.parse("2026-09-08T00:00:00Z");
            new EstablishBaseline(
                            contents,
                            results.baselines(),
                            results.incidents(),
                            new EstablishBaseline.Terms(100, DEFINITION.hash()))
                    .run(new EstablishBaseline.Request(
                            "v1.0.0",
                            FIRST_DAY,
                            FIRST_DAY.plusDays(6),
                            EstablishBaseline.Use.ACTIVATE,
                            new EstablishBaseline.Note("test", "the first week", at)));
            Evaluate.Stores stores = new Evaluate.Stores(
                    results.ledger(),
                    results.sourceChecks(),
                    new LakeCells(lake),
                    results.baselines(),
                    contents,
                    results.results(),
                    (publication, nights) -> {});
            new Evaluate(SamplePolicy.USUAL, stores, Routing.LOG, Progress.NONE).run(Nights.live(NOW));
        }

        private History.Query everything() {
            return History.Query.between(FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant(), NOW);
        }

        List<MetricScore> metrics() {
            Set<String> ofDelivery = Set.of(
                    // How complete labels are is judged by how they were seen arriving, which differs; so is what was
                    // known of the baseline's labels when a day ended, by which that day was estimated.
                    MetricNames.LABEL_MATURITY,
                    MetricNames.FINAL_COVERAGE,
                    MetricNames.FINAL_ACCURACY,
                    MetricNames.PREVALENCE,
                    MetricNames.BLACK_BOX_PREVALENCE,
                    MetricNames.ESTIMATE_ERROR,
                    MetricNames.RUNNING_ERROR,
                    DefaultRules.REJECTED,
                    DefaultRules.WATERMARK_AGE,
                    DefaultRules.SOURCE_RESETS,
                    DefaultRules.ROWS_MISSING,
                    DefaultRules.ROWS_DELETED,
                    DefaultRules.ROWS_REFUSED,
                    DefaultRules.SCHEMA_CHANGES);
            return results.history().metrics(everything()).stream()
                    .filter(metric -> !ofDelivery.contains(metric.metric()))
                    .filter(metric -> !metric.metric().startsWith(MetricNames.ESTIMATED))
                    .filter(metric -> !metric.metric().contains("_chart_"))
                    .toList();
        }

        List<SubjectScore> drift() {
            return results.history().drift(everything());
        }

        List<Verdict> verdicts() {
            return results.history().verdicts(everything()).stream()
                    .map(SixWeeksFromPostgresIT::withoutLabelsOfItsNight)
                    .toList();
        }
    }

    @BeforeAll
    void readBoth(@TempDir Path folder) throws Exception {
        files = new Pipeline(
                Files.createDirectory(folder.resolve("files")),
                LogFiles.inFolder(STREAM).source("files", LogFiles.Arriving.FROM_NAME),
                LogFiles.inFolder(STREAM).reader(DemoReading.RULES));
        files.take(LOADED);
        files.evaluate();
        hospital = HospitalDatabase.started();
        database = new Pipeline(
                Files.createDirectory(folder.resolve("database")),
                new PostgresSource("postgres", server(), TERMS),
                new PostgresReader(server(), TERMS));
        SixWeeksInPostgres weeks = SixWeeksInPostgres.read(SixWeeksInPostgres.Broken.KEPT);
        List<SixWeeksInPostgres.LabelUpdate> later = weeks.laterLabels();
        try (Connection owner = hospital.connect(Role.OWNER)) {
            weeks.load(owner);
            database.take(LOADED);
            int half = later.size() / 2;
            weeks.apply(owner, later.subList(0, half));
            database.take(LOADED.plusSeconds(600));
            weeks.apply(owner, later.subList(half, later.size()));
            database.take(LOADED.plusSeconds(1_200));
        }
        database.evaluate();
    }

    @AfterAll
    void stop() {
        hospital.close();
    }

    private DatabaseServer server() {
        return new DatabaseServer(
                DatabaseAddress.parse(hospital.url(Role.READER)), "cxrwatch test", DatabaseServer.Use.SOURCE);
    }

    @Test
    void everyMetricIsTheSameNumberForNumber() {
        assertThat(database.metrics()).hasSizeGreaterThan(5_000).containsExactlyElementsOf(files.metrics());
    }

    @Test
    void everyDriftScoreOfInputAndPredictionsIsTheSame() {
        assertThat(inputAndPredictions(database)).hasSizeGreaterThan(5_000);
        assertThat(inputAndPredictions(database)).isEqualTo(inputAndPredictions(files));
    }

    private static List<SubjectScore> inputAndPredictions(Pipeline of) {
        return of.drift().stream()
                .filter(score -> score.kind() != DriftKind.CONCEPT)
                .toList();
    }

    /** Whether accuracy is mature is known from how labels were seen arriving, which differs for the latest days. */
    @Test
    void everyVerdictThatRestsOnMatureLabelsIsTheSame() {
        Map<WindowSlice, Verdict> expected =
                files.verdicts().stream().collect(Collectors.toMap(Verdict::where, verdict -> verdict));
        Map<Boolean, List<Verdict>> mature = database.verdicts().stream()
                .collect(Collectors.partitioningBy(
                        verdict -> isMature(verdict) == isMature(expected.get(verdict.where()))));

        assertThat(mature.get(true))
                .hasSizeGreaterThan(500)
                .allSatisfy(verdict -> assertThat(verdict).isEqualTo(expected.get(verdict.where())));
        assertThat(mature.get(false)).hasSizeLessThan(expected.size() / 20).allSatisfy(verdict -> {
            Verdict other = expected.get(verdict.where());
            assertThat(verdict.data()).isEqualTo(other.data());
            assertThat(verdict.prediction()).isEqualTo(other.prediction());
        });
    }

    /** Estimates and charts rest on the labels that were known when a day ended. */
    private static Verdict withoutLabelsOfItsNight(Verdict verdict) {
        return new Verdict(
                verdict.where(),
                verdict.data(),
                verdict.prediction(),
                verdict.concept(),
                verdict.overall(),
                verdict.severity(),
                verdict.worst(),
                verdict.causes(),
                verdict.recommendations().stream()
                        .filter(text -> !text.contains("charts like it err"))
                        .toList(),
                List.of());
    }

    private static boolean isMature(Verdict verdict) {
        return verdict.concept()
                .absence()
                .filter(Reason.LABELS_IMMATURE::equals)
                .isEmpty();
    }

    @Test
    void theDatabaseAndTheLakeAgreeByKey() {
        XidWindow taken = database.results
                .ledger()
                .taken("postgres")
                .position()
                .map(Batch::plan)
                .flatMap(plan -> plan.window())
                .orElseThrow();
        Reconcile reconcile = new Reconcile(
                "postgres",
                new PostgresRows("postgres", server(), TERMS, taken),
                new LakeRows(TestSession.shared(), database.lake, ZoneOffset.UTC),
                database.results.sourceChecks(),
                database.results.erasures().ids());

        Reconcile.Result result = reconcile.run(new XidWindow.Days(FIRST_DAY, LAST_DAY), NOW);

        assertThat(result.differences()).isEmpty();
        assertThat(result.compared().stream().mapToLong(one -> one.sourceRows()).sum())
                .isBetween(17_271L, 17_275L);
    }
}
