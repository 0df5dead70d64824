package org.cxrwatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
        return fold(from, windows, List.of());
    }

    /** The same, where people said that alerts are over. */
    public Folded fold(Checkpoint from, Collection<JudgedWindow> windows, Collection<ResolvedByHand> byHand) {
        FoldedTracks tracks = new FoldedTracks(from.tracks(), persistence, byHand);
        inOrder(from.sealedThrough(), windows).forEach(tracks::see);
        tracks.endBefore(Instant.MAX);
        List<Occurrence> occurrences = new ArrayList<>(tracks.over());
        tracks.sorted()
                .forEach(track -> track.current()
                        .filter(current -> current.state().isOpen())
                        .ifPresent(current -> occurrences.add(new Occurrence(track.key(), current))));
        occurrences.sort(BY_KEY_AND_TIME);
        return new Folded(tracks.sorted(), occurrences);
    }

    /**
     * The checkpoint after every window that ended by {@code through}; the earlier checkpoint if that is not before
     * it.
     *
     * @param byHand where people said that alerts are over, before {@code through}: later events come later
     */
    public Checkpoint seal(
            Checkpoint from, Collection<JudgedWindow> windows, Collection<ResolvedByHand> byHand, Instant through) {
        if (!through.isAfter(from.sealedThrough())) {
            return from;
        }
        List<JudgedWindow> decided = windows.stream()
                .filter(window -> !window.window().end().isAfter(through))
                .toList();
        FoldedTracks tracks = new FoldedTracks(from.tracks(), persistence, byHand);
        inOrder(from.sealedThrough(), decided).forEach(tracks::see);
        tracks.endBefore(through);
        return new Checkpoint(through, tracks.sorted());
    }

    private static Collection<JudgedWindow> inOrder(Instant sealed, Collection<JudgedWindow> windows) {
        TreeMap<Window, JudgedWindow> ordered = new TreeMap<>();
        windows.stream()
                .filter(window -> window.window().end().isAfter(sealed))
                .forEach(window -> ordered.merge(window.window(), window, JudgedWindow::plus));
        return ordered.values();
    }
}
