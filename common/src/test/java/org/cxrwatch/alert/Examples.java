package org.cxrwatch.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Announcement;
import org.cxrwatch.notice.Background;
import org.cxrwatch.notice.Links;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.Telling;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/** Alerts, windows and scores to test with. */
final class Examples {

    static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    static final Scope V1 = Scope.version("v1.0.0");
    static final Slice VALLEY = new Slice("site", "valley");
    static final Slice NORTH = new Slice("site", "north");
    static final Slice HARBOR = new Slice("site", "harbor");
    static final Slice LAKESIDE = new Slice("site", "lakeside");
    static final AlertKey ACCURACY_AT_VALLEY = drift("accuracy", AlertType.ACCURACY_DROP, VALLEY);
    static final AlertKey DATA_AT_VALLEY = drift("data", AlertType.DRIFT_DETECTED, VALLEY);

    private Examples() {}

    static AlertKey drift(String metric, AlertType type, Slice slice) {
        return new AlertKey(type, metric, "v1.0.0", WindowKind.DAY, slice);
    }

    static AlertKey hourly(AlertType type, String metric, Slice slice) {
        return new AlertKey(type, metric, "service", WindowKind.HOUR, slice);
    }

    static Window day(int number) {
        return Window.day(FIRST.plusDays(number));
    }

    static Window hour(String day, int hour) {
        return Window.hour(LocalDate.parse(day), hour);
    }

    static Instant at(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    static Judgement raised(AlertKey key, AlertSeverity severity) {
        return new Judgement.Raised(key, severity, "It is bad.", List.of());
    }

    static Judgement critical(AlertKey key) {
        return raised(key, AlertSeverity.CRITICAL);
    }

    static Judgement clear(AlertKey key) {
        return new Judgement.Clear(key, "It is fine.");
    }

    static Judgement undecided(AlertKey key) {
        return new Judgement.Undecided(key, "Nobody knows.");
    }

    static Judgement explained(AlertKey key) {
        return new Judgement.Explained(key, "Something else explains it.");
    }

    static JudgedWindow judged(Window window, Judgement... judgements) {
        return JudgedWindow.of(window, List.of(judgements));
    }

    static MetricScore metric(Scope scope, Window window, Slice slice, String name, Score score, long n) {
        return new MetricScore(new WindowSlice(scope, window, slice), name, score, n);
    }

    /** A share with its Wilson interval: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). */
    static Score.Measured wilson(double share, long n, double z) {
        double centre = share + z * z / (2 * n);
        double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        double scale = 1 + z * z / n;
        return new Score.Measured(share, (centre - half) / scale, (centre + half) / scale);
    }

    /** Intervals at 95 % and 99.9 %: z from scipy.stats.norm.ppf, SciPy 1.17.1. */
    static Score.Measured interval(double share, long n, double confidence) {
        return wilson(share, n, confidence > 0.99 ? 3.290526731491926 : 1.959963984540054);
    }

    static MetricScore share(Window window, Slice slice, String name, long hits, long n) {
        Scope scope = name.equals("accuracy") ? V1 : Scope.SERVICE;
        return metric(scope, window, slice, name, interval((double) hits / n, n, 0.95), n);
    }

    static SubjectScore subject(Window window, Slice slice, DriftKind kind, String subject, double excess) {
        Decision decision = excess >= 0.1 ? Decision.DRIFTED : Decision.NOT_DRIFTED;
        SubjectScore.Evidence evidence = new SubjectScore.Evidence(82, 570, excess, 0.05, 1e-18, 1.2e-17, 0.1);
        return new SubjectScore(
                new WindowSlice(V1, window, slice),
                kind,
                subject,
                Reference.baseline("b1"),
                Score.of(excess),
                evidence,
                decision,
                SubjectScore.finite(Map.of("median_before", 131.0, "median_after", 158.0, "accuracy_before", 0.93)),
                Optional.empty());
    }

    static AlertFold fold() {
        return new AlertFold(key -> Persistence.of(key.window()));
    }

    static AlertRegister register() {
        return new AlertRegister();
    }

    /** What whoever reads the log is told of a night. */
    static List<Message> told(RecordedNight night) {
        Telling telling = new Telling(key -> "docs/runbooks.md#" + key.type().text(), Links.NONE);
        return new Announcement(Routing.LOG, telling).messages(night.news(), Background.NONE);
    }

    static Episode only(List<Episode> episodes) {
        if (episodes.size() != 1) {
            throw new AssertionError("Expected one episode, got " + episodes);
        }
        return episodes.get(0);
    }

    static Episode episode(AlertKey key, Window opened, Window last, Optional<Window> resolved, String caseId) {
        return new Episode(
                key,
                1,
                resolved.isPresent() ? AlertState.RESOLVED : AlertState.FIRING,
                AlertSeverity.CRITICAL,
                new Episode.Span(opened, last, resolved),
                opened.end(),
                resolved.map(Window::end),
                caseId,
                "It was bad.",
                List.of(),
                Optional.empty(),
                Heard.NOTHING);
    }
}
