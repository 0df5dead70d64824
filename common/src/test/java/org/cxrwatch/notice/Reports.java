package org.cxrwatch.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** Episodes and what was told of them, for tests. */
final class Reports {

    static final AlertKey VALLEY =
            new AlertKey(AlertType.DRIFT_DETECTED, "data", "v1.0.0", WindowKind.DAY, new Slice("site", "valley"));
    static final AlertKey LATENCY =
            new AlertKey(AlertType.HIGH_LATENCY, "latency_mean", "service", WindowKind.DAY, Slice.ALL);
    static final Receiver TEAM = new Receiver("team", "email", AlertSeverity.WARNING);
    static final Receiver PAGER = new Receiver("pager", "webhook", AlertSeverity.CRITICAL);

    private Reports() {}

    static Instant at(String instant) {
        return Instant.parse(instant.length() == 10 ? instant + "T03:00:00Z" : instant);
    }

    /** Open since a day, seen the night after. */
    static Episode open(AlertKey key, AlertSeverity severity, String day) {
        Window window = Window.day(LocalDate.parse(day));
        return new Episode(
                key,
                1,
                AlertState.FIRING,
                severity,
                new Episode.Span(window, window, Optional.empty()),
                at(LocalDate.parse(day).plusDays(1).toString()),
                Optional.empty(),
                day + "-case",
                "It is bad.",
                List.of(),
                Optional.empty(),
                Heard.NOTHING);
    }

    /** The same, over with a day, seen the night after. */
    static Episode over(Episode episode, String day) {
        return new Episode(
                episode.key(),
                episode.number(),
                AlertState.RESOLVED,
                episode.severity(),
                new Episode.Span(
                        episode.span().opened(), episode.span().last(), Optional.of(Window.day(LocalDate.parse(day)))),
                episode.openedAsOf(),
                Optional.of(at(LocalDate.parse(day).plusDays(1).toString())),
                episode.caseId(),
                episode.evidence(),
                List.of(),
                Optional.empty(),
                episode.heard());
    }

    /** What a receiver was told of an episode then. */
    static Message told(Episode episode, Receiver receiver, Instant at) {
        Announcement announcement =
                new Announcement(Routing.to(List.of(receiver)), new Telling(key -> "page", Links.NONE));
        return announcement
                .messages(List.of(new News(Transition.standing(episode, at), episode)), Background.NONE)
                .get(0);
    }
}
