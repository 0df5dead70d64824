package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.LatencyMean;
import org.cxrwatch.performance.LatencyQuantile;
import org.cxrwatch.performance.Outcomes;
import org.cxrwatch.performance.ServiceLoad;
import org.cxrwatch.performance.ShareDifference;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.PairedImages;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.VersionComparison;
import org.cxrwatch.score.VersionCounts;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.ServicePart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every day of the six weeks against what pandas and SciPy say of it (truth.json); v1.1.0 against v1.0.0's baseline.
 */
class TruthTest {

    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final double EXACT = 1e-9;

    /** truth.json's p-values come from SciPy's exact method; below that they are compared by their size only. */
    private static final double LEAST_P = 1e-6;

    private static JsonNode truth;
    private static CellSums cells;
    private static List<Cell> allCells;
    private static Baseline baseline;

    @BeforeAll
    static void readBoth() throws IOException {
        truth = new ObjectMapper()
                .readTree(Path.of("src/demo/pneumonia-stream/truth.json").toFile());
        SixWeeks weeks = new SixWeeks(LocalDate.of(2026, 11, 3));
        allCells = weeks.cells();
        cells = new CellSums(allCells);
        baseline = weeks.baseline(new BaselineRecord(
                "first-week",
                "v1.0.0",
                LocalDate.of(2026, 9, 1),
                LocalDate.of(2026, 9, 7),
                2_941,
                SixWeeks.DEFINITION.hash(),
                "",
                LATER,
                "test",
                ""));
    }

    static Stream<LocalDate> days() {
        return LocalDate.of(2026, 9, 1).datesUntil(LocalDate.of(2026, 10, 13));
    }

    private static WindowParts window(LocalDate day) {
        return cells.versionsOn(day).stream()
                .filter(version -> !version.isEmpty())
                .map(version -> WindowParts.ofDay(cells, version, day, LATER))
                .findFirst()
                .orElseThrow();
    }

    private static void assertEqual(double actual, JsonNode expected, String what) {
        assertThat(actual)
                .as(what)
                .isCloseTo(expected.asDouble(), within(EXACT * Math.max(1e-12, Math.abs(expected.asDouble()))));
    }

    @ParameterizedTest
    @MethodSource("days")
    void requestsAndLatenciesAreThose(LocalDate day) {
        JsonNode expected = truth.path("days").path(day.toString());
        ServicePart requests = Stream.iterate(0, hour -> hour < 24, hour -> hour + 1)
                .flatMap(hour -> cells.versionsOn(day).stream()
                        .map(version -> new CellKey(PartKind.SERVICE, version, day, Optional.of(hour), Slice.ALL)))
                .flatMap(key -> cells.sum(key, LATER).stream())
                .map(ServicePart.class::cast)
                .reduce(ServicePart.empty(Resolution.SERVICE), ServicePart::plus);
        ServiceLoad load = new ServiceLoad(requests, Duration.ofDays(1));

        assertThat(requests.rows()).isEqualTo(expected.path("predictions").asLong());
        assertThat(requests.failures()).isEqualTo(expected.path("errors").asLong());
        assertEqual(
                1000 * new LatencyMean().score(load).score().number().orElseThrow(),
                expected.path("latency_ms_mean"),
                "mean latency");
        assertEqual(
                1000 * LatencyQuantile.p95().score(load).score().number().orElseThrow(),
                expected.path("latency_ms_p95"),
                "95th percentile of latency");
    }

    @ParameterizedTest
    @MethodSource("days")
    void labelsAndAccuraciesAreThose(LocalDate day) {
        JsonNode expected = truth.path("days").path(day.toString());
        WindowParts window = window(day);
        Outcomes all = outcomes(window, Slice.ALL);

        assertThat(all.labelled()).isEqualTo(expected.path("labelled").asLong());
        assertEqual(accuracy(all), expected.path("accuracy"), "accuracy");
        expected.path("accuracy_by_site")
                .fields()
                .forEachRemaining(site -> assertEqual(
                        accuracy(outcomes(window, new Slice("site", site.getKey()))),
                        site.getValue(),
                        "accuracy at " + site.getKey()));
        DistributionPart part = window.distributions().get(Slice.ALL);
        assertEqual((double) part.rowsOf("PNEUMONIA") / part.rows(), expected.path("positive_rate"), "positive rate");
    }

    private static Outcomes outcomes(WindowParts window, Slice slice) {
        return Outcomes.of(window.labels().get(slice).standing(), "PNEUMONIA", window.rows(slice));
    }

    private static double accuracy(Outcomes outcomes) {
        return (double) outcomes.agreeing() / outcomes.labelled();
    }

    @ParameterizedTest
    @MethodSource("days")
    void everyFeatureIsAsSciPyMeasuresIt(LocalDate day) {
        WindowParts window = window(day);
        Map<List<String>, Double> measured = new HashMap<>();
        for (MeasureScore score : new MeasureCatalogue(10).measure(baseline, window)) {
            if (score.where().slice().isAll()) {
                score.score()
                        .number()
                        .ifPresent(value -> measured.put(List.of(score.subject(), score.measure()), value));
            }
        }
        DistributionPart part = window.distributions().get(Slice.ALL);
        List<String> compared = new ArrayList<>();
        truth.path("days").path(day.toString()).path("features").fields().forEachRemaining(feature -> {
            String name = feature.getKey();
            JsonNode expected = feature.getValue();
            NumericSummary values = name.equals("confidence") ? part.confidence() : part.feature(name);
            assertEqual(values.mean(), expected.path("mean"), name + " mean");
            assertEqual(values.standardDeviation(), expected.path("std"), name + " standard deviation");
            assertEqual(measured.get(List.of(name, "ks")), expected.path("ks"), name + " KS");
            assertEqual(
                    measured.get(List.of(name, "wasserstein")), expected.path("wasserstein"), name + " Wasserstein");
            assertEqual(measured.get(List.of(name, "psi")), expected.path("psi10"), name + " PSI");
            assertProbability(
                    measured.get(List.of(name, "ks_p")), expected.path("ks_p").asDouble(), name);
            compared.add(name);
        });
        assertThat(compared).hasSize(9);
    }

