package org.cxrwatch.job;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.CauseFinder;
import org.cxrwatch.score.ConceptDecision;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.OnsetFinder;
import org.cxrwatch.score.PreviousComparison;
import org.cxrwatch.score.Recommendations;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdicts;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.window.Window;

/**
 * How long one thread takes for all measures, decisions and recommendations of a day from its summaries: a program, not
 * a test. Of the six weeks, every day after the baseline; of made-up days, whose summaries are as fine as they can be.
 *
 * <p>Arguments: how often each day is scored (default 5), rows of a made-up day (default 140,000; 0 leaves the made-up
 * days out), and anything more to leave out the six weeks.
 */
public final class EvaluationPace {

    private static final String VERSION = "v1.0.0";
    private static final int ONSET_DAYS = 56;
    private static final int MADE_UP_DAYS = 3;
    private static final Map<String, String> NESTED = Map.of("scanner", "site");

    private final DriftReference reference;
    private final Map<Slice, LabelPart> baselineLabels;
    private final LabelMaturity maturity;
    private final SortedMap<LocalDate, WindowParts> days;
    private final MeasureCatalogue catalogue = new MeasureCatalogue(DriftPolicy.DEFAULT.leastRows());
    private final Map<String, Long> spent = new LinkedHashMap<>();

    private EvaluationPace(
            DriftReference reference,
            Map<Slice, LabelPart> baselineLabels,
            LabelMaturity maturity,
            SortedMap<LocalDate, WindowParts> days) {
        this.reference = reference;
        this.baselineLabels = baselineLabels;
        this.maturity = maturity;
        this.days = days;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) {
        int turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 140_000;
        if (arguments.length < 3) {
            sixWeeks().print("six weeks", turns);
        }
        if (rows > 0) {
            madeUp(rows).print("made up", turns);
        }
    }

    private static EvaluationPace sixWeeks() {
        SixWeeks weeks = new SixWeeks(LocalDate.of(2026, 11, 3));
        CellSums cells = new CellSums(weeks.cells());
        Instant asOf = Instant.parse("2026-10-09T00:00:00Z");
        SortedMap<LocalDate, WindowParts> days = new TreeMap<>();
        LocalDate.of(2026, 9, 1)
                .datesUntil(LocalDate.of(2026, 10, 9))
                .forEach(day -> days.put(day, WindowParts.ofDay(cells, VERSION, day, asOf)));
        Baseline baseline = weeks.baseline(SixWeeksReplay.FIRST_WEEK);
        Map<Slice, LabelPart> labels = new TreeMap<>();
        baseline.days()
                .keySet()
                .forEach(day ->
                        days.get(day).labels().forEach((slice, part) -> labels.merge(slice, part, LabelPart::plus)));
        return new EvaluationPace(
                new DriftReference(baseline),
                labels,
                new LabelKnowledge(cells, LocalDate.of(2026, 10, 8), asOf).maturity(LabelMaturity.Policy.DEFAULT),
                days);
    }

