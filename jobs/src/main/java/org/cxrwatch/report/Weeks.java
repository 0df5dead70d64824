package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.CaseSummary;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.Verdict;

/** Some weeks in pictures: how bad each day was at each place, which cases there were, how numbers went. */
final class Weeks {

    private static final int MOST_BARS = 24;
    private static final int MOST_RISING = 2;
    private static final double RISING = 1.2;

    /** Few requests fail: a scale up to all of them would hide them. */
    private static final double FAILING = 0.1;

    private final Reading reading;
    private final List<LocalDate> days;
    private final Optional<LocalDate> marked;

    /** Without a day that is marked. */
    Weeks(Reading reading, List<LocalDate> days) {
        this(reading, days, Optional.empty());
    }

    Weeks(Reading reading, List<LocalDate> days, Optional<LocalDate> marked) {
        this.reading = reading;
        this.days = List.copyOf(days);
        this.marked = marked;
    }

    /** So many days up to one. */
    static List<LocalDate> upTo(LocalDate last, int count) {
        return last.minusDays(count - 1L).datesUntil(last.plusDays(1)).toList();
    }

    private LocalDate first() {
        return days.get(0);
    }

    private LocalDate last() {
        return days.get(days.size() - 1);
    }

    /** How bad each day was as a whole and at these places. */
    Picture grid(List<Slice> places, double step) {
        Map<LocalDate, List<Episode>> open = open();
        return grid(
                Stream.concat(Stream.of(new SeverityGrid.Row("everything", whole(open))), rows(places, open)), step);
    }

    /** How bad each day was at these places alone. */
    Picture gridOfPlaces(List<Slice> places, double step) {
        return grid(rows(places, open()), step);
    }

    private Picture grid(Stream<SeverityGrid.Row> rows, double step) {
        return new SeverityGrid("What each day was like", rows.toList(), marked).over(days, step);
    }

    private Stream<SeverityGrid.Row> rows(List<Slice> places, Map<LocalDate, List<Episode>> open) {
        return places.stream().map(place -> new SeverityGrid.Row(Shown.name(place.value()), at(place, open)));
    }

    private Map<LocalDate, List<Episode>> open() {
        Map<LocalDate, List<Episode>> open = new TreeMap<>();
        days.forEach(day -> open.put(day, reading.alerts().openOn(day)));
        return open;
    }

    private Map<LocalDate, Tone> whole(Map<LocalDate, List<Episode>> open) {
        Map<LocalDate, Tone> tones = verdicts(Slice.ALL);
        open.forEach((day, episodes) -> merge(tones, day, episodes));
        return tones;
    }

    private Map<LocalDate, Tone> at(Slice place, Map<LocalDate, List<Episode>> open) {
        Map<LocalDate, Tone> tones = verdicts(place);
        open.forEach((day, episodes) -> merge(
                tones,
                day,
                episodes.stream()
                        .filter(episode -> episode.key().slice().equals(place))
                        .toList()));
        return tones;
    }

    private static void merge(Map<LocalDate, Tone> tones, LocalDate day, List<Episode> open) {
        open.stream().map(episode -> Tone.of(episode.severity())).forEach(tone -> tones.merge(day, tone, Tone::or));
    }

    private Map<LocalDate, Tone> verdicts(Slice place) {
        Map<LocalDate, Tone> tones = new TreeMap<>();
        for (Verdict verdict : reading.verdicts(first(), last(), place)) {
            tones.merge(verdict.where().window().firstDay(), Slices.tone(verdict), Tone::or);
        }
        return tones;
    }

    /** Which cases there were. */
    Picture bars(double step) {
        List<CaseBars.Bar> bars = bars();
        return new CaseBars("What happened", bars.subList(Math.max(0, bars.size() - MOST_BARS), bars.size()))
                .over(days, step);
    }

    /** The cases that touch these days, in the order in which they began. */
    List<CaseBars.Bar> bars() {
        List<CaseBars.Bar> bars = new ArrayList<>();
        reading.alerts().cases().forEach((id, episodes) -> {
            Optional<LocalDate> end = reading.alerts().lastDay(episodes);
            LocalDate begin = AlertDays.first(episodes);
            if (!begin.isAfter(last()) && end.map(day -> !day.isBefore(first())).orElse(true)) {
                bars.add(new CaseBars.Bar(id, name(episodes), Tone.of(AlertDays.worst(episodes)), begin, end));
            }
        });
        return bars;
    }