    /** {@code drift detect --baseline} of v1.0.0 for v1.1.0, which has none of its own. */
    @ParameterizedTest
    @MethodSource("daysOfTheSuccessor")
    void theSuccessorAgainstItsPredecessorsBaselineIsAsSciPyMeasuresIt(LocalDate day) {
        MemoryDatabase database = new MemoryDatabase(Clock.fixed(LATER, ZoneOffset.UTC));
        database.baselines().add(baseline.about());
        WindowParts window = window(day);
        DetectDrift job = new DetectDrift(
                new DetectDrift.Predictions(
                        (scope, from, to) -> new WindowCounts.Counted(window.distributions(), new TreeMap<>()),
                        range -> List.of()),
                database.baselines(),
                new Loaded(baseline),
                SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of()));

        DetectDrift.Found found = job.run(new DetectDrift.Request(
                "v1.1.0",
                day.atStartOfDay().toInstant(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                Optional.of(baseline.about().id()),
                LATER));

        assertThat(found.baseline().modelVersion()).isEqualTo("v1.0.0");
        List<String> compared = new ArrayList<>();
        truth.path("days").path(day.toString()).path("features").fields().forEachRemaining(feature -> {
            String name = feature.getKey();
            assertEqual(measured(found, name, "ks"), feature.getValue().path("ks"), name + " KS");
            assertEqual(
                    measured(found, name, "wasserstein"),
                    feature.getValue().path("wasserstein"),
                    name + " Wasserstein");
            assertEqual(measured(found, name, "psi"), feature.getValue().path("psi10"), name + " PSI");
            compared.add(name);
        });
        assertThat(compared).hasSize(9);
        assertThat(found.scores())
                .filteredOn(score -> score.where().slice().isAll())
                .extracting(score -> score.distance().measured().isPresent())
                .as("another version's days are not in its own baseline")
                .isNotEmpty()
                .containsOnly(true);
    }

    static Stream<LocalDate> daysOfTheSuccessor() {
        return LocalDate.of(2026, 10, 9).datesUntil(LocalDate.of(2026, 10, 13));
    }

    private static double measured(DetectDrift.Found found, String subject, String measure) {
        return found.measures().stream()
                .filter(score -> score.where().slice().isAll()
                        && score.subject().equals(subject)
                        && score.measure().equals(measure))
                .findFirst()
                .flatMap(score -> score.score().measured())
                .orElseThrow()
                .value();
    }

    /** {@code models compare v1.0.0 v1.1.0} over all days: shares are those of truth.json's days, by their labels. */
    @Test
    void theVersionsComparedByRowsOfTheirOwnAreAsRightAsTheirDays() {
        LocalDate first = LocalDate.of(2026, 9, 1);
        LocalDate last = LocalDate.of(2026, 10, 12);
        CompareVersions job = new CompareVersions(
                range -> allCells,
                query -> PairedImages.Found.NONE,
                Expired.NOTHING,
                new CompareVersions.Terms("PNEUMONIA", 10));

        CompareVersions.Found found = job.run(new CompareVersions.Request(
                "v1.0.0", "v1.1.0", first, last, days().collect(Collectors.toCollection(TreeSet::new)), LATER));

        VersionComparison accuracy = found.apart().get(0);
        VersionComparison.InSlice all = accuracy.in(Slice.ALL).orElseThrow();
        assertThat(accuracy.metric()).isEqualTo(VersionCounts.Metric.ACCURACY);
        assertThat(all.first()).isEqualTo(truthOf(first, LocalDate.of(2026, 10, 8)));
        assertThat(all.second()).isEqualTo(truthOf(LocalDate.of(2026, 10, 9), last));
        assertThat(all.difference().number().orElseThrow())
                .isCloseTo(all.second().share() - all.first().share(), within(1e-12));
        assertThat(all.outcome()).isEqualTo(VersionComparison.Outcome.BETTER);
        assertThat(found.first().answered()).hasSize(38);
        assertThat(found.second().labelledDays()).hasSize(4);
    }

    /** Right answers and labels of some days. */
    private static ShareDifference.Counts truthOf(LocalDate first, LocalDate last) {
        long right = 0;
        long labelled = 0;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            JsonNode expected = truth.path("days").path(day.toString());
            labelled += expected.path("labelled").asLong();
            right += Math.round(expected.path("accuracy").asDouble()
                    * expected.path("labelled").asLong());
        }
        return new ShareDifference.Counts(right, labelled);
    }

    private record Loaded(Baseline held) implements BaselineContents {

        @Override
        public Map<LocalDate, Map<Slice, DistributionPart>> count(String modelVersion, Set<LocalDate> days) {
            throw new IllegalStateException("Nothing is established here.");
        }

        @Override
        public void save(Baseline other) {
            throw new IllegalStateException("Nothing is established here.");
        }

        @Override
        public Baseline load(BaselineRecord about) {
            return held;
        }
    }

    private static void assertProbability(double actual, double expected, String name) {
        if (expected > LEAST_P) {
            assertThat(actual).as(name + " KS p").isCloseTo(expected, within(0.02 * expected));
        } else {
            assertThat(actual).as(name + " KS p").isLessThan(2 * LEAST_P);
        }
    }
}
