package org.cxrwatch.summary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;

/** Random predictions of a few days: sites, scanners, missing attributes and features, NaN, failures. */
final class SomePredictions {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 1);
    static final SummaryDefinition DEFINITION =
            new SummaryDefinition(List.of("site", "scanner", "patient_sex"), List.of("site"));

    private SomePredictions() {}

    static List<Prediction> of(int rows, Random random) {
        return IntStream.range(0, rows).mapToObj(i -> one(random)).toList();
    }

    private static Prediction one(Random random) {
        Instant at = FIRST_DAY
                .atStartOfDay()
                .plusDays(random.nextInt(3))
                .plusSeconds(random.nextInt(86_400))
                .toInstant(ZoneOffset.UTC);
        boolean failed = random.nextInt(40) == 0;
        double confidence = Math.rint((0.5 + random.nextDouble() / 2) * 1e6) / 1e6;
        boolean positive = random.nextInt(5) < 2;
        Map<String, Double> features = new HashMap<>();
        if (random.nextInt(50) > 0) {
            features.put("mean_intensity", Math.rint((140 + 18 * random.nextGaussian()) * 1e3) / 1e3);
        }
        features.put("entropy", random.nextInt(100) == 0 ? Double.NaN : 7 + 0.3 * random.nextGaussian());
        features.put("dark_fraction", random.nextInt(3) == 0 ? 0.0 : random.nextDouble() / 10);
        Map<String, String> attributes = new HashMap<>();
        String site = List.of("north", "harbor", "valley").get(random.nextInt(3));
        if (random.nextInt(30) > 0) {
            attributes.put("site", site);
        }
        attributes.put("scanner", site + "-" + (1 + random.nextInt(2)));
        attributes.put("patient_sex", random.nextInt(2) == 0 ? "F" : "M");
        return new Prediction(
                random.nextInt(10) == 0 ? "v2" : "v1",
                at,
                failed ? RequestStatus.ERROR : RequestStatus.SUCCESS,
                random.nextInt(20) == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.exp(random.nextGaussian()) / 5),
                new Prediction.Answer(
                        positive ? "PNEUMONIA" : "NORMAL", confidence, positive ? confidence : 1 - confidence),
                features,
                attributes);
    }
}
