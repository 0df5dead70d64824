package org.cxrwatch.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.drift.CategoricalMeasure;
import org.cxrwatch.drift.CategoricalMeasures;
import org.cxrwatch.drift.NumericComparison;
import org.cxrwatch.drift.NumericMeasure;
import org.cxrwatch.drift.NumericMeasures;
import org.cxrwatch.drift.NumericSample;
import org.cxrwatch.drift.PairedCounts;
import org.cxrwatch.drift.ReferenceBins;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.window.WindowSlice;

/** The numbers of docs/measures.md and of its pictures: what the six weeks gave, as it was known in the end. */
final class ExampleMeasures {

    private static final String VERSION = "v1.0.0";
    private static final String FEATURE = "mean_intensity";
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final LocalDate QUIET = LocalDate.of(2026, 9, 15);
    private static final LocalDate MOVED = LocalDate.of(2026, 9, 22);
    private static final LocalDate MORE_DISEASE = LocalDate.of(2026, 9, 27);
    private static final LocalDate LAST_QUIET = LocalDate.of(2026, 9, 21);
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 10, 8);
    private static final Instant AS_OF = Instant.parse("2026-11-03T00:00:00Z");

    /** Elementary functions differ in the last digits between machines. */
    private static final MathContext DIGITS = new MathContext(6);

    private static final List<String> SIDE_BY_SIDE = List.of("sd_ratio", "wasserstein_normed");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<MeasureScore> measures = new ArrayList<>();
    private final List<SubjectScore> subjects = new ArrayList<>();
    private final Baseline baseline;
    private final CellSums cells;

    /** Compares every day of the version after the baseline with it. */
    ExampleMeasures(SixWeeks weeks) {
        this.baseline = weeks.baseline(SixWeeksReplay.FIRST_WEEK);
        this.cells = new CellSums(weeks.cells());
        DriftReference reference = new DriftReference(baseline);
        DriftDecision decision = new DriftDecision(DriftPolicy.DEFAULT);
        MeasureCatalogue catalogue = new MeasureCatalogue(DriftPolicy.DEFAULT.leastRows());
        SixWeeksReplay.FIRST_WEEK
                .lastDay()
                .plusDays(1)
                .datesUntil(LAST_DAY.plusDays(1))
                .map(day -> WindowParts.ofDay(cells, VERSION, day, AS_OF))
                .forEach(window -> {
                    measures.addAll(catalogue.measure(baseline, window));
                    subjects.addAll(decision.decide(reference, window));
                });
    }

    /** All of it, for the pictures. */
    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put(
                "provenance",
                "Written by MeasuresPageTest (-Dexamples=write) from the six weeks of jobs/src/demo; every number was"
                        + " computed by the code it documents; six digits.");
        root.set("values", values());
        root.set("bins", bins());
        root.set("shares", shares());
        root.set("measures", examples());
        root.set("nights", nights());
        root.set("quiet", quiet());
        return root.toPrettyString().replaceAll("\\[ ", "[").replaceAll(" ]", "]") + "\n";
    }

    /** Values and their counts of the baseline and of a day. */
    private ObjectNode values() {
        ObjectNode values = JSON.createObjectNode();
        values.set("baseline", histogram(baseline.total(VALLEY).orElseThrow()));
        values.set(MOVED.toString(), histogram(day(VALLEY, MOVED)));
        return values;
    }

    private DistributionPart day(Slice slice, LocalDate day) {
        return WindowParts.ofDay(cells, VERSION, day, AS_OF).distributions().get(slice);
    }

    private static ArrayNode histogram(DistributionPart part) {
        AdaptiveHistogram histogram = part.feature(FEATURE).histogram();
        ArrayNode rows = JSON.createArrayNode();
        for (int i = 0; i < histogram.size(); i++) {
            rows.addArray().add(histogram.valueAt(i)).add(histogram.countAt(i));
        }
        return rows;
    }

    /** Counts in the baseline's bins. */
    private ObjectNode bins() {
        DistributionPart before = baseline.total(VALLEY).orElseThrow();
        ReferenceBins edges = ReferenceBins.deciles(before.feature(FEATURE));
        ObjectNode bins = JSON.createObjectNode();
        labels(edges).forEach(bins.putArray("labels")::add);
        for (LocalDate day : List.of(QUIET, MOVED)) {
            PairedCounts counts = NumericComparison.of(sample(before), sample(day(VALLEY, day)), edges)
                    .counts();
            ArrayNode reference = JSON.createArrayNode();
            ArrayNode window = bins.putArray(day.toString());
            for (int bin = 0; bin < counts.size(); bin++) {
                reference.add(counts.referenceAt(bin));
                window.add(counts.windowAt(bin));
            }
            bins.set("baseline", reference);
        }
        return bins;
    }

    /** The bins in words: {@code (−∞, 1.5)}, {@code [1.5, 2)}, …, {@code [9, ∞)}, {@code missing}. */
    private static List<String> labels(ReferenceBins bins) {
        List<Double> edges = bins.edges();
        List<String> labels = new ArrayList<>();
        for (int bin = 0; bin <= edges.size(); bin++) {
            String lower = bin == 0 ? "(−∞" : "[" + number(edges.get(bin - 1));
            String upper = bin == edges.size() ? "∞" : number(edges.get(bin));
            labels.add(lower + ", " + upper + ")");
        }
        labels.add("missing");
        return labels;
    }

    private static String number(double edge) {
        return edge == Math.rint(edge) && Math.abs(edge) < 1e15 ? Long.toString((long) edge) : Double.toString(edge);
    }

    private static NumericSample sample(DistributionPart part) {
        return NumericSample.of(part.feature(FEATURE), part.rows());
    }

    /** Rows by predicted class of all predictions. */
    private ObjectNode shares() {
        ObjectNode shares = JSON.createObjectNode();
        shares.set("baseline", classes(baseline.total(Slice.ALL).orElseThrow()));
        Stream.of(QUIET, MORE_DISEASE).forEach(day -> shares.set(day.toString(), classes(day(Slice.ALL, day))));
        return shares;
    }

    private static ObjectNode classes(DistributionPart part) {
        ObjectNode rows = JSON.createObjectNode();
        part.predictedClasses().values().entries().keySet().forEach(name -> rows.put(name, part.rowsOf(name)));
        return rows;
    }

    /** Every measure of what is explained, and of the other features what a picture sets side by side. */
    private ArrayNode examples() {
        ArrayNode rows = JSON.createArrayNode();
        measures.stream()
                .filter(ExampleMeasures::isExample)
                .sorted(Comparator.comparing(
                                (MeasureScore score) -> score.where().window().firstDay())
                        .thenComparing(score -> score.where().slice())
                        .thenComparing(MeasureScore::subject)
                        .thenComparing(MeasureScore::measure))
                .forEach(score -> put(measured(rows.addObject(), score.where(), score.subject()), score));
        return rows;
    }

    private static boolean isExample(MeasureScore score) {
        LocalDate day = score.where().window().firstDay();
        if (score.where().slice().equals(VALLEY)) {
            return (day.equals(QUIET) || day.equals(MOVED))
                    && (score.subject().equals(FEATURE) || SIDE_BY_SIDE.contains(score.measure()));
        }
        return score.where().slice().isAll()
                && (day.equals(QUIET) || day.equals(MORE_DISEASE))
                && score.subject().equals("class_share");
    }

    private static ObjectNode measured(ObjectNode row, WindowSlice where, String subject) {
        return row.put("day", where.window().firstDay().toString())
                .put("slice", where.slice().toString())
                .put("subject", subject);
    }

    private static void put(ObjectNode row, MeasureScore score) {
        row.put("measure", score.measure()).put("n", score.n());
        score.score().number().ifPresent(value -> row.put("value", rounded(value)));
        score.score().absence().ifPresent(reason -> row.put("reason", reason.name()));
    }

    /** The decision about valley and about all class shares, night by night. */
    private ArrayNode nights() {
        ArrayNode rows = JSON.createArrayNode();
        subjects.stream()
                .filter(score -> score.where().slice().isAll()
                        ? score.subject().equals("class_share")
                        : score.where().slice().equals(VALLEY)
                                && score.subject().equals(FEATURE))
                .filter(score -> score.distance().measured().isPresent())
                .sorted(Comparator.comparing(
                                (SubjectScore score) -> score.where().slice())
                        .thenComparing(score -> score.where().window().firstDay()))
                .forEach(score -> {
                    SubjectScore.Evidence evidence = score.evidence();
                    measured(rows.addObject(), score.where(), score.subject())
                            .put("n", evidence.n())
                            .put("distance", rounded(score.distance().number().orElseThrow()))
                            .put("expected", rounded(evidence.expected()))
                            .put("excess", rounded(evidence.excess()))
                            .put("p", rounded(evidence.p()))
                            .put("adjusted", rounded(evidence.adjusted()))
                            .put("drifted", score.drifted());
                });
        return rows;
    }

    /** Size and distance of one feature in every slice of every quiet day after the baseline, and of valley's since. */
    private ArrayNode quiet() {
        ArrayNode rows = JSON.createArrayNode();
        measures.stream()
                .filter(score ->
                        score.subject().equals(FEATURE) && score.measure().equals("js_distance"))
                .filter(score -> !score.where().window().firstDay().isAfter(LAST_QUIET)
                        || score.where().slice().equals(VALLEY))
                .filter(score -> score.score().measured().isPresent())
                .sorted(Comparator.comparing(
                                (MeasureScore score) -> score.where().window().firstDay())
                        .thenComparing(score -> score.where().slice()))
                .forEach(score -> rows.addArray()
                        .add(score.where().window().firstDay().toString())
                        .add(score.where().slice().toString())
                        .add(score.n())
                        .add(baseline.total(score.where().slice()).orElseThrow().rows())
                        .add(rounded(score.score().number().orElseThrow())));
        return rows;
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /** The page's tables: each line of measures a number's, then a category's. */
    String numericTable() {
        return table(
                NumericMeasures.all().stream().map(NumericMeasure::name).toList(),
                List.of(QUIET, MOVED),
                (day, measure) -> number(VALLEY, day, FEATURE, measure));
    }

    String classTable() {
        return table(
                CategoricalMeasures.all().stream().map(CategoricalMeasure::name).toList(),
                List.of(QUIET, MORE_DISEASE),
                (day, measure) -> number(Slice.ALL, day, "class_share", measure));
    }

    private static String table(List<String> names, List<LocalDate> days, BiFunction<LocalDate, String, String> cell) {
        Function<LocalDate, String> heading = LocalDate::toString;
        return "| measure | " + days.stream().map(heading).collect(Collectors.joining(" | ")) + " |\n|---|"
                + "---|".repeat(days.size()) + "\n"
                + names.stream()
                        .map(name -> "| `" + name + "` | "
                                + days.stream()
                                        .map(day -> cell.apply(day, name))
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private String number(Slice slice, LocalDate day, String subject, String measure) {
        return measures.stream()
                .filter(score -> score.where().window().firstDay().equals(day)
                        && score.where().slice().equals(slice)
                        && score.subject().equals(subject)
                        && score.measure().equals(measure))
                .flatMapToDouble(score -> score.score().number().stream())
                .mapToObj(ExampleMeasures::text)
                .findFirst()
                .orElseThrow();
    }

    /** Three digits; very small ones as powers of ten. */
    private static String text(double value) {
        if (value != 0 && Math.abs(value) < 0.001) {
            return String.format(Locale.ROOT, "%.0e", value);
        }
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
