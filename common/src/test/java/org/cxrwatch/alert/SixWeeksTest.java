package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.HARBOR;
import static org.cxrwatch.alert.Examples.NORTH;
import static org.cxrwatch.alert.Examples.V1;
import static org.cxrwatch.alert.Examples.VALLEY;
import static org.cxrwatch.alert.Examples.at;
import static org.cxrwatch.alert.Examples.hour;
import static org.cxrwatch.alert.Examples.metric;
import static org.cxrwatch.alert.Examples.share;
import static org.cxrwatch.alert.Examples.subject;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.traffic.DailyRequests;
import org.cxrwatch.traffic.LifeCycle;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.traffic.TrafficPolicy;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The events of the six weeks night by night, in the numbers that a prototype in Python (NumPy, SciPy 1.17.1) found
 * in the shared stream: largest excess by slice and kind, failures and requests by hour, labelled and right answers
 * by night.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SixWeeksTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-09-16");
    private static final LocalDate LAST = LocalDate.parse("2026-10-12");
    private static final String DATA = "data";
    private static final String PREDICTION = "prediction";

    private final Map<String, Episode> recorded = new TreeMap<>();
    private final Map<LocalDate, List<Message>> messages = new TreeMap<>();

    /** Every night folds all windows of the last two weeks anew, from a checkpoint that is sealed as it goes. */
    @BeforeAll
    void replay() {
        Rules rules = DefaultRules.rules();
        Judging judging = new Judging(rules, Examples::interval, Set.of("scanner"));
        AlertFold fold = new AlertFold(rules::persistenceOf);
        AlertRegister register = new AlertRegister();
        Checkpoint checkpoint = Checkpoint.NONE;
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            Instant asOf = at(day.plusDays(1).toString());
            List<JudgedWindow> windows = judging.judge(knownBy(day));
            checkpoint = fold.seal(checkpoint, windows, List.of(), asOf.minus(Duration.ofDays(14)));
            Night night = new Night(asOf, at(day.toString()), Night.Telling.TELL);
            RecordedNight result = register.record(recorded.values(), fold.fold(checkpoint, windows), night);
            result.episodes().forEach(episode -> recorded.put(episode.key() + "#" + episode.number(), episode));
            messages.put(day, Examples.told(result));
        }
    }

    private static Findings knownBy(LocalDate night) {
        List<MetricScore> metrics = new ArrayList<>();
        List<SubjectScore> subjects = new ArrayList<>();
        List<DriftCause> causes = new ArrayList<>();
        List<VersionTraffic> versions = new ArrayList<>();
        FIRST.datesUntil(night.plusDays(1)).forEach(day -> {
            drift(day, subjects, causes);
            metrics.addAll(accuracy(day, night));
            versions.addAll(versions(day));
        });
        metrics.addAll(service());
        metrics.removeIf(score -> score.where().window().firstDay().isAfter(night));
        return new Findings(
                metrics,
                subjects,
                causes,
                hosts(night),
                List.of(),
                traffic(night),
                versions,
                requests(night),
                List.of(),
                List.of(),
                Map.of());
    }

    private static List<HostLoad> hosts(LocalDate night) {
        List<HostLoad> hosts = new ArrayList<>();
        if (!night.isBefore(LocalDate.parse("2026-10-04"))) {
            IntStream.range(8, 18)
                    .forEach(hour -> hosts.add(new HostLoad(
                            "gpu-1", hour("2026-10-04", hour), "cpu_percent", 12, hour == 17 ? 93 : 97, 99)));
            IntStream.range(18, 21)
                    .forEach(hour ->
                            hosts.add(new HostLoad("gpu-1", hour("2026-10-04", hour), "cpu_percent", 12, 40, 60)));
        }
        return hosts;
    }

    private static List<HourTraffic> traffic(LocalDate night) {
        List<HourTraffic> traffic = new ArrayList<>();
        if (!night.isBefore(LocalDate.parse("2026-10-05"))) {
            IntStream.range(11, 17)
                    .forEach(hour -> traffic.add(new HourTraffic(
                            hour("2026-10-05", hour),
                            hour < 14 ? 0 : 30,
                            OptionalDouble.of(32),
                            hour < 14 ? 1e-12 : 0.4)));
        }
        return traffic;
    }

    private static List<TrafficDay> requests(LocalDate night) {
        SortedMap<LocalDate, SortedMap<Slice, Long>> days = new TreeMap<>();
        FIRST.datesUntil(night.plusDays(1)).forEach(day -> {
            boolean retrained = !day.isBefore(LocalDate.parse("2026-10-09"));
            days.put(
                    day,
                    new TreeMap<>(
                            Map.of(Slice.ALL, 410L, DailyRequests.version(retrained ? "v1.1.0" : "v1.0.0"), 410L)));
        });
        return new LifeCycle(TrafficPolicy.DEFAULT, Map.of()).fold(new DailyRequests(days));
    }

    private static void drift(LocalDate day, List<SubjectScore> subjects, List<DriftCause> causes) {
        boolean answering = day.isBefore(LocalDate.parse("2026-10-09"));
        boolean brighter = answering && !day.isBefore(LocalDate.parse("2026-09-22"));
        boolean prevalence =
                !day.isBefore(LocalDate.parse("2026-09-27")) && day.isBefore(LocalDate.parse("2026-10-02"));
        boolean inverted = answering && !day.isBefore(LocalDate.parse("2026-10-06"));
        if (!answering) {
            return;
        }
        Window window = Window.day(day);
        subjects.add(subject(window, VALLEY, DriftKind.DATA, "mean_intensity", brighter ? 0.74 : 0));
        subjects.add(subject(window, VALLEY, DriftKind.PREDICTION, "positive_score", brighter ? 0.45 : 0));
        double allData = inverted ? 0.40 : prevalence ? 0.25 : brighter ? 0.17 : 0;
        subjects.add(subject(window, Slice.ALL, DriftKind.DATA, "entropy", allData));
        subjects.add(subject(
                window, Slice.ALL, DriftKind.PREDICTION, "class_share", inverted ? 0.38 : prevalence ? 0.25 : 0));
        for (Slice site : List.of(NORTH, HARBOR)) {
            subjects.add(subject(window, site, DriftKind.DATA, "skewness", inverted ? 0.57 : 0));
            subjects.add(subject(
                    window, site, DriftKind.PREDICTION, "class_share", inverted ? 0.55 : prevalence ? 0.23 : 0));
            if (inverted) {
                causes.add(new DriftCause(V1, window, DriftKind.DATA, site));
                causes.add(new DriftCause(V1, window, DriftKind.PREDICTION, site));
            }
        }
        if (brighter) {
            causes.add(new DriftCause(V1, window, DriftKind.DATA, VALLEY));
            causes.add(new DriftCause(V1, window, DriftKind.PREDICTION, prevalence ? Slice.ALL : VALLEY));
        }
    }

    private static List<MetricScore> accuracy(LocalDate day, LocalDate night) {
        Window window = Window.day(day);
        long age = day.until(night).getDays();
        if (day.equals(LocalDate.parse("2026-09-23")) && age >= 1) {
            return List.of(share(window, VALLEY, "accuracy", 25, 41), share(window, Slice.ALL, "accuracy", 170, 190));
        }
        if (day.equals(LocalDate.parse("2026-10-06")) && age >= 1) {
            return List.of(
                    share(window, NORTH, "accuracy", 25, 53),
                    share(window, HARBOR, "accuracy", 33, 52),
                    share(window, Slice.ALL, "accuracy", 106, 161));
        }
        return List.of();
    }

    private static List<MetricScore> service() {
        List<MetricScore> scores = new ArrayList<>();
        String broken = "2026-09-16";
        scores.add(share(hour(broken, 9), HARBOR, "error_rate", 6, 14));
        scores.add(share(hour(broken, 11), HARBOR, "error_rate", 5, 12));
        scores.add(share(hour(broken, 13), HARBOR, "error_rate", 5, 13));
        scores.add(share(hour(broken, 14), HARBOR, "error_rate", 3, 11));
        IntStream.range(15, 18).forEach(hour -> scores.add(share(hour(broken, hour), HARBOR, "error_rate", 0, 11)));
        scores.add(share(Window.day(FIRST), HARBOR, "error_rate", 29, 136));
        scores.add(share(Window.day(FIRST.plusDays(1)), HARBOR, "error_rate", 1, 140));
        scores.add(latency("2026-10-03", 10, 3.054));
        scores.add(latency("2026-10-03", 13, 2.428));
        scores.add(latency("2026-10-03", 16, 2.444));
        IntStream.range(8, 11).forEach(hour -> scores.add(latency("2026-10-04", hour, 0.2)));
        return scores;
    }

    private static MetricScore latency(String day, int hour, double seconds) {
        return metric(Scope.SERVICE, hour(day, hour), Slice.ALL, "latency_mean", Score.of(seconds), 25);
    }

    private static List<VersionTraffic> versions(LocalDate day) {
        boolean retrained = !day.isBefore(LocalDate.parse("2026-10-09"));
        VersionTraffic old = new VersionTraffic(
                "v1.0.0", Window.day(day), retrained ? 0 : 410, at("2026-09-01"), VersionTraffic.Standing.HAS_BASELINE);
        VersionTraffic young = new VersionTraffic(
                "v1.1.0", Window.day(day), 400, at("2026-10-09"), VersionTraffic.Standing.ONLY_OTHERS_HAVE);
        return retrained ? List.of(old, young) : List.of(old);
    }

    private List<String> casesTold(String day) {
        return messages.get(LocalDate.parse(day)).stream()
                .flatMap(message -> message.notice().cases().stream())
                .map(Notice.CaseNews::caseId)
                .toList();
    }

    @Test
    void everyEventIsOneCaseOnTheNightItCouldBeKnown() {
        assertThat(recorded.values().stream().map(Episode::caseId).distinct())
                .containsExactlyInAnyOrder(
                        "2026-09-16-site-harbor",
                        "2026-09-22-site-valley",
                        "2026-09-27-all",
                        "2026-10-03-latency",
                        "2026-10-04-cpu-percent",
                        "2026-10-05-requests",
                        "2026-10-06-site-north",
                        "2026-10-06-site-harbor",
                        "2026-10-09-v1.1.0-baseline");
        assertThat(casesTold("2026-09-16")).containsExactly("2026-09-16-site-harbor");
        assertThat(casesTold("2026-09-22")).containsExactly("2026-09-22-site-valley");
        assertThat(casesTold("2026-09-27")).containsExactly("2026-09-27-all");
        assertThat(casesTold("2026-10-06")).containsExactly("2026-10-06-site-harbor", "2026-10-06-site-north");
        assertThat(messages.get(LocalDate.parse("2026-10-06")))
                .allSatisfy(message -> assertThat(message.severity()).hasToString("EMERGENCY"));
    }

    @Test
    void aQuietNightSaysNothing() {
        assertThat(messages.get(LocalDate.parse("2026-09-20"))).isEmpty();
        assertThat(messages.get(LocalDate.parse("2026-09-29"))).isEmpty();
        assertThat(messages.get(LocalDate.parse("2026-10-12"))).isEmpty();
    }

    @Test
    void valleyIsOneEpisodeAKindFromTheFirstDayUntilItsVersionIsGone() {
        for (String kind : List.of(DATA, PREDICTION)) {
            Episode valley = recorded.get("drift_detected_" + kind + "/v1.0.0/DAY/site=valley#1");
            assertThat(valley.openedAsOf()).isEqualTo(at("2026-09-23"));
            assertThat(valley.span().last()).isEqualTo(Window.day(LocalDate.parse("2026-10-08")));
            assertThat(valley.span().resolved()).contains(Window.day(LocalDate.parse("2026-10-09")));
            assertThat(valley.evidence())
                    .startsWith("Not looked at any more since 2026-10-09: v1.0.0 answered nothing")
                    .contains("It was found from 2026-09-22 to 2026-10-08, last: " + kind + " drift at site=valley");
            assertThat(valley.caseId()).isEqualTo("2026-09-22-site-valley");
        }
        assertThat(recorded.get("accuracy_drop_accuracy/v1.0.0/DAY/site=valley#1")
                        .openedAsOf())
                .isEqualTo(at("2026-09-25"));
    }

    @Test
    void prevalenceAtAllIsOverWhenItIsNoCauseAnyMore() {
        Episode all = recorded.get("drift_detected_prediction/v1.0.0/DAY/all#1");
        assertThat(all.span().last()).isEqualTo(Window.day(LocalDate.parse("2026-10-01")));
        assertThat(all.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(recorded.keySet()).noneMatch(key -> key.startsWith("drift_detected_data/v1.0.0/DAY/all"));
        assertThat(recorded.keySet()).noneMatch(key -> key.startsWith("accuracy_drop_accuracy/v1.0.0/DAY/all"));
    }

    @Test
    void noMessageIsSaidTwiceAndFewAreSaid() {
        assertThat(messages.values().stream().mapToInt(List::size).sum()).isLessThanOrEqualTo(20);
        assertThat(messages.values().stream().flatMap(List::stream).map(Message::dedupKey))
                .doesNotHaveDuplicates();
    }
}
