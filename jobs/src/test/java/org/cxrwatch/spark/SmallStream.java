package org.cxrwatch.spark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.SystemSample;

/**
 * Four random days with everything that makes counting hard: failures, late rows, re-sent images, a second version,
 * missing and infinite numbers, labels before their rows, corrected and withdrawn labels, labels of unknown images.
 */
final class SmallStream {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 1);
    static final int DAYS = 4;

    final List<Request> requests = new ArrayList<>();
    final List<LabelEvent> labels = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();

    private final Random random;

    record Request(LoggedPrediction logged, Arrival arrival) {}

    record Sample(SystemSample sample, Arrival arrival) {}

    SmallStream(int images, long seed) {
        this.random = new Random(seed);
        for (int image = 0; image < images; image++) {
            image("image-" + image);
        }
        label("unknown-1", "radiologist", Optional.of("NORMAL"), FIRST_DAY.plusDays(1));
        label("unknown-2", "radiologist", Optional.of("PNEUMONIA"), FIRST_DAY.plusDays(2));
        for (int hour = 0; hour < DAYS * 24; hour++) {
            sample("host-1", hour);
            sample("host-2", hour);
        }
    }

    private void image(String id) {
        LocalDate day = FIRST_DAY.plusDays(random.nextInt(DAYS));
        request(id, day);
        if (random.nextInt(8) == 0) {
            request(id, day);
        }
        if (random.nextInt(12) == 0) {
            request(id, day.plusDays(1));
        }
        if (random.nextInt(3) > 0) {
            label(id, "radiologist", oneClass(), day.plusDays(random.nextInt(6) - 1));
        }
        if (random.nextInt(6) == 0) {
            label(id, "adjudication", oneClass(), day.plusDays(random.nextInt(8)));
        }
        if (random.nextInt(10) == 0) {
            label(id, "radiologist", Optional.empty(), day.plusDays(random.nextInt(8)));
        }
    }

    private Optional<String> oneClass() {
        return Optional.of(random.nextInt(3) == 0 ? "PNEUMONIA" : "NORMAL");
    }

    private Arrival late(LocalDate day) {
        return Arrival.during(day.plusDays(random.nextInt(5) == 0 ? 1 + random.nextInt(2) : 0), ArrivalBasis.FROM_NAME);
    }

    private Instant during(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).plusMillis(random.nextInt(86_400_000));
    }

    private void request(String id, LocalDate day) {
        boolean positive = random.nextInt(5) < 2;
        double confidence = Math.rint((0.5 + random.nextDouble() / 2) * 1e6) / 1e6;
        Prediction prediction = new Prediction(
                random.nextInt(10) == 0 ? "v1.1.0" : "v1.0.0",
                during(day),
                List.of(RequestStatus.ERROR, RequestStatus.TIMEOUT, RequestStatus.SUCCESS)
                        .get(Math.min(2, random.nextInt(30))),
                random.nextInt(20) == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.exp(random.nextGaussian()) / 5),
                new Prediction.Answer(
                        positive ? "PNEUMONIA" : "NORMAL", confidence, positive ? confidence : 1 - confidence),
                features(),
                attributes());
        requests.add(new Request(new LoggedPrediction(id, prediction, Optional.empty(), Optional.empty()), late(day)));
    }

    private Map<String, Double> features() {
        Map<String, Double> features = new HashMap<>();
        features.put("mean_intensity", Math.rint((140 + 18 * random.nextGaussian()) * 1e3) / 1e3);
        if (random.nextInt(20) > 0) {
            features.put("entropy", random.nextInt(30) == 0 ? Double.POSITIVE_INFINITY : 7 + random.nextGaussian() / 3);
        }
        return features;
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        String site = List.of("north", "harbor", "val:ley=").get(random.nextInt(3));
        if (random.nextInt(25) > 0) {
            attributes.put("site", site);
        }
        attributes.put("scanner", site + "-" + random.nextInt(2));
        attributes.put("ward", "not a slice");
        return attributes;
    }

    private void label(String id, String source, Optional<String> actualClass, LocalDate day) {
        Optional<Instant> labelledAt = random.nextInt(10) == 0 ? Optional.empty() : Optional.of(during(day));
        labels.add(
                LabelEvent.ofImage(id, actualClass, labelledAt, source, Arrival.during(day, ArrivalBasis.FROM_NAME)));
    }

    private void sample(String host, int hour) {
        LocalDate day = FIRST_DAY.plusDays(hour / 24);
        Map<String, Double> numbers = Map.of("cpu_percent", random.nextInt(100) / 1.0, "disk", random.nextDouble());
        samples.add(new Sample(
                new SystemSample(host, FIRST_DAY.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC), numbers),
                late(day)));
    }
}
