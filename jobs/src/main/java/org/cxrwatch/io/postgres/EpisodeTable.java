package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.Acknowledgement;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** {@code alert}, and the columns that other tables of alerts share with it. */
final class EpisodeTable {

    private EpisodeTable() {}

    /** Values in the order of the statement {@code put_episode}. */
    static List<Object> write(Episode episode, Optional<Long> publication) {
        List<Object> values = new ArrayList<>(key(episode.key()));
        values.add(episode.number());
        values.add(episode.state().text());
        values.add(episode.severity().text());
        values.addAll(span(episode.key(), episode.span()));
        values.add(episode.openedAsOf());
        values.add(episode.resolvedAsOf());
        values.add(episode.isUnwatched());
        values.add(episode.caseId());
        values.add(episode.evidence());
        values.add(slices(episode.symptoms()));
        values.addAll(handled(episode));
        values.add(publication);
        return values;
    }

    /** From acknowledged_by to held_since. */
    private static List<Object> handled(Episode episode) {
        Optional<Acknowledgement> inHand = episode.acknowledgement();
        Optional<Heard.Told> told = episode.heard().told();
        Optional<Heard.Held> held = episode.heard().held();
        return List.of(
                inHand.map(Acknowledgement::by),
                inHand.map(Acknowledgement::until),
                told.map(Heard.Told::first),
                told.map(Heard.Told::last),
                told.map(heard -> heard.kind().text()),
                told.map(heard -> heard.severity().text()),
                held.map(kept -> kept.kind().text()),
                held.map(Heard.Held::by),
                held.map(Heard.Held::since));
    }

    static Episode read(Columns row) throws SQLException {
        return new Episode(
                key(row),
                row.smallNumber("episode"),
                row.constant("state", AlertState.class),
                row.constant("severity", AlertSeverity.class),
                watched(row),
                row.instant("opened_as_of"),
                row.findInstant("resolved_as_of"),
                row.text("case_id"),
                row.text("evidence"),
                slices(row),
                acknowledgement(row),
                new Heard(told(row), held(row)));
    }

    private static Optional<Acknowledgement> acknowledgement(Columns row) throws SQLException {
        Optional<Instant> until = row.findInstant("acknowledged_until");
        return until.isEmpty()
                ? Optional.empty()
                : Optional.of(new Acknowledgement(row.text("acknowledged_by"), until.get()));
    }

    private static Optional<Heard.Told> told(Columns row) throws SQLException {
        Optional<Instant> first = row.findInstant("told_first_at");
        return first.isEmpty()
                ? Optional.empty()
                : Optional.of(new Heard.Told(
                        first.get(),
                        row.instant("told_at"),
                        row.constant("told_kind", Transition.Kind.class),
                        row.constant("told_severity", AlertSeverity.class)));
    }

    private static Optional<Heard.Held> held(Columns row) throws SQLException {
        Optional<Instant> since = row.findInstant("held_since");
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new Heard.Held(
                        row.constant("held_kind", Transition.Kind.class), row.text("held_by"), since.get()));
    }

    /** alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value. */
    static List<Object> key(AlertKey key) {
        return List.of(
                key.toString(),
                key.type().text(),
                key.metric(),
                key.scope(),
                key.window(),
                key.slice().key(),
                key.slice().value());
    }

    static AlertKey key(Columns row) throws SQLException {
        return new AlertKey(
                row.constant("alert_type", AlertType.class),
                row.text("metric"),
                row.text("model_version"),
                row.constant("window_kind", WindowKind.class),
                WindowSliceColumns.slice(row));
    }

    /** opened_window_start, last_window_start, resolved_window_start. */
    static List<Object> span(AlertKey key, Episode.Span span) {
        Optional<Instant> resolved = span.resolved().map(window -> start(key, window));
        return List.of(start(key, span.opened()), start(key, span.last()), resolved);
    }

    static Episode.Span span(Columns row) throws SQLException {
        WindowKind kind = row.constant("window_kind", WindowKind.class);
        return new Episode.Span(
                new Window(kind, row.instant("opened_window_start")),
                new Window(kind, row.instant("last_window_start")),
                row.findInstant("resolved_window_start").map(start -> new Window(kind, start)));
    }

    private static Episode.Span watched(Columns row) throws SQLException {
        Episode.Span span = span(row);
        Episode.Watch watch = row.flag("unwatched") ? Episode.Watch.GIVEN_UP : Episode.Watch.KEPT;
        return new Episode.Span(span.opened(), span.last(), span.resolved(), watch);
    }

    /** symptoms. */
    static Session.TypedArray slices(List<Slice> slices) {
        return Session.TypedArray.texts(slices.stream().map(Slice::toString).toList());
    }

    static List<Slice> slices(Columns row) throws SQLException {
        return row.texts("symptoms").stream().map(Slice::parse).toList();
    }

    private static Instant start(AlertKey key, Window window) {
        if (window.kind() != key.window()) {
            throw new IllegalArgumentException(
                    "The alert " + key + " is decided over windows of kind " + key.window() + ", got " + window + ".");
        }
        return window.start();
    }
}
