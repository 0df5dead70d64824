package org.cxrwatch.bench;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * A hospital group made up from a seed: four sites of unequal size with two scanners each, patients, and a model's
 * answers.
 *
 * <p>It is hierarchical: sites and scanners differ for good; days differ everywhere, at each site and at each scanner;
 * the images of a day differ from each other. Features are correlated, differ between the classes, and some are skewed.
 * Weekends have fewer patients, of whom more are ill and more lie in bed. How much of all that there is belongs to the
 * hospital and is drawn with it. Days do not depend on each other.
 */
final class Hospital {

    static final String VERSION = "v1";
    static final Map<String, String> NESTED = Map.of("scanner", "site");
    static final SummaryDefinition DEFINITION =
            new SummaryDefinition(List.of("site", "scanner", "view", "sex", "age"), List.of());
    static final List<String> SITES = List.of("north", "harbor", "valley", "lakeside");

    private static final double[] SITE_SHARES = {0.36, 0.30, 0.18, 0.16};
    private static final double PREVALENCE_LOGIT = -0.2;
    private static final double PORTABLE = 0.35;
    private static final List<String> AGES = List.of("0-17", "18-39", "40-64", "65+");
    private static final Feature[] FEATURES = Feature.values();

    private final SplittableRandom random;
    private final DayToDay dayToDay;
    private final double weekendShare;
    private final double weekendLogit;
    private final double weekendPortable;
    private final Map<String, Double> siteLogit = new HashMap<>();
    private final Map<String, double[]> fixed = new HashMap<>();
    private final double[] restless = new double[FEATURES.length];
    private final double[] ofPortable = new double[FEATURES.length];

    Hospital(long seed, DayToDay dayToDay) {
        this.random = new SplittableRandom(seed);
        this.dayToDay = dayToDay;
        this.weekendShare = 0.4 + 0.5 * random.nextDouble();
        this.weekendLogit = dayToDay.rhythm() * Math.abs(0.25 * random.nextGaussian());
        this.weekendPortable = dayToDay.rhythm() * 0.1 * random.nextDouble();
        for (String site : SITES) {
            siteLogit.put(site, 0.3 * random.nextGaussian());
            fixed.put(site, normals(0.3));
            for (int scanner = 1; scanner <= 2; scanner++) {
                fixed.put(site + "-" + scanner, normals(0.15));
            }
        }
        for (int f = 0; f < FEATURES.length; f++) {
            restless[f] = dayToDay.shift() * Math.exp(0.4 * random.nextGaussian());
            ofPortable[f] = 0.4 * random.nextGaussian();
        }
    }

    private double[] normals(double deviation) {
        double[] normals = new double[FEATURES.length];
        for (int f = 0; f < normals.length; f++) {
            normals[f] = deviation * random.nextGaussian();
        }
        return normals;
    }

    /** What a day adds to what is always so. */
    private final class Day {

        private final boolean weekend;
        private final double[] everywhere = shifts();
        private final Map<String, double[]> places = new HashMap<>();
        private final Map<String, Double> logits = new HashMap<>();
        private final double portable;
        private final double[] afterwards = normals(dayToDay.afterwards());

        Day(LocalDate day, Change change) {
            this.weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            this.portable = PORTABLE + (weekend ? weekendPortable : 0) + change.morePortable();
            double common =
                    PREVALENCE_LOGIT + (weekend ? weekendLogit : 0) + 0.12 * dayToDay.rhythm() * random.nextGaussian();
            for (String site : SITES) {
                double own = siteLogit.get(site) + 0.08 * dayToDay.rhythm() * random.nextGaussian();
                logits.put(site, common + own + change.morePneumonia(site));
                double[] ofSite = shifts();
                for (int scanner = 1; scanner <= 2; scanner++) {
                    String name = site + "-" + scanner;
                    places.put(name, sum(everywhere, ofSite, shifts(), fixed.get(site), fixed.get(name)));
                }
            }
        }

