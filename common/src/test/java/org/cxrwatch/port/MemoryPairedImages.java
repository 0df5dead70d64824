package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.VersionCounts;

/**
 * Images in memory, paired by the words of the contract alone: what an adapter's answer is compared with. All sources
 * are trusted alike.
 */
public final class MemoryPairedImages implements PairedImages {

    private static final int HORIZON_DAYS = 120;
    private static final List<String> SLICED_BY = List.of("scanner", "site");

    private final List<Answer> answers = new ArrayList<>();
    private final List<LabelEvent> labels = new ArrayList<>();

    private record Answer(String image, Prediction prediction, Arrival arrival) {}

    /** An answer that metrics count. */
    public void answered(String image, Prediction prediction, Arrival arrival) {
        answers.add(new Answer(image, prediction, arrival));
    }

    /** What was said of an image. */
    public void said(LabelEvent label) {
        labels.add(label);
    }

    @Override
    public Found count(Query query) {
        Map<String, Answer> first = latest(query, query.first());
        Map<String, Answer> second = latest(query, query.second());
        TreeSet<String> images = new TreeSet<>(first.keySet());
        images.retainAll(second.keySet());
        TreeMap<Slice, VersionCounts.Paired> slices = new TreeMap<>();
        for (String image : images) {
            Prediction one = first.get(image).prediction();
            Prediction other = second.get(image).prediction();
            actual(image, List.of(one, other), query.asOf()).ifPresent(actual -> {
                VersionCounts.Known known = new VersionCounts.Known(
                        actual, one.answer().predictedClass(), other.answer().predictedClass());
                VersionCounts.Paired counted = VersionCounts.Paired.of(known, 1, query.positiveClass());
                slices.merge(Slice.ALL, counted, VersionCounts.Paired::plus);
                SLICED_BY.stream()
                        .filter(other.attributes()::containsKey)
                        .map(key -> new Slice(key, other.attributes().get(key)))
                        .forEach(slice -> slices.merge(slice, counted, VersionCounts.Paired::plus));
            });
        }
        return new Found(images.size(), slices);
    }

    private Map<String, Answer> latest(Query query, String version) {
        Map<String, Answer> latest = new HashMap<>();
        answers.stream()
                .filter(answer -> answer.prediction().modelVersion().equals(version))
                .filter(answer -> !answer.arrival().at().isAfter(query.asOf()))
                .filter(answer -> !answer.prediction().at().isBefore(query.from()))
                .filter(answer -> answer.prediction().at().isBefore(query.to()))
                .sorted(Comparator.comparing(answer -> answer.prediction().at()))
                .forEach(answer -> latest.put(answer.image(), answer));
        return latest;
    }

    private Optional<String> actual(String image, List<Prediction> of, Instant asOf) {
        return of.stream()
                .flatMap(answer -> holding(image, answer, asOf).stream())
                .max(Comparator.comparing(
                                (LabelEvent event) -> event.labelledAt().isPresent())
                        .thenComparing(LabelEvent.BY_SAYING))
                .flatMap(LabelEvent::actualClass);
    }

    /** Of each source its last word, unless that takes the label back; a dated one before one that is not. */
    private Optional<LabelEvent> holding(String image, Prediction answer, Instant asOf) {
        Map<String, LabelEvent> lastWords = new HashMap<>();
        labels.stream()
                .filter(event -> event.predictionId().equals(image))
                .filter(event -> !event.arrival().at().isAfter(asOf))
                .filter(event -> reaches(event, answer))
                .sorted(LabelEvent.BY_SAYING)
                .forEach(event -> lastWords.put(event.source(), event));
        return lastWords.values().stream()
                .filter(event -> event.actualClass().isPresent())
                .max(Comparator.comparing(
                                (LabelEvent event) -> event.labelledAt().isPresent())
                        .thenComparing(LabelEvent.BY_SAYING));
    }

    private static boolean reaches(LabelEvent event, Prediction answer) {
        LocalDate day = LocalDate.ofInstant(answer.at(), ZoneOffset.UTC);
        return event.row()
                        .map(row -> row.equals(new LabelEvent.LabelledRow(answer.at(), answer.modelVersion())))
                        .orElse(true)
                && Math.abs(ChronoUnit.DAYS.between(day, event.arrival().on())) <= HORIZON_DAYS;
    }
}
