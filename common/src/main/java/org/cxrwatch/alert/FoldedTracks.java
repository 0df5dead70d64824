package org.cxrwatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cxrwatch.window.Window;

/**
 * The tracks while a fold goes through windows and what people said in between. Whoever says that an alert is over ends
 * what began before; said twice, or found said in a checkpoint, it does no more.
 */
final class FoldedTracks {

    private final Map<AlertKey, Track> tracks = new HashMap<>();
    private final Function<AlertKey, Persistence> persistence;
    private final Map<AlertKey, List<ResolvedByHand>> byHand;
    private final List<ResolvedByHand> toCome;
    private final List<Occurrence> over = new ArrayList<>();

    FoldedTracks(
            Collection<Track> from, Function<AlertKey, Persistence> persistence, Collection<ResolvedByHand> byHand) {
        from.forEach(track -> tracks.put(track.key(), track));
        this.persistence = persistence;
        this.byHand = byHand.stream().collect(Collectors.groupingBy(ResolvedByHand::key));
        this.toCome = new ArrayList<>(byHand);
        toCome.sort(Comparator.comparing(ResolvedByHand::at).thenComparing(ResolvedByHand::key));
    }

    /** Goes on to the next window, in window order. */
    void see(JudgedWindow window) {
        Window when = window.window();
        endWhere(event -> event.key().window() == when.kind() && !event.at().isAfter(when.start()));
        for (Judgement judgement : complete(window)) {
            if (!isCovered(judgement.key(), when)) {
                step(when, judgement);
            }
        }
    }

    /** Ends what people said was over before an instant. */
    void endBefore(Instant end) {
        endWhere(event -> event.at().isBefore(end));
    }

    /** What ended on the way. */
    List<Occurrence> over() {
        return over;
    }

    /** By key. */
    List<Track> sorted() {
        return tracks.values().stream().sorted(Comparator.comparing(Track::key)).toList();
    }

    private void endWhere(Predicate<ResolvedByHand> due) {
        List<ResolvedByHand> now = toCome.stream().filter(due).toList();
        now.forEach(this::end);
        toCome.removeAll(now);
    }

    private void end(ResolvedByHand event) {
        Optional<Track> begun = Optional.ofNullable(tracks.get(event.key()))
                .filter(track -> track.current()
                        .filter(current -> current.span().opened().start().isBefore(event.at()))
                        .isPresent());
        begun.ifPresent(track -> put(TrackStep.end(track, event.window())));
    }

    private boolean isCovered(AlertKey key, Window window) {
        return byHand.getOrDefault(key, List.of()).stream().anyMatch(event -> event.covers(window));
    }

    private void step(Window window, Judgement judgement) {
        AlertKey key = judgement.key();
        Track before = tracks.getOrDefault(key, Track.fresh(key));
        put(TrackStep.of(before, window, judgement, persistence.apply(key)));
    }

    private void put(TrackStep step) {
        AlertKey key = step.track().key();
        if (step.track().equals(Track.fresh(key))) {
            tracks.remove(key);
        } else {
            tracks.put(key, step.track());
        }
        step.over().ifPresent(ended -> over.add(new Occurrence(key, ended)));
    }

    /** The window's judgements, and of a superseded version that what is pending or open is not looked at any more. */
    private List<Judgement> complete(JudgedWindow window) {
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
}
