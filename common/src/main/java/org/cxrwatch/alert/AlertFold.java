package org.cxrwatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.cxrwatch.window.Window;

/**
 * Alert states from judged windows: a fold in window order over what is known now, from a sealed checkpoint on, never a
 * patch of what an earlier night thought. The same windows give the same result in whatever order they are handed
 * in, and from whichever checkpoint among them the fold starts.
 */
public final class AlertFold {

    private static final Comparator<Occurrence> BY_KEY_AND_TIME = Comparator.comparing(Occurrence::key)
            .thenComparing(occurrence -> occurrence.found().span().opened());

    private final Function<AlertKey, Persistence> persistence;

    /** A fold that asks here for how many windows something must hold. */
    public AlertFold(Function<AlertKey, Persistence> persistence) {
        this.persistence = persistence;
    }

    /** Folds the windows that ended after the checkpoint; earlier ones are decided for good and left out. */
    public Folded fold(Checkpoint from, Collection<JudgedWindow> windows) {
        Map<AlertKey, Track> tracks = new HashMap<>();
        from.tracks().forEach(track -> tracks.put(track.key(), track));
        List<Occurrence> occurrences = new ArrayList<>();
        for (JudgedWindow window : inOrder(from.sealedThrough(), windows)) {
            for (Judgement judgement : complete(window, tracks)) {
                occurrences.addAll(step(tracks, window.window(), judgement));
            }
        }
        tracks.values()
                .forEach(track -> track.current()
                        .filter(current -> current.state().isOpen())
                        .ifPresent(current -> occurrences.add(new Occurrence(track.key(), current))));
        occurrences.sort(BY_KEY_AND_TIME);
        return new Folded(from.sealedThrough(), sorted(tracks.values()), occurrences);
    }

    /**
     * The checkpoint after every window that ended by {@code through}; the earlier checkpoint if that is not before
     * it.
     */
    public Checkpoint seal(Checkpoint from, Collection<JudgedWindow> windows, Instant through) {
        if (!through.isAfter(from.sealedThrough())) {
            return from;
        }
        List<JudgedWindow> decided = windows.stream()
                .filter(window -> !window.window().end().isAfter(through))
                .toList();
        return new Checkpoint(through, fold(from, decided).tracks());
    }

    private List<Occurrence> step(Map<AlertKey, Track> tracks, Window window, Judgement judgement) {
        AlertKey key = judgement.key();
        Track before = tracks.getOrDefault(key, Track.fresh(key));
        TrackStep step = TrackStep.of(before, window, judgement, persistence.apply(key));
        if (step.track().equals(Track.fresh(key))) {
            tracks.remove(key);
        } else {
            tracks.put(key, step.track());
        }
        return step.over().map(over -> new Occurrence(key, over)).stream().toList();
    }

    private static Collection<JudgedWindow> inOrder(Instant sealed, Collection<JudgedWindow> windows) {
        TreeMap<Window, JudgedWindow> ordered = new TreeMap<>();
        windows.stream()
                .filter(window -> window.window().end().isAfter(sealed))
                .forEach(window -> ordered.merge(window.window(), window, JudgedWindow::plus));
        return ordered.values();
    }

    /** The window's judgements, and of a superseded version that what is pending or open is not looked at any more. */
    private static List<Judgement> complete(JudgedWindow window, Map<AlertKey, Track> tracks) {
        if (window.superseded().isEmpty()) {
            return window.judgements();
        }
        List<Judgement> all = new ArrayList<>();
        window.judgements().stream()
                .filter(judgement ->
                        !window.superseded().contains(judgement.key().scope()))
                .forEach(all::add);
        tracks.values().stream()
                .filter(track -> track.key().window() == window.window().kind()
                        && window.superseded().contains(track.key().scope()))
                .flatMap(track -> track.current().stream()
                        .map(current -> UnwatchedText.over(track.key(), current, window.window())))
                .forEach(all::add);
        return all;
    }

    private static List<Track> sorted(Collection<Track> tracks) {
        return tracks.stream().sorted(Comparator.comparing(Track::key)).toList();
    }
}
