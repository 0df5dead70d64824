package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.notice.Gate;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.PowerCard;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.summary.CustomMetric;
import org.cxrwatch.summary.Definitions;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.traffic.TrafficPolicy;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever rows hold, a night is decided, measured and put into words: every number is one, and where there is none
 * stands a reason.
 */
class BadInputNightsTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final LocalDate LAST_OF_BASELINE = LocalDate.of(2026, 9, 7);
    private static final LocalDate FIRST_BAD = LocalDate.of(2026, 9, 11);
    private static final LocalDate LAST = LocalDate.of(2026, 9, 12);
    private static final int ROWS = 90;

    private static final CustomMetric BRIGHT = new CustomMetric("bright", "features.f0 > 0", CustomMetric.ALWAYS);
    private static final SummaryDefinition DEFINITION = Definitions.computing(
            new SummaryDefinition(List.of("site", "scanner"), List.of("site")), List.of(), List.of(BRIGHT));

    /** Of a day's rows. */
    private static final Map<String, UnaryOperator<List<Prediction>>> BAD = new TreeMap<>(Map.ofEntries(
            Map.entry("all NaN", each(row -> with(row, "f0", Double.NaN))),
            Map.entry("constant", each(row -> with(row, "f0", 0.25))),
            Map.entry("only infinities", alternating(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)),
            Map.entry("largest numbers there are", alternating(Double.MAX_VALUE, -Double.MAX_VALUE)),
            Map.entry("smallest numbers there are", alternating(Double.MIN_VALUE, -0.0)),
            Map.entry("one value", rows -> firstOf(rows, each(row -> with(row, "f0", Double.NaN)))),
            Map.entry("one 1e6", rows -> firstAs(rows, row -> with(row, "f0", 1e6))),
            Map.entry("no longer logged, or as text", each(row -> without(row, "f0"))),
            Map.entry(
                    "logged since", each(row -> with(row, "new", row.features().get("f1")))),
            Map.entry("no features", each(row -> with(row, Map.of()))),
            Map.entry("300 features", each(BadInputNightsTest::many)),
            Map.entry("a scanner a row", numbered((row, i) -> at(row, "scanner", "s" + i))),
            Map.entry("a site of one row", rows -> firstAs(rows, row -> at(row, "site", "island"))),
            Map.entry("no site", each(row -> answering(row, row.answer(), Map.of()))),
            Map.entry("a class a row", numbered((row, i) -> said(row, "CLASS-" + i, 0.7, 0.7))),
            Map.entry("one class", each(row -> said(row, "NORMAL", 1, 0))),
            Map.entry("scores not finite", each(row -> said(row, "NORMAL", Double.NaN, Double.NaN))),
            Map.entry("one row", rows -> rows.subList(0, 1)),
            Map.entry("nothing but failures", each(BadInputNightsTest::failed)),
            Map.entry("no rows", rows -> List.of()),
            Map.entry("thousands of rows", rows -> day(FIRST, 4_000))));

    /** Of which no baseline is made. */
    private static final Set<String> NO_BASELINE = Set.of("no rows", "nothing but failures");

    private static final Set<String> COSTLY = Set.of("300 features", "a scanner a row", "thousands of rows");

    static Stream<Arguments> badRows() {
        return BAD.keySet().stream()
                .flatMap(name -> Stream.of(Where.values())
                        .filter(where -> where == Where.WINDOW || !NO_BASELINE.contains(name))
                        .filter(where -> where != Where.BOTH || !COSTLY.contains(name))
                        .map(where -> Arguments.of(name, where)));
    }

    /** Which days are bad. */
    enum Where {
        /** The last two. */
        WINDOW,
        /** Those of the baseline. */
        BASELINE,
        /** Both. */
        BOTH;

        boolean holds(LocalDate day) {
            boolean isBaseline = !day.isAfter(LAST_OF_BASELINE);
            boolean isBadWindow = !day.isBefore(FIRST_BAD);
            return (isBaseline && this != WINDOW) || (isBadWindow && this != BASELINE);
        }
    }

    @ParameterizedTest
    @MethodSource("badRows")
    void everyNumberIsOneAndElseThereIsAReason(String bad, Where where) {
        MadeUpNights nights = nights(BAD.get(bad), where, List.of());
        List<NightResults> published = nights.evaluate(FIRST_BAD, LAST, policy());

        assertThat(published).hasSize(2);
        published.forEach(BadInputNightsTest::assertTells);
        assertTells(nights.baseline());
        assertThat(published.get(1).subjects()).isNotEmpty();
        assertThat(published.get(1).verdicts()).isNotEmpty();
    }

    /** What the numbers themselves cannot refuse. */
    private static void assertTells(NightResults night) {
        night.measures().forEach(BadInputNightsTest::assertTells);
        night.subjects().forEach(BadInputNightsTest::assertTells);
        assertThat(night.distributions().stream()
                        .flatMap(bins -> Stream.of(bins.referenceShares(), bins.windowShares()))
                        .flatMap(List::stream))
                .allMatch(share -> share >= 0 && share <= 1);
        assertThat(night.hosts().stream().flatMap(host -> Stream.of(host.mean(), host.p95(), host.max())))
                .allMatch(Double::isFinite);
        assertThat(night.verdicts().stream().flatMap(verdict -> verdict.recommendations().stream()))
                .noneMatch(text -> text.matches(".*(NaN|Infinity|∞).*"));
    }

    private static void assertTells(MeasureScore score) {
        boolean hasSign = Set.of("mean_difference", "median_difference").contains(score.measure());
        boolean isBounded = !Set.of("wasserstein", "wasserstein_normed", "psi", "chi_square", "sd_ratio")
                .contains(score.measure());
        OptionalDouble number = score.score().number();
        if (number.isPresent() && !hasSign) {
            assertThat(number.getAsDouble())
                    .as("%s of %s at %s", score.measure(), score.subject(), score.where())
                    .isBetween(0.0, isBounded ? 1.0 : Double.MAX_VALUE);
        }
    }

    private static void assertTells(SubjectScore score) {
        SubjectScore.Evidence evidence = score.evidence();
        boolean isMeasured = score.distance().measured().isPresent();
        assertThat(score.aids().values()).allMatch(Double::isFinite);
        assertThat(score.distance().number().orElse(0)).as("%s", score).isBetween(0.0, 1.0);
        boolean isDecided = isMeasured && score.reference().comparison() == Comparison.BASELINE;
        assertNumber(score, evidence.p(), isMeasured);
        assertNumber(score, evidence.excess(), isMeasured);
        assertNumber(score, evidence.adjusted(), isDecided);
        assertNumber(score, evidence.leastDetectable(), false);
    }

    /** NaN is no number and is stored as none. */
    private static void assertNumber(SubjectScore score, double value, boolean needed) {
        if (needed || !Double.isNaN(value)) {
            assertThat(value).as("%s", score).isBetween(0.0, 1.0);
        }
    }

    private static void assertTells(Baseline baseline) {
        List<PowerCard.Line> lines =
                new PowerCard(DriftPolicy.DEFAULT, "PNEUMONIA", 30).of(new DriftReference(baseline), Map.of());
        assertThat(lines.stream().flatMap(line -> line.changes().stream())).allSatisfy(changes -> {
            assertThat(changes.means().values())
                    .allMatch(shift -> shift.deviation() > 0
                            && Double.isFinite(shift.deviation())
                            && shift.least().orElse(1) > 0
                            && Double.isFinite(shift.least().orElse(1)));
            assertThat(changes.share().orElse(0)).isBetween(0.0, 1.0);
            assertThat(changes.medianShift().orElse(0))
                    .isGreaterThanOrEqualTo(0)
                    .isFinite();
        });
    }

    @Test
    void aMillionInTheBaselineHidesNoShiftOfOneDeviation() {
        UnaryOperator<List<Prediction>> wild = rows -> firstAs(rows, row -> with(row, "f0", 1e6));
        Map<LocalDate, List<Prediction>> days = days(wild, Where.BASELINE);
        days.replaceAll((day, rows) -> day.isBefore(FIRST_BAD)
                ? rows
                : each(row -> with(row, "f0", row.features().get("f0") + 1)).apply(rows));
        List<SubjectScore> found = new MadeUpNights(DEFINITION, LAST_OF_BASELINE, days, List.of())
                .evaluate(FIRST_BAD, FIRST_BAD, policy())
                .get(0)
                .subjects();

        assertThat(found)
                .filteredOn(score -> score.where().slice().isAll()
                        && score.where().window().equals(Window.day(FIRST_BAD))
                        && score.subject().equals("f0")
                        && score.reference().comparison() == Comparison.BASELINE)
                .singleElement()
                .satisfies(score -> {
                    assertThat(score.drifted()).isTrue();
                    assertThat(score.aid("median_after") - score.aid("median_before"))
                            .isBetween(0.5, 1.5);
                });
    }

    @Test
    void whatHostsLogIsANumberOrNotThere() {
        List<SystemSample> samples = new ArrayList<>();
        for (int hour = 0; hour < 12 * 24; hour++) {
            samples.add(new SystemSample(
                    "inference-1",
                    FIRST.atStartOfDay(ZoneOffset.UTC).plusHours(hour).toInstant(),
                    Map.of(
                            "cpu_percent", hour % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY,
                            "gpu_memory_mb", hour == 100 ? 1e300 : 0.0,
                            "memory_percent", hour % 3 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE,
                            "disk_usage_percent", 5e-324 * hour)));
        }
        List<NightResults> published = nights(UnaryOperator.identity(), Where.WINDOW, samples)
                .evaluate(LAST_OF_BASELINE.plusDays(1), LAST, policy());

        assertThat(published).hasSize(5);
        published.forEach(BadInputNightsTest::assertTells);
        assertThat(published.stream().flatMap(night -> night.hosts().stream()))
                .isNotEmpty()
                .noneMatch(host -> host.metric().equals("cpu_percent"));
    }

    private static MadeUpNights nights(UnaryOperator<List<Prediction>> bad, Where where, List<SystemSample> samples) {
        return new MadeUpNights(DEFINITION, LAST_OF_BASELINE, days(bad, where), samples);
    }

    private static Map<LocalDate, List<Prediction>> days(UnaryOperator<List<Prediction>> bad, Where where) {
        Map<LocalDate, List<Prediction>> days = new TreeMap<>();
        FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> {
            List<Prediction> rows = day(day, ROWS);
            List<Prediction> given = where.holds(day) ? bad.apply(rows) : rows;
            days.put(day, given.stream().map(row -> on(day, row)).toList());
        });
        return days;
    }

    private static EvaluationPolicy policy() {
        return new EvaluationPolicy(
                DriftPolicy.DEFAULT,
                LabelMaturity.Policy.DEFAULT,
                new EvaluationPolicy.Slicing(List.of("site"), Map.of("scanner", "site")),
                new EvaluationPolicy.RollingWindows(List.of(WindowKind.DAYS_7), List.of(WindowKind.DAYS_7)),
                "PNEUMONIA",
                10,
                Period.ofDays(3),
                Map.of("gpu_memory_mb", 1_000.0),
                DefaultRules.rules(),
                List.of(BRIGHT),
                TrafficPolicy.DEFAULT,
                Gate.LEAST_COOLDOWN);
    }

    private static List<Prediction> day(LocalDate day, int rows) {
        SplittableRandom random = new SplittableRandom(day.toEpochDay());
        return IntStream.range(0, rows).mapToObj(i -> row(day, random)).toList();
    }

    private static Prediction row(LocalDate day, SplittableRandom random) {
        double score = random.nextDouble();
        String site = random.nextInt(3) == 0 ? "south" : "north";
        return new Prediction(
                "v1",
                day.atStartOfDay().plusSeconds(random.nextInt(86_400)).toInstant(ZoneOffset.UTC),
                RequestStatus.SUCCESS,
                OptionalDouble.of(0.1),
                answer(score > 0.5 ? "PNEUMONIA" : "NORMAL", Math.max(score, 1 - score), score),
                Map.of("f0", normal(random) + (score > 0.5 ? 0.8 : 0), "f1", normal(random)),
                Map.of("site", site, "scanner", site + "-" + random.nextInt(2)));
    }

    /** Nearly normal, of variance 1. */
    private static double normal(SplittableRandom random) {
        return random.doubles(12).sum() - 6;
    }

    private static Prediction.Answer answer(String name, double confidence, double score) {
        return new Prediction.Answer(name, confidence, score);
    }

    private static UnaryOperator<List<Prediction>> each(UnaryOperator<Prediction> change) {
        return rows -> rows.stream().map(change).toList();
    }

    private static UnaryOperator<List<Prediction>> numbered(
            java.util.function.BiFunction<Prediction, Integer, Prediction> change) {
        return rows -> IntStream.range(0, rows.size())
                .mapToObj(i -> change.apply(rows.get(i), i))
                .toList();
    }

    private static UnaryOperator<List<Prediction>> alternating(double one, double other) {
        return numbered((row, i) -> with(row, "f0", i % 2 == 0 ? one : other));
    }

    /** The first row as it was, the others changed. */
    private static List<Prediction> firstOf(List<Prediction> rows, UnaryOperator<List<Prediction>> others) {
        return Stream.concat(rows.stream().limit(1), others.apply(rows.subList(1, rows.size())).stream())
                .toList();
    }

    private static List<Prediction> firstAs(List<Prediction> rows, UnaryOperator<Prediction> change) {
        return Stream.concat(Stream.of(change.apply(rows.get(0))), rows.stream().skip(1))
                .toList();
    }

    private static Prediction with(Prediction row, String feature, double value) {
        Map<String, Double> features = new HashMap<>(row.features());
        features.put(feature, value);
        return with(row, features);
    }

    private static Prediction without(Prediction row, String feature) {
        Map<String, Double> features = new HashMap<>(row.features());
        features.remove(feature);
        return with(row, features);
    }

    private static Prediction many(Prediction row) {
        Map<String, Double> features = new HashMap<>();
        IntStream.range(0, 300)
                .forEach(i -> features.put("g" + i, i + row.features().get("f0")));
        return with(row, features);
    }

    private static Prediction with(Prediction row, Map<String, Double> features) {
        return new Prediction(
                row.modelVersion(), row.at(), row.status(), row.latency(), row.answer(), features, row.attributes());
    }

    private static Prediction at(Prediction row, String key, String value) {
        Map<String, String> attributes = new HashMap<>(row.attributes());
        attributes.put(key, value);
        return answering(row, row.answer(), attributes);
    }

    private static Prediction said(Prediction row, String name, double confidence, double score) {
        return answering(row, answer(name, confidence, score), row.attributes());
    }

    private static Prediction answering(Prediction row, Prediction.Answer answer, Map<String, String> attributes) {
        return new Prediction(
                row.modelVersion(), row.at(), row.status(), row.latency(), answer, row.features(), attributes);
    }

    private static Prediction failed(Prediction row) {
        return new Prediction(
                row.modelVersion(),
                row.at(),
                RequestStatus.ERROR,
                OptionalDouble.of(Double.NaN),
                row.answer(),
                row.features(),
                row.attributes());
    }

    private static Prediction on(LocalDate day, Prediction row) {
        return new Prediction(
                row.modelVersion(),
                day.atTime(row.at().atOffset(ZoneOffset.UTC).toLocalTime()).toInstant(ZoneOffset.UTC),
                row.status(),
                row.latency(),
                row.answer(),
                row.features(),
                row.attributes());
    }
}
