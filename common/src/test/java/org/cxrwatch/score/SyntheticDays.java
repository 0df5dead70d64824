package org.cxrwatch.score;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.PredictionCells.Resolutions;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.window.Window;

/**
 * Days of a made-up hospital: four sites of unequal size with two scanners each, eight image statistics that differ
 * between the classes, and what chance and an optional effect of the day make of them.
 */
final class SyntheticDays {

    static final String VERSION = "v1";
    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final int BASELINE_DAYS = 7;
    static final Map<String, String> NESTED = Map.of("scanner", "site");
    static final int FEATURES = 8;

    static final SummaryDefinition DEFINITION =
            new SummaryDefinition(List.of("site", "scanner", "view", "sex", "age"), List.of("site"));

    private static final List<String> SITES = List.of("north", "harbor", "lakeside", "valley");
    private static final int[] CUMULATIVE_SHARES = {36, 66, 82, 100};
    private static final double CLASS_DIFFERENCE = 0.8;

    private final Random random;
    private final int rowsADay;
    private final double dayEffect;

    /** Days that differ by chance alone. */
    SyntheticDays(long seed, int rowsADay) {
        this(seed, rowsADay, 0);
    }

    /** Days whose features also shift by so many standard deviations, all alike and each scanner by itself. */
    SyntheticDays(long seed, int rowsADay, double dayEffect) {
        this.random = new Random(seed);
        this.rowsADay = rowsADay;
        this.dayEffect = dayEffect;
    }

    /** The predictions of the next day. */
    List<Prediction> day(LocalDate day) {
        return day(day, 0.45);
    }

    List<Prediction> day(LocalDate day, double prevalence) {
        double[] common = effects();
        Map<String, double[]> ofScanners = new HashMap<>();
        double logit = Math.log(prevalence / (1 - prevalence)) + 1.5 * dayEffect * random.nextGaussian();
        double positives = 1 / (1 + Math.exp(-logit));
        return IntStream.range(0, rowsADay)
                .mapToObj(i -> one(day, positives, common, ofScanners))
                .toList();
    }

    private Prediction one(LocalDate day, double positives, double[] common, Map<String, double[]> ofScanners) {
        boolean positive = random.nextDouble() < positives;
        Map<String, String> attributes = attributes();
        double[] ofScanner = ofScanners.computeIfAbsent(attributes.get("scanner"), scanner -> effects());
        Map<String, Double> features = new HashMap<>();
        for (int f = 0; f < FEATURES; f++) {
            features.put("f" + f, random.nextGaussian() + (positive ? CLASS_DIFFERENCE : 0) + common[f] + ofScanner[f]);
        }
        double score = 1 / (1 + Math.exp(-(positive ? 2 : -2) - 1.2 * random.nextGaussian()));
        boolean said = score >= 0.5;
        return new Prediction(
                VERSION,
                day.atStartOfDay().plusSeconds(random.nextInt(86_400)).toInstant(ZoneOffset.UTC),
                RequestStatus.SUCCESS,
                OptionalDouble.of(0.1),
                new Prediction.Answer(said ? "PNEUMONIA" : "NORMAL", said ? score : 1 - score, score),
                features,
                attributes);
    }

    private double[] effects() {
        return IntStream.range(0, FEATURES)
                .mapToDouble(f -> dayEffect * random.nextGaussian())
                .toArray();
    }

    private Map<String, String> attributes() {
        int at = random.nextInt(100);
        int index = 0;
        while (at >= CUMULATIVE_SHARES[index]) {
            index++;
        }
        String site = SITES.get(index);
        return Map.of(
                "site",
                site,
                "scanner",
                site + "-" + (1 + random.nextInt(2)),
                "view",
                random.nextInt(10) < 4 ? "AP" : "PA",
                "sex",
                random.nextInt(2) == 0 ? "F" : "M",
                "age",
                List.of("0-17", "18-39", "40-64", "65+").get(random.nextInt(4)));
    }

    /** A baseline of the next seven days. */
    DriftReference baseline() {
        List<List<Prediction>> days = new ArrayList<>();
        for (int i = 0; i < BASELINE_DAYS; i++) {
            days.add(day(FIRST.plusDays(i)));
        }
        return baseline(days);
    }

    /** A baseline of these days. */
    static DriftReference baseline(List<List<Prediction>> predictions) {
        Map<LocalDate, Map<Slice, DistributionPart>> days = new TreeMap<>();
        for (int i = 0; i < predictions.size(); i++) {
            days.put(FIRST.plusDays(i), parts(predictions.get(i), Resolutions.BASELINE));
        }
        LocalDate last = FIRST.plusDays(predictions.size() - 1);
        BaselineRecord about =
                new BaselineRecord("b", VERSION, FIRST, last, 0, DEFINITION.hash(), "", Instant.EPOCH, "", "");
        return new DriftReference(new Baseline(about, days));
    }

    /** The window of a day, changed on the way. */
    static WindowParts window(LocalDate day, List<Prediction> predictions, UnaryOperator<Prediction> change) {
        Map<Slice, DistributionPart> parts =
                parts(predictions.stream().map(change).toList(), Resolutions.CELL);
        return new WindowParts(Scope.version(VERSION), Window.day(day), new TreeMap<>(parts), new TreeMap<>());
    }

    static WindowParts window(LocalDate day, List<Prediction> predictions) {
        return window(day, predictions, UnaryOperator.identity());
    }

    static Map<Slice, DistributionPart> parts(List<Prediction> predictions, Resolutions resolutions) {
        PredictionCells cells = new PredictionCells(DEFINITION, resolutions);
        Arrival arrival = Arrival.during(FIRST, ArrivalBasis.FROM_NAME);
        predictions.forEach(prediction -> cells.addAnswer(prediction, arrival));
        Map<Slice, DistributionPart> parts = new TreeMap<>();
        for (CellContent content : cells.drain()) {
            parts.merge(content.key().slice(), (DistributionPart) content.part(), DistributionPart::plus);
        }
        return parts;
    }

    /** The same prediction with other features. */
    static Prediction with(Prediction prediction, Map<String, Double> features) {
        return new Prediction(
                prediction.modelVersion(),
                prediction.at(),
                prediction.status(),
                prediction.latency(),
                prediction.answer(),
                features,
                prediction.attributes());
    }

    /** Adds to three features of the rows that have this value of an attribute. */
    static UnaryOperator<Prediction> shiftAt(String key, String value, double by) {
        return prediction -> value.equals(prediction.attributes().get(key)) ? shifted(prediction, by) : prediction;
    }

    static Prediction without(Prediction prediction, String feature) {
        Map<String, Double> features = new HashMap<>(prediction.features());
        features.remove(feature);
        return with(prediction, features);
    }

    static Prediction shifted(Prediction prediction, double by) {
        Map<String, Double> features = new HashMap<>(prediction.features());
        List.of("f0", "f1", "f2").forEach(name -> features.merge(name, by, Double::sum));
        return with(prediction, features);
    }
}
