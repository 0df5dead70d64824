package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.MetricScore;

/** Metrics of one slice's days, looked up by scope, day and name. */
final class Metrics {

    /** A metric of all answers of a version: how many they are. */
    private static final String COVERAGE = "label_coverage";

    private final Map<Key, MetricScore> scores = new HashMap<>();

    private record Key(Scope scope, LocalDate day, String name) {}

    Metrics(Collection<MetricScore> days) {
        days.forEach(score ->
                scores.put(new Key(score.where().scope(), score.where().window().firstDay(), score.metric()), score));
    }

    /** Of the service: all versions together. */
    Optional<MetricScore> service(LocalDate day, String name) {
        return find(Scope.SERVICE, day, name);
    }

    Optional<MetricScore> find(Scope scope, LocalDate day, String name) {
        return Optional.ofNullable(scores.get(new Key(scope, day, name)));
    }

    /** Of the version that answered most that day. */
    Optional<MetricScore> model(LocalDate day, String name) {
        return busiest(day).flatMap(scope -> find(scope, day, name));
    }

    /** The versions that answered on a day, the busiest first. */
    List<Scope> versions(LocalDate day) {
        return scores.keySet().stream()
                .filter(key -> key.day().equals(day) && key.scope().kind() == Scope.Kind.MODEL)
                .map(Key::scope)
                .distinct()
                .sorted(Comparator.comparingLong((Scope scope) -> answers(scope, day))
                        .reversed()
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
    }

    Optional<Scope> busiest(LocalDate day) {
        return versions(day).stream().findFirst();
    }

    /** How many answers of a version there were. */
    long answers(Scope scope, LocalDate day) {
        return find(scope, day, COVERAGE).map(MetricScore::n).orElse(0L);
    }

    /** What was measured of the service, by day. */
    Map<LocalDate, Score.Measured> serviceDays(List<LocalDate> days, String name) {
        return measured(days, day -> service(day, name));
    }

    /** What was measured of the version that answered most, by day. */
    Map<LocalDate, Score.Measured> modelDays(List<LocalDate> days, String name) {
        return measured(days, day -> model(day, name));
    }

    private static Map<LocalDate, Score.Measured> measured(
            List<LocalDate> days, Function<LocalDate, Optional<MetricScore>> score) {
        Map<LocalDate, Score.Measured> found = new TreeMap<>();
        days.forEach(day ->
                score.apply(day).flatMap(one -> one.score().measured()).ifPresent(value -> found.put(day, value)));
        return found;
    }
}