        private double[] shifts() {
            double[] shifts = new double[FEATURES.length];
            for (int f = 0; f < shifts.length; f++) {
                shifts[f] = restless[f] * random.nextGaussian();
            }
            return shifts;
        }
    }

    private static double[] sum(double[]... all) {
        double[] sum = new double[FEATURES.length];
        for (double[] each : all) {
            for (int f = 0; f < sum.length; f++) {
                sum[f] += each[f];
            }
        }
        return sum;
    }

    /**
     * The distributions of a day by slice.
     *
     * @param rows expected on a weekday
     * @param change what happens on it
     * @param resolutions of a baseline or of cells
     */
    Map<Slice, DistributionPart> day(
            LocalDate date, double rows, Change change, PredictionCells.Resolutions resolutions) {
        Day day = new Day(date, change);
        double expected = rows * (day.weekend ? weekendShare : 1);
        long count = Math.max(1, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
        PredictionCells cells = new PredictionCells(DEFINITION, resolutions);
        Arrival arrival = Arrival.during(date, ArrivalBasis.FROM_NAME);
        for (long i = 0; i < count; i++) {
            Image image = image(day);
            change.touch(image, random);
            cells.addAnswer(prediction(date, image), arrival);
        }
        Map<Slice, DistributionPart> parts = new TreeMap<>();
        for (CellContent content : cells.drain()) {
            parts.put(content.key().slice(), (DistributionPart) content.part());
        }
        return parts;
    }

    private Image image(Day day) {
        String site = SITES.get(drawn(SITE_SHARES));
        String scanner = site + "-" + (random.nextDouble() < 0.55 ? 1 : 2);
        boolean portable = random.nextDouble() < day.portable;
        boolean positive = random.nextDouble() < logistic(day.logits.get(site));
        Image.Patient patient = new Image.Patient(
                site,
                scanner,
                portable ? "AP" : "PA",
                random.nextBoolean() ? "F" : "M",
                AGES.get(random.nextInt(AGES.size())),
                positive);
        double exposure = random.nextGaussian();
        double texture = random.nextGaussian();
        double[] shift = day.places.get(scanner);
        double[] values = new double[FEATURES.length];
        for (Feature feature : FEATURES) {
            int f = feature.ordinal();
            double z = feature.exposure() * exposure
                    + feature.texture() * texture
                    + feature.own() * random.nextGaussian()
                    + (positive ? feature.classDifference() : 0)
                    + (portable ? ofPortable[f] : 0)
                    + shift[f];
            values[f] = feature.of(z) + (feature.isSkewed() ? day.afterwards[f] * Feature.DEVIATION_OF_SKEWED : 0);
        }
        return new Image(patient, values, (positive ? 2 : -2) + 0.3 * texture + 1.2 * random.nextGaussian());
    }

    private int drawn(double[] shares) {
        double left = random.nextDouble();
        int index = 0;
        while (index < shares.length - 1 && left >= shares[index]) {
            left -= shares[index++];
        }
        return index;
    }

    private static Prediction prediction(LocalDate date, Image image) {
        Map<String, Double> features = new HashMap<>();
        for (Feature feature : FEATURES) {
            features.put(feature.text(), image.feature(feature));
        }
        double score = logistic(image.logit());
        boolean positive = score >= 0.5;
        Image.Patient patient = image.patient();
        return new Prediction(
                VERSION,
                date.atStartOfDay().toInstant(ZoneOffset.UTC),
                RequestStatus.SUCCESS,
                OptionalDouble.empty(),
                new Prediction.Answer(positive ? "PNEUMONIA" : "NORMAL", positive ? score : 1 - score, score),
                features,
                Map.of(
                        "site", patient.site(),
                        "scanner", patient.scanner(),
                        "view", patient.view(),
                        "sex", patient.sex(),
                        "age", patient.age()));
    }

    static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