    /** Each row has values of its own, and more rows than a summary holds values. */
    private static EvaluationPace madeUp(int rows) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(1);
        LocalDate first = SixWeeksReplay.FIRST_WEEK.firstDay();
        Map<LocalDate, Map<Slice, DistributionPart>> before = new TreeMap<>();
        for (int i = 0; i < MADE_UP_DAYS; i++) {
            before.put(first.plusDays(i), count(random, first.plusDays(i), rows, PredictionCells.Resolutions.BASELINE));
        }
        SortedMap<LocalDate, WindowParts> days = new TreeMap<>();
        for (int i = 0; i < MADE_UP_DAYS; i++) {
            LocalDate day = SixWeeksReplay.FIRST_WEEK.lastDay().plusDays(1 + i);
            days.put(
                    day,
                    new WindowParts(
                            Scope.version(VERSION),
                            Window.day(day),
                            new TreeMap<>(count(random, day, rows, PredictionCells.Resolutions.CELL)),
                            new TreeMap<>()));
        }
        CellSums none = new CellSums(List.of());
        return new EvaluationPace(
                new DriftReference(new Baseline(SixWeeksReplay.FIRST_WEEK, before)),
                Map.of(),
                new LabelKnowledge(none, first, Instant.EPOCH).maturity(LabelMaturity.Policy.DEFAULT),
                days);
    }

    private static Map<Slice, DistributionPart> count(
            java.util.SplittableRandom random, LocalDate day, int rows, PredictionCells.Resolutions resolutions) {
        PredictionCells counted = new PredictionCells(SixWeeks.DEFINITION, resolutions);
        for (int i = 0; i < rows; i++) {
            counted.addAnswer(row(random, day), Arrival.during(day, ArrivalBasis.FROM_NAME));
        }
        Map<Slice, DistributionPart> parts = new TreeMap<>();
        counted.drain().forEach(content -> parts.put(content.key().slice(), (DistributionPart) content.part()));
        return parts;
    }

    private static Prediction row(java.util.SplittableRandom random, LocalDate day) {
        double score = random.nextDouble();
        Map<String, Double> features = new HashMap<>();
        for (int f = 0; f < 8; f++) {
            features.put("f" + f, random.nextDouble() + random.nextDouble() + score / 4);
        }
        int scanner = random.nextInt(8);
        return new Prediction(
                VERSION,
                day.atStartOfDay().plusSeconds(random.nextInt(86_400)).toInstant(ZoneOffset.UTC),
                RequestStatus.SUCCESS,
                java.util.OptionalDouble.of(0.1),
                new Prediction.Answer(score > 0.5 ? "PNEUMONIA" : "NORMAL", Math.max(score, 1 - score), score),
                features,
                Map.of(
                        "site", "site-" + scanner / 2,
                        "scanner", "scanner-" + scanner,
                        "view_position", "view-" + random.nextInt(2),
                        "patient_sex", "sex-" + random.nextInt(2),
                        "patient_age_group", "age-" + random.nextInt(4)));
    }

    private void print(String name, int turns) {
        long began = cpu();
        List<LocalDate> scored = days.keySet().stream()
                .filter(day -> day.isAfter(SixWeeksReplay.FIRST_WEEK.lastDay()))
                .toList();
        score(scored.get(0));
        System.out.printf(
                Locale.ROOT,
                "%s: %d slices, %d days; the first day, cold, %.2f s of processor time, the baseline's preparation in"
                        + " it%n",
                name,
                reference.baseline().slices().size(),
                scored.size(),
                seconds(cpu() - began));
        List<Double> times = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            spent.clear();
            times.clear();
            for (LocalDate day : scored) {
                long start = System.nanoTime();
                long used = cpu();
                score(day);
                times.add(seconds(cpu() - used));
                spent.merge("wall", System.nanoTime() - start, Long::sum);
            }
            double[] sorted = times.stream().mapToDouble(time -> time).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "turn %d: a day's processor time %.3f s (median), %.3f s (largest); a day on average, in ms:%s%n",
                    turn + 1,
                    sorted[sorted.length / 2],
                    Arrays.stream(sorted).max().orElseThrow(),
                    shares(scored.size()));
        }
    }

    private String shares(int ofDays) {
        StringBuilder text = new StringBuilder();
        spent.forEach((part, nanos) ->
                text.append(String.format(Locale.ROOT, " %s %.1f,", part, seconds(nanos) * 1_000 / ofDays)));
        return text.toString();
    }

    /** Time of this thread alone: what else the machine does is no part of it. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private <T> T timed(String part, Supplier<T> work) {
        long began = cpu();
        T result = work.get();
        spent.merge(part, cpu() - began, Long::sum);
        return result;
    }

    /** What a night does with a day. */
    private void score(LocalDate day) {
        WindowParts window = days.get(day);
        DriftPolicy policy = DriftPolicy.DEFAULT;
        DriftDecision decision = new DriftDecision(policy);
        List<SubjectScore> decided = timed("decisions", () -> decision.decide(reference, window));
        timed("measures", () -> catalogue.measure(reference.baseline(), window));
        timed("shares", () -> decision.distributions(reference, window));
        SortedMap<DriftKind, List<Slice>> causes =
                timed("causes", () -> new CauseFinder(policy, NESTED).find(reference, window, decided));
        List<SubjectScore> scores = new ArrayList<>(timed("dates", () -> dated(day, decided)));
        if (days.containsKey(day.minusDays(1))) {
            timed(
                    "day before",
                    () -> new PreviousComparison(policy.leastRows(), Optional.of(reference))
                            .compare(days.get(day.minusDays(1)), window));
        }
        scores.addAll(timed(
                "concept",
                () -> new ConceptDecision(policy)
                        .decide(reference, new ConceptDecision.Labels(baselineLabels, maturity), window)));
        timed("words", () -> {
            Verdicts.Findings found = new Verdicts.Findings(scores, causes, List.of());
            List<String> words = new Recommendations("PNEUMONIA", NESTED).of(window, found);
            return new Verdicts(policy).of(window, new Verdicts.Findings(scores, causes, words));
        });
    }

    private List<SubjectScore> dated(LocalDate day, List<SubjectScore> decided) {
        OnsetFinder onsets = new OnsetFinder(
                reference,
                baselineLabels,
                days.subMap(day.minusDays(ONSET_DAYS - 1L), day.plusDays(1)).values());
        return decided.stream().map(onsets::date).toList();
    }
}
