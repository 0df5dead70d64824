package org.cxrwatch.notice;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.HostGrowth;
import org.cxrwatch.alert.HostLoad;
import org.cxrwatch.alert.HourTraffic;
import org.cxrwatch.alert.LabelReading;
import org.cxrwatch.alert.VersionTraffic;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.traffic.ValueDay;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** The numbers of a night as messages look them up: what an alert found, and the same where nothing was wrong. */
public final class NightNumbers {

    /** Nothing was scored. */
    public static final NightNumbers NONE = new NightNumbers(Findings.NONE, "");

    private static final String ACCURACY = "accuracy";
    private static final String ACCURACY_BEFORE = "accuracy_before";

    private final Findings findings;
    private final String positiveClass;

    /**
     * Of what was judged.
     *
     * @param findings scores of the days that alerts may still change by
     * @param positiveClass the answer whose share is told
     */
    public NightNumbers(Findings findings, String positiveClass) {
        this.findings = findings;
        this.positiveClass = positiveClass;
    }

    String positiveClass() {
        return positiveClass;
    }

    /** What drifted most of an alert's kind in its latest window with evidence. */
    Optional<SubjectScore> drift(Episode episode) {
        return subjects(episode.key())
                .filter(score -> score.kind().text().equals(episode.key().metric()) && score.drifted())
                .filter(score -> within(episode.span(), score.where().window()))
                .max(Comparator.comparing((SubjectScore score) -> score.where().window())
                        .thenComparing(score -> score.evidence().excess()));
    }

    /**
     * When what an alert is about began, by its history; of answers by their classes, which are told, if those drifted.
     */
    Optional<Onset> onset(Episode episode) {
        return answers(episode)
                .filter(score -> episode.key().metric().equals(DriftKind.PREDICTION.text()) && score.drifted())
                .or(() -> drift(episode))
                .flatMap(SubjectScore::onset);
    }

    /** The answers of the latest day with evidence, as far as the shares of classes were compared. */
    Optional<SubjectScore> answers(Episode episode) {
        return subjects(episode.key())
                .filter(score -> score.kind() == DriftKind.PREDICTION)
                .filter(score -> Double.isFinite(after(score)) && Double.isFinite(before(score)))
                .filter(score -> within(episode.span(), score.where().window()))
                .max(Comparator.comparing(score -> score.where().window()));
    }

    /** The share of positive answers of the baseline; NaN if there is none. */
    double before(SubjectScore answers) {
        return answers.aid("share_before:" + positiveClass);
    }

    /** The share of positive answers of the window; NaN if there is none. */
    double after(SubjectScore answers) {
        return answers.aid("share_after:" + positiveClass);
    }

    private Stream<SubjectScore> subjects(AlertKey key) {
        return findings.subjects().stream()
                .filter(score -> score.reference().comparison() == Comparison.BASELINE)
                .filter(score -> score.where().window().kind() == WindowKind.DAY)
                .filter(score -> score.where().scope().toString().equals(key.scope()))
                .filter(score -> score.where().slice().equals(key.slice()));
    }

    /** The accuracy of the latest day since the alert opened whose labels are mature; else of none, as of the first. */
    Optional<MetricScore> accuracy(Episode episode) {
        List<MetricScore> days = metrics(
                        ACCURACY,
                        episode.key(),
                        window ->
                                !window.start().isBefore(episode.span().opened().start()))
                .sorted(Comparator.comparing(score -> score.where().window()))
                .toList();
        return days.stream()
                .filter(day -> within(episode.span(), day.where().window()))
                .filter(day -> day.score().measured().isPresent())
                .reduce((earlier, later) -> later)
                .or(() -> days.stream().findFirst());
    }

    /** The accuracy of the baseline there, by the labels known now. */
    OptionalDouble accuracyBefore(AlertKey key) {
        return subjects(key)
                .filter(score -> score.kind() == DriftKind.CONCEPT)
                .filter(score -> Double.isFinite(score.aid(ACCURACY_BEFORE)))
                .sorted(Comparator.comparing(score -> score.where().window()))
                .mapToDouble(score -> score.aid(ACCURACY_BEFORE))
                .reduce((earlier, later) -> later);
    }

