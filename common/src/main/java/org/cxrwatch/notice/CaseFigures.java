package org.cxrwatch.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.HostGrowth;
import org.cxrwatch.alert.HourTraffic;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.model.Percent;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.traffic.Usual;
import org.cxrwatch.window.Window;

/** The numbers that matter of a case, at most three, each beside what it was while nothing was wrong. */
final class CaseFigures {

    private static final int MOST = 3;

    private final CaseStory story;
    private final NightNumbers numbers;

    CaseFigures(CaseStory story) {
        this.story = story;
        this.numbers = story.numbers();
    }

    /** Those of what is wrong, first the first of each alert; none of a case that is over. */
    List<Notice.Figure> figures() {
        List<List<Notice.Figure>> ofAlerts =
                story.live().map(episode -> of(episode).toList()).toList();
        Map<String, Notice.Figure> figures = new LinkedHashMap<>();
        for (int rank = 0; rank < MOST; rank++) {
            for (List<Notice.Figure> ofAlert : ofAlerts) {
                ofAlert.stream().skip(rank).limit(1).forEach(figure -> figures.putIfAbsent(figure.name(), figure));
            }
        }
        return figures.values().stream().limit(MOST).toList();
    }

    private Stream<Notice.Figure> of(Episode episode) {
        return switch (episode.key().type()) {
            case ACCURACY_DROP, DRIFT_DETECTED -> model();
            case HIGH_LATENCY -> metric(episode, "mean latency of the slowest hour", " s").stream();
            case HIGH_ERROR_RATE -> failed(episode).stream();
            case LOW_THROUGHPUT -> requests(episode).stream();
            case SYSTEM_RESOURCE -> load(episode).stream();
            case SYSTEM_TREND -> growth(episode);
            case NO_BASELINE -> version(episode);
            case LABEL_COVERAGE -> labels(episode).stream();
            case CUSTOM_METRIC, DATA_QUALITY ->
                metric(
                        episode,
                        episode.key().metric() + CaseStory.at(episode.key().slice()),
                        "")
                        .stream();
            default -> Stream.empty();
        };
    }

    /** Accuracy matters most, unless it is the answers that changed and nothing else did. */
    private Stream<Notice.Figure> model() {
        List<Notice.Figure> found = new ArrayList<>();
        Optional<Notice.Figure> answers = story.answers().flatMap(this::answers);
        boolean answersOnly = story.images().isEmpty() && story.wrongAnswers().isEmpty();
        if (answersOnly) {
            answers.ifPresent(found::add);
        }
        accuracy().ifPresent(found::add);
        story.images().flatMap(this::median).ifPresent(found::add);
        if (!answersOnly) {
            answers.ifPresent(found::add);
        }
        return found.stream();
    }

    private Optional<Notice.Figure> accuracy() {
        return story.live()
                .filter(episode -> CaseStory.isOfAccuracy(episode.key())
                        || numbers.drift(episode).isPresent())
                .flatMap(episode -> numbers.accuracy(episode).stream().map(score -> accuracy(episode.key(), score)))
                .max(Comparator.comparing((Map.Entry<MetricScore, Notice.Figure> each) ->
                                each.getKey().score().measured().isPresent())
                        .thenComparing(each -> each.getKey().where().window()))
                .map(Map.Entry::getValue);
    }

    private Map.Entry<MetricScore, Notice.Figure> accuracy(AlertKey key, MetricScore score) {
        return Map.entry(
                score,
                new Notice.Figure(
                        "accuracy" + CaseStory.at(key.slice()) + " "
                                + Wording.on(score.where().window()),
                        Numbers.share(score),
                        text(numbers.accuracyBefore(key), Numbers::two)));
    }

    private Optional<Notice.Figure> median(Episode episode) {
        return numbers.drift(episode)
                .filter(score -> Double.isFinite(score.aid("median_before") + score.aid("median_after")))
                .map(score -> new Notice.Figure(
                        "median of " + score.subject()
                                + CaseStory.at(episode.key().slice()),
                        Numbers.number(score.aid("median_after")),
                        Optional.of(Numbers.number(score.aid("median_before")))));
    }

    private Optional<Notice.Figure> answers(Episode episode) {
        return numbers.answers(episode)
                .map(shares -> new Notice.Figure(
                        "share of " + numbers.positiveClass() + " answers"
                                + CaseStory.at(episode.key().slice()),
                        Percent.text(numbers.after(shares)) + " (n "
                                + shares.evidence().n() + ")",
                        Optional.of(Percent.text(numbers.before(shares)))));
    }

