package org.cxrwatch.alert;

import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.window.Window;

/**
 * A track after one more window.
 *
 * @param track where it stands now
 * @param over the episode that this window ended, if it did
 */
record TrackStep(Track track, Optional<Track.Current> over) {

    /** The next state of the machine OK → PENDING → FIRING → RESOLVED (= OK, with one episode more to look back on). */
    static TrackStep of(Track before, Window window, Judgement judgement, Persistence persistence) {
        if (judgement instanceof Judgement.Raised raised) {
            return staying(raise(before, window, raised, persistence));
        }
        if (judgement instanceof Judgement.Explained explained) {
            return staying(sustain(before, window, explained));
        }
        if (judgement instanceof Judgement.Clear) {
            return clear(before, window, persistence);
        }
        if (judgement instanceof Judgement.Over over) {
            return end(before, window, over);
        }
        return staying(before);
    }

    private static TrackStep staying(Track track) {
        return new TrackStep(track, Optional.empty());
    }

    private static Track raise(Track before, Window window, Judgement.Raised raised, Persistence persistence) {
        int inARow = before.evidenceInARow() + 1;
        boolean wasOpen = before.current().map(was -> was.state().isOpen()).orElse(false);
        boolean open = wasOpen || inARow >= persistence.windows();
        AlertSeverity worst = before.current()
                .map(was -> worse(was.severity(), raised.severity()))
                .orElse(raised.severity());
        Track.Current current = new Track.Current(
                open ? AlertState.FIRING : AlertState.PENDING,
                worst,
                new Episode.Span(
                        before.current().map(was -> was.span().opened()).orElse(window), window, Optional.empty()),
                raised.text(),
                raised.symptoms());
        return new Track(before.key(), before.episodes() + (open && !wasOpen ? 1 : 0), Optional.of(current), inARow, 0);
    }

    private static AlertSeverity worse(AlertSeverity one, AlertSeverity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Track sustain(Track before, Window window, Judgement.Explained explained) {
        Optional<Track.Current> kept = before.current()
                .filter(was -> was.state().isOpen())
                .map(was -> new Track.Current(
                        was.state(),
                        was.severity(),
                        new Episode.Span(was.span().opened(), window, Optional.empty()),
                        explained.text(),
                        was.symptoms()));
        return kept.isEmpty() ? before : new Track(before.key(), before.episodes(), kept, before.evidenceInARow(), 0);
    }

    private static TrackStep clear(Track before, Window window, Persistence persistence) {
        Optional<Track.Current> open =
                before.current().filter(was -> was.state().isOpen());
        if (open.isEmpty()) {
            return staying(closed(before));
        }
        int inARow = before.clearInARow() + 1;
        if (inARow < persistence.clearWindows()) {
            return staying(new Track(before.key(), before.episodes(), open, 0, inARow));
        }
        return new TrackStep(closed(before), open.map(was -> resolved(was, window, Episode.Watch.KEPT)));
    }

    /** Why it is over is the last that is said of it. */
    private static TrackStep end(Track before, Window window, Judgement.Over over) {
        return new TrackStep(
                closed(before),
                before.current().filter(was -> was.state().isOpen()).map(was -> {
                    Track.Current resolved = resolved(was, window, over.watch());
                    return new Track.Current(
                            resolved.state(), resolved.severity(), resolved.span(), over.text(), resolved.symptoms());
                }));
    }

    /** What is pending or open is over in this window, whatever was found in it. */
    static TrackStep end(Track before, Window window) {
        return new TrackStep(
                closed(before),
                before.current()
                        .filter(was -> was.state().isOpen())
                        .map(was -> resolved(was, window, Episode.Watch.KEPT)));
    }

    private static Track closed(Track before) {
        return new Track(before.key(), before.episodes(), Optional.empty(), 0, 0);
    }

    private static Track.Current resolved(Track.Current was, Window window, Episode.Watch watch) {
        return new Track.Current(
                AlertState.RESOLVED, was.severity(), was.span().over(window, watch), was.evidence(), was.symptoms());
    }
}
