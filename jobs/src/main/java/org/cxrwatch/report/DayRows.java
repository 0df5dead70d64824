package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.CaseSummary;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;

/** Days in a list, each with what was open and its two numbers. */
final class DayRows {

    private static final int NAMED = 3;

    /**
     * What the comparison of a day found.
     *
     * @param tone how bad it was
     * @param why nothing is known, if so; else empty
     */
    private record Found(Tone tone, String why) {

        static final Found NOTHING = new Found(Tone.UNKNOWN, "no version answered");

        static Found of(Verdict verdict) {
            Tone tone = Slices.tone(verdict);
            return new Found(
                    tone,
                    tone == Tone.UNKNOWN
                            ? verdict.overall().absence().map(Shown::reason).orElse("")
                            : "");
        }

        Found or(Found other) {
            return tone.compareTo(other.tone) >= 0 ? this : other;
        }
    }

    private final Reading reading;

    DayRows(Reading reading) {
        this.reading = reading;
    }

    /** The days of a time, ascending; those without a night say so. */
    List<DayRow> between(LocalDate first, LocalDate last) {
        Set<LocalDate> nights = Set.copyOf(reading.nights());
        Metrics metrics = reading.metrics(first, last, Slice.ALL);
        Map<LocalDate, Found> found = new HashMap<>();
        for (Verdict verdict : reading.verdicts(first, last, Slice.ALL)) {
            found.merge(verdict.where().window().firstDay(), Found.of(verdict), Found::or);
        }
        List<DayRow> rows = new ArrayList<>();
        first.datesUntil(last.plusDays(1))
                .forEach(day -> rows.add(
                        nights.contains(day) || found.containsKey(day)
                                ? row(day, found.getOrDefault(day, Found.NOTHING), metrics)
                                : missing(day)));
        return rows;
    }

    private static DayRow missing(LocalDate day) {
        return new DayRow(
                new Link(day.toString(), FileNames.night(day), false),
                Tone.UNKNOWN,
                "no night was evaluated",
                "–",
                "–");
    }

    private DayRow row(LocalDate day, Found found, Metrics metrics) {
        Map<String, List<Episode>> cases = reading.alerts().casesOn(day);
        Tone tone = cases.values().stream().map(AlertDays::worst).map(Tone::of).reduce(found.tone(), Tone::or);
        String file = FileNames.night(day);
        return new DayRow(
                new Link(day.toString(), file, reading.terms().files().test(file)),
                tone,
                cases.isEmpty() ? found.why() : what(cases),
                requests(metrics, day),
                metrics.model(day, "accuracy").map(DayRows::accuracy).orElse("–"));
    }

    private static String what(Map<String, List<Episode>> cases) {
        return Shown.some(
                cases.values().stream()
                        .map(episodes -> episodes.stream()
                                .max(Comparator.comparing(Episode::severity))
                                .orElseThrow())
                        .map(CaseSummary::noun)
                        .map(Shown::name)
                        .distinct()
                        .toList(),
                NAMED);
    }

    private static String requests(Metrics metrics, LocalDate day) {
        String count = metrics.service(day, "requests")
                .map(score -> Shown.score(score.score()))
                .orElse("–");
        return metrics.service(day, "error_rate")
                .flatMap(score -> score.score().measured())
                .filter(found -> found.value() > 0)
                .map(found -> count + ", " + Shown.percent(found.value()) + " failed")
                .orElse(count);
    }

    private static String accuracy(MetricScore score) {
        return score.score()
                .measured()
                .map(found -> Shown.percent(found.value()) + " (" + Shown.percent(found.lower()) + " to "
                        + Shown.percent(found.upper()) + "), n " + score.n())
                .orElseGet(() -> Shown.score(score.score()));
    }
}