    private Optional<Notice.Figure> metric(Episode episode, String name, String unit) {
        return numbers.worst(episode, Comparator.naturalOrder())
                .map(score -> new Notice.Figure(
                        name,
                        Numbers.number(score.score().number().getAsDouble()) + unit + " (n " + score.n() + ", "
                                + Wording.when(score.where().window()) + ")",
                        text(numbers.usual(episode), value -> Numbers.number(value) + unit)));
    }

    private Optional<Notice.Figure> failed(Episode episode) {
        return numbers.worst(episode, Comparator.naturalOrder())
                .map(score -> new Notice.Figure(
                        "failed requests" + CaseStory.at(episode.key().slice()) + " "
                                + Wording.on(score.where().window()),
                        Percent.text(score.score().number().getAsDouble()) + " of " + score.n(),
                        text(numbers.usual(episode), Percent::text)));
    }

    private Optional<Notice.Figure> requests(Episode episode) {
        List<HourTraffic> hours = numbers.hours(episode);
        if (episode.key().slice().isAll() && !hours.isEmpty()) {
            long came = hours.stream().mapToLong(HourTraffic::requests).sum();
            double usual = hours.stream()
                    .mapToDouble(hour -> hour.usual().getAsDouble())
                    .sum();
            String when = Wording.when(hours.get(0).window());
            return Optional.of(new Notice.Figure(
                    "requests in " + hours.size() + (hours.size() == 1 ? " hour" : " hours") + " from " + when,
                    Numbers.count(came),
                    Optional.of(Numbers.count(usual))));
        }
        return numbers.requests(episode)
                .map(day -> new Notice.Figure(
                        "requests" + CaseStory.at(episode.key().slice()) + " "
                                + Wording.on(episode.span().last()),
                        Numbers.count(day.requests()),
                        day.usual().map(Usual::mean).map(Numbers::count)));
    }

    private Optional<Notice.Figure> load(Episode episode) {
        return numbers.load(episode)
                .map(load -> new Notice.Figure(
                        load.metric() + " of " + load.host() + ", half of an hour at or above",
                        Wording.number(load.upperHalf()) + " (" + Wording.when(load.window()) + ")",
                        text(numbers.usualLoad(episode), Wording::number)));
    }

    private Stream<Notice.Figure> growth(Episode episode) {
        AlertKey key = episode.key();
        return numbers.growth(key, episode.span().last()).stream().flatMap(growth -> {
            String what = key.metric() + " of " + key.scope();
            LocalDate before = growth.since()
                    .orElseGet(() -> episode.span().opened().firstDay())
                    .minusDays(1);
            Notice.Figure level = new Notice.Figure(
                    what + " " + Wording.on(episode.span().last()),
                    Numbers.number(growth.last()),
                    numbers.growth(key, Window.day(before))
                            .map(HostGrowth.Growth::last)
                            .map(Numbers::number));
            Notice.Figure rate = new Notice.Figure(
                    what + ", more each day"
                            + (growth.daysToLimit().isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            "; at its limit in %.1f days",
                                            growth.daysToLimit().getAsDouble())
                                    : ""),
                    Numbers.number(growth.perDay()),
                    Optional.empty());
            return Stream.of(level, rate);
        });
    }

    private Stream<Notice.Figure> version(Episode episode) {
        return Stream.concat(
                numbers
                        .version(episode)
                        .map(version -> new Notice.Figure(
                                "answers of " + version.modelVersion() + " " + Wording.on(version.window()),
                                Numbers.count(version.rows()),
                                Optional.empty()))
                        .stream(),
                numbers.accuracy(episode).stream()
                        .map(score -> accuracy(episode.key(), score).getValue()));
    }

    private Optional<Notice.Figure> labels(Episode episode) {
        return numbers.labels(episode)
                .map(reading -> new Notice.Figure(
                        "labels" + CaseStory.at(episode.key().slice()) + " of " + Wording.when(reading.window())
                                + ", after " + reading.finding().day().age() + " days",
                        Numbers.count(reading.finding().day().labels()),
                        Optional.of(Numbers.count(reading.finding().expected()))));
    }

    private static Optional<String> text(OptionalDouble number, DoubleFunction<String> words) {
        return number.isPresent() ? Optional.of(words.apply(number.getAsDouble())) : Optional.empty();
    }
}
