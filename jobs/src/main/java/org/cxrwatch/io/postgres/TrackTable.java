package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Track;
import org.cxrwatch.model.AlertSeverity;

/** {@code alert_track}. */
final class TrackTable {

    private TrackTable() {}

    /** Values in the order of the statement {@code put_track}. */
    static List<Object> write(Track track) {
        List<Object> values = new ArrayList<>(EpisodeTable.key(track.key()));
        values.add(track.episodes());
        values.add(track.current().map(current -> current.state().text()));
        values.add(track.current().map(current -> current.severity().text()));
        values.addAll(track.current()
                .map(current -> EpisodeTable.span(track.key(), current.span()))
                .orElse(List.of(Optional.empty(), Optional.empty(), Optional.empty())));
        values.add(track.current().map(Track.Current::evidence));
        values.add(track.current().map(current -> EpisodeTable.slices(current.symptoms())));
        values.add(track.evidenceInARow());
        values.add(track.clearInARow());
        return values;
    }

    static Track read(Columns row) throws SQLException {
        return new Track(
                EpisodeTable.key(row),
                row.smallNumber("episodes"),
                current(row),
                row.smallNumber("evidence_in_a_row"),
                row.smallNumber("clear_in_a_row"));
    }

    private static Optional<Track.Current> current(Columns row) throws SQLException {
        Optional<AlertState> state = row.findConstant("state", AlertState.class);
        return state.isEmpty()
                ? Optional.empty()
                : Optional.of(new Track.Current(
                        state.get(),
                        row.constant("severity", AlertSeverity.class),
                        EpisodeTable.span(row),
                        row.text("evidence"),
                        EpisodeTable.slices(row)));
    }
}