    /** What the worst alerts of a case are about. */
    private static String name(List<Episode> episodes) {
        List<String> nouns = episodes.stream()
                .sorted(Comparator.comparing(Episode::severity)
                        .reversed()
                        .thenComparing(AlertDays::firstDay)
                        .thenComparing(Episode::key))
                .map(CaseSummary::noun)
                .map(Shown::name)
                .distinct()
                .toList();
        return nouns.get(0) + (nouns.size() > 1 ? ", " + nouns.get(1) : "");
    }

    /** For those who run a site's equipment. */
    List<Picture> linesInPlainWords(Slice slice) {
        Metrics metrics = reading.metrics(first(), last(), slice);
        return drawn(List.of(
                line("X-rays sent", metrics.serviceDays(days, "requests"), Shown::number),
                share("Right answers, where the diagnosis is known", 1, metrics.modelDays(days, "accuracy")),
                share("X-rays that got no answer", FAILING, metrics.serviceDays(days, "error_rate")),
                line(
                        "Seconds until the answer, on average",
                        metrics.serviceDays(days, "latency_mean"),
                        value -> Shown.number(value) + " s"),
                share("Answers whose diagnosis is known by now", 1, metrics.modelDays(days, "label_coverage"))));
    }

    /** How the numbers of a slice went, each with the same days below it. */
    List<Picture> lines(Slice slice) {
        Metrics metrics = reading.metrics(first(), last(), slice);
        List<DayLine> lines = new ArrayList<>(List.of(
                share("Accuracy", 1, metrics.modelDays(days, "accuracy")),
                line("Requests", metrics.serviceDays(days, "requests"), Shown::number),
                share("Failed requests", FAILING, metrics.serviceDays(days, "error_rate")),
                line(
                        "Time to answer, mean",
                        metrics.serviceDays(days, "latency_mean"),
                        value -> Shown.number(value) + " s"),
                share("Positive among the labelled", 1, metrics.modelDays(days, "prevalence_labelled")),
                share("Answers that have a label", 1, metrics.modelDays(days, "label_coverage"))));
        if (slice.isAll()) {
            lines.addAll(hosts());
        }
        return drawn(lines);
    }

    private List<Picture> drawn(List<DayLine> lines) {
        return lines.stream()
                .filter(line -> !line.values().isEmpty())
                .map(line -> line.over(days))
                .toList();
    }

    /** A scale that ends at least there, and where a value lies above it. */
    private DayLine share(String title, double top, Map<LocalDate, Score.Measured> values) {
        return new DayLine(title, values, Shown::percent, new DayLine.Scale(0, top), marked);
    }

    private DayLine line(String title, Map<LocalDate, Score.Measured> values, DoubleFunction<String> text) {
        return new DayLine(title, values, text, new DayLine.Scale(0, 0), marked);
    }

    /** Of the hosts' numbers those that went furthest from their own middle. */
    private List<DayLine> hosts() {
        Map<String, Map<LocalDate, Score.Measured>> series = reading.hosts(first(), last()).stream()
                .filter(metric -> Double.isFinite(metric.p95()))
                .filter(metric -> metric.metric().startsWith("cpu")
                        || metric.metric().startsWith("gpu_memory")
                        || metric.metric().startsWith("memory")
                        || metric.metric().startsWith("disk"))
                .collect(Collectors.groupingBy(
                        HostMetric::metric,
                        LinkedHashMap::new,
                        Collectors.toMap(
                                metric -> metric.window().firstDay(),
                                metric -> new Score.Measured(metric.p95(), metric.p95(), metric.p95()),
                                (one, other) -> one.value() >= other.value() ? one : other,
                                TreeMap::new)));
        return series.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                                (Map.Entry<String, Map<LocalDate, Score.Measured>> one) -> swing(one.getValue()))
                        .reversed())
                .filter(one -> swing(one.getValue()) > RISING)
                .limit(MOST_RISING)
                .map(one -> line(
                        Shown.name(one.getKey()) + ", the host that is highest (95 of 100 below)",
                        one.getValue(),
                        Shown::number))
                .toList();
    }

    /** How often the largest holds the middle. */
    private static double swing(Map<LocalDate, Score.Measured> values) {
        double[] sorted = values.values().stream()
                .mapToDouble(Score.Measured::value)
                .sorted()
                .toArray();
        double middle = sorted[sorted.length / 2];
        return middle > 0 ? sorted[sorted.length - 1] / middle : 0;
    }
}
