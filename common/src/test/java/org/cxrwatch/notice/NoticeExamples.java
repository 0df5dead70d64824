package org.cxrwatch.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/** News of alerts, and what was scored, for tests. */
final class NoticeExamples {

    static final LocalDate DAY = LocalDate.of(2026, 9, 22);
    static final Slice VALLEY = new Slice("site", "valley");
    static final Receiver NIGHT = new Receiver("night-team", "email", AlertSeverity.CRITICAL);
    static final Receiver OFFICE = new Receiver("office", "slack", AlertSeverity.WARNING);

    private static final Heard HEARD = Heard.NOTHING.telling(
            Transition.Kind.OPENED, AlertSeverity.CRITICAL, Window.day(DAY).end());

    private NoticeExamples() {}

    static AlertKey key(AlertType type, String metric, Slice slice) {
        return new AlertKey(type, metric, "v1", WindowKind.DAY, slice);
    }

    static AlertKey drift(DriftKind kind, Slice slice) {
        return key(AlertType.DRIFT_DETECTED, kind.text(), slice);
    }

    /** Open since {@link #DAY}, of the case that is named for its slice. */
    static Episode open(AlertKey key, AlertSeverity severity) {
        return new Episode(
                key,
                1,
                AlertState.FIRING,
                severity,
                new Episode.Span(Window.day(DAY), Window.day(DAY), Optional.empty()),
                Window.day(DAY).end(),
                Optional.empty(),
                "case-" + key.slice().value(),
                key.metric() + " was not as usual (n 82, adjusted p < 0.0001).",
                List.of(),
                Optional.empty(),
                HEARD);
    }

    /** The same, which nobody was told of. */
    static Episode unheard(Episode episode) {
        return new Episode(
                episode.key(),
                episode.number(),
                episode.state(),
                episode.severity(),
                episode.span(),
                episode.openedAsOf(),
                episode.resolvedAsOf(),
                episode.caseId(),
                episode.evidence(),
                episode.symptoms(),
                episode.acknowledgement(),
                Heard.NOTHING);
    }

    /** The same, over after two days. */
    static Episode over(Episode episode) {
        return new Episode(
                episode.key(),
                episode.number(),
                AlertState.RESOLVED,
                episode.severity(),
                new Episode.Span(
                        episode.span().opened(), Window.day(DAY.plusDays(1)), Optional.of(Window.day(DAY.plusDays(2)))),
                episode.openedAsOf(),
                Optional.of(Window.day(DAY.plusDays(2)).end()),
                episode.caseId(),
                episode.evidence(),
                List.of(),
                Optional.empty(),
                HEARD);
    }

    /** The second time that an alert is open. */
    static Episode again(Episode episode) {
        return new Episode(
                episode.key(),
                episode.number() + 1,
                AlertState.FIRING,
                episode.severity(),
                episode.span(),
                episode.openedAsOf(),
                Optional.empty(),
                episode.caseId(),
                episode.evidence(),
                List.of(),
                Optional.empty(),
                HEARD);
    }

    static News news(Episode episode, Transition.Kind kind) {
        return news(episode, kind, Window.day(DAY).end());
    }

    static News news(Episode episode, Transition.Kind kind, Instant asOf) {
        return new News(
                new Transition(
                        episode.key(),
                        episode.number(),
                        kind,
                        episode.severity(),
                        asOf,
                        episode.caseId(),
                        episode.evidence(),
                        Optional.empty()),
                episode);
    }

    static Telling telling() {
        return new Telling(key -> "docs/runbooks.md#" + key.type().text(), Links.NONE);
    }

    static Announcement announcement(Routing routing) {
        return new Announcement(routing, telling());
    }

    static MetricScore accuracy(Slice slice, LocalDate day, Score score, long n) {
        return new MetricScore(new WindowSlice(Scope.version("v1"), Window.day(day), slice), "accuracy", score, n);
    }

    static SubjectScore moved(DriftKind kind, Slice slice, String subject, Map<String, Double> aids) {
        return new SubjectScore(
                new WindowSlice(Scope.version("v1"), Window.day(DAY), slice),
                kind,
                subject,
                Reference.baseline("b1"),
                Score.of(0.7),
                new SubjectScore.Evidence(82, 570, 0.7, 0.05, 1e-18, 1e-17, 0.1),
                Decision.DRIFTED,
                SubjectScore.finite(aids),
                Optional.of(new Onset(DAY, DAY, DAY)));
    }

    static Background scored(List<MetricScore> metrics, List<SubjectScore> subjects) {
        Findings findings = new Findings(
                metrics, subjects, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), Map.of());
        return new Background(List.of(), new NightNumbers(findings, "PNEUMONIA"));
    }
}
