package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.Track;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.window.WindowKind;

/** Alerts, for contract tests. */
public final class SampleAlerts {

    public static final AlertKey DRIFT =
            new AlertKey(AlertType.DRIFT_DETECTED, "data", "v1.0.0", WindowKind.DAY, SampleRows.VALLEY);
    public static final AlertKey ACCURACY =
            new AlertKey(AlertType.ACCURACY_DROP, "accuracy", "v1.0.0", WindowKind.DAY, Slice.ALL);

    private SampleAlerts() {}

    public static Episode firing(AlertKey key, int number, int day) {
        return new Episode(
                key,
                number,
                AlertState.FIRING,
                AlertSeverity.CRITICAL,
                new Episode.Span(SampleRows.day(day), SampleRows.day(day), Optional.empty()),
                SampleRows.night(day),
                Optional.empty(),
                "case-" + day,
                "mean_intensity moved by 0.3",
                List.of(new Slice("scanner", "s=1"), Slice.ALL),
                Optional.empty(),
                Heard.NOTHING);
    }

    /** Over because its version answers no more. */
    public static Episode unwatched(Episode episode, int day) {
        Episode.Span span = episode.span();
        Episode.Span over =
                new Episode.Span(span.opened(), span.last(), Optional.of(SampleRows.day(day)), Episode.Watch.GIVEN_UP);
        return new Episode(
                episode.key(),
                episode.number(),
                AlertState.RESOLVED,
                episode.severity(),
                over,
                episode.openedAsOf(),
                Optional.of(SampleRows.night(day)),
                episode.caseId(),
                "v1.0.0 answered nothing",
                List.of(),
                Optional.empty(),
                episode.heard());
    }

    public static Episode resolved(Episode episode, int day) {
        return new Episode(
                episode.key(),
                episode.number(),
                AlertState.RESOLVED,
                episode.severity(),
                new Episode.Span(episode.span().opened(), episode.span().last(), Optional.of(SampleRows.day(day))),
                episode.openedAsOf(),
                Optional.of(SampleRows.night(day)),
                episode.caseId(),
                "back to normal",
                List.of(),
                Optional.empty(),
                episode.heard());
    }

    public static Transition transition(AlertKey key, Transition.Kind kind, int day) {
        return new Transition(
                key,
                1,
                kind,
                AlertSeverity.CRITICAL,
                SampleRows.night(day),
                "case-" + day,
                kind.text(),
                Optional.empty());
    }

    public static Message message(String dedupKey) {
        return new Message(
                dedupKey,
                Message.Purpose.ALERT,
                "log",
                "log",
                AlertSeverity.CRITICAL,
                SampleRows.night(22),
                "valley: images changed",
                List.of("first line", "", "third, \"quoted\""),
                notice());
    }

    /** Every part of what a message tells, once with and once without what may be missing. */
    public static Notice notice() {
        Notice.AlertNews open = new Notice.AlertNews(
                DRIFT,
                2,
                Transition.Kind.RAISED,
                AlertSeverity.CRITICAL,
                new Episode.Span(SampleRows.day(20), SampleRows.day(21), Optional.empty()),
                "mean_intensity \"131\" → 158");
        Notice.AlertNews over = new Notice.AlertNews(
                ACCURACY,
                1,
                Transition.Kind.RESOLVED,
                AlertSeverity.WARNING,
                new Episode.Span(SampleRows.day(20), SampleRows.day(20), Optional.of(SampleRows.day(21))),
                "fine again");
        return new Notice(List.of(new Notice.CaseNews(
                "case-20",
                AlertSeverity.CRITICAL,
                "valley: images changed",
                List.of(open, over),
                List.of("scanner=s=1", "all"),
                List.of(
                        new Notice.Figure("accuracy", "0.61", Optional.of("0.92")),
                        new Notice.Figure("labelled", "41", Optional.empty())),
                List.of("Look at ten images"),
                List.of("cxrwatch alerts ack case-20"),
                List.of(new Notice.Link("runbook", "docs/runbooks.md#drift_detected")))));
    }

    /** Sealed tracks: one with an open episode, one without. */
    public static Checkpoint checkpoint(Instant sealedThrough) {
        Track open = new Track(
                DRIFT,
                2,
                Optional.of(new Track.Current(
                        AlertState.FIRING,
                        AlertSeverity.WARNING,
                        new Episode.Span(SampleRows.day(3), SampleRows.day(4), Optional.empty()),
                        "mean_intensity \"131\" → 158",
                        List.of(SampleRows.VALLEY, Slice.ALL))),
                2,
                0);
        Track quiet = new Track(ACCURACY, 1, Optional.empty(), 0, 3);
        return new Checkpoint(sealedThrough, List.of(quiet, open));
    }

    public static Results.AlertBook nothing() {
        return new Results.AlertBook(Checkpoint.NONE, List.of(), List.of(), List.of());
    }

    public static Results.AlertBook messages(List<Message> messages) {
        return new Results.AlertBook(Checkpoint.NONE, List.of(), List.of(), messages);
    }
}