    /** The window of an alert's evidence in which its metric was worst by this order; empty if it was not measured. */
    Optional<MetricScore> worst(Episode episode, Comparator<Double> worse) {
        return metrics(
                        episode.key().metric(),
                        episode.key(),
                        window -> window.kind() == episode.key().window() && within(episode.span(), window))
                .filter(score -> score.score().measured().isPresent())
                .max(Comparator.comparing(score -> score.score().number().getAsDouble(), worse));
    }

    /** What a metric was on the days before an alert opened, half of them above and half below. */
    OptionalDouble usual(Episode episode) {
        return median(metrics(
                        episode.key().metric(),
                        episode.key(),
                        window -> window.kind() == WindowKind.DAY && isBefore(window, episode))
                .flatMap(score -> score.score().measured().stream())
                .mapToDouble(Score.Measured::value)
                .toArray());
    }

    private Stream<MetricScore> metrics(String metric, AlertKey key, Predicate<Window> windows) {
        return findings.metrics().stream()
                .filter(score -> score.metric().equals(metric))
                .filter(score -> score.where().slice().equals(key.slice()))
                .filter(score -> score.where().scope().toString().equals(key.scope()))
                .filter(score -> score.where().window().kind() == WindowKind.DAY
                        || score.where().window().kind() == key.window())
                .filter(score -> windows.test(score.where().window()));
    }

    /** The hour in which a host was most loaded. */
    Optional<HostLoad> load(Episode episode) {
        return loads(episode.key())
                .filter(load -> within(episode.span(), load.window()))
                .max(Comparator.comparing(HostLoad::upperHalf));
    }

    /** What a host's hours before an alert were, half of them above and half below. */
    OptionalDouble usualLoad(Episode episode) {
        return median(loads(episode.key())
                .filter(load -> isBefore(load.window(), episode))
                .mapToDouble(HostLoad::upperHalf)
                .toArray());
    }

    private Stream<HostLoad> loads(AlertKey key) {
        return findings.hosts().stream()
                .filter(load -> load.host().equals(key.scope()) && load.metric().equals(key.metric()));
    }

    /** How a number of a host went up to a window. */
    Optional<HostGrowth.Growth> growth(AlertKey key, Window day) {
        return findings.growths().stream()
                .filter(growth -> growth.host().equals(key.scope())
                        && growth.metric().equals(key.metric())
                        && growth.window().equals(day))
                .findFirst()
                .flatMap(HostGrowth::growth);
    }

    /** The hours of an alert in which requests were missing. */
    List<HourTraffic> hours(Episode episode) {
        return findings.traffic().stream()
                .filter(hour -> within(episode.span(), hour.window()))
                .filter(hour -> hour.usual().isPresent())
                .toList();
    }

    /** The latest day of an alert of missing requests. */
    Optional<ValueDay> requests(Episode episode) {
        return findings.days().stream()
                .filter(day -> Window.day(day.day()).equals(episode.span().last()))
                .flatMap(day -> day.find(episode.key().slice()).stream())
                .findFirst();
    }

    /** The labels of the latest day of an alert of missing labels. */
    Optional<LabelReading> labels(Episode episode) {
        return findings.labels().stream()
                .filter(reading -> reading.window().equals(episode.span().last()))
                .filter(reading ->
                        reading.finding().day().slice().equals(episode.key().slice()))
                .findFirst();
    }

    /** What a version had to do on the latest day of its alert. */
    Optional<VersionTraffic> version(Episode episode) {
        return findings.versions().stream()
                .filter(version -> version.modelVersion().equals(episode.key().scope()))
                .filter(version -> version.window().equals(episode.span().last()))
                .findFirst();
    }

    private static boolean within(Episode.Span span, Window window) {
        return !window.start().isBefore(span.opened().start())
                && !window.end().isAfter(span.last().end());
    }

    private static boolean isBefore(Window window, Episode episode) {
        return !window.end().isAfter(episode.span().opened().start());
    }

    private static OptionalDouble median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }
}
