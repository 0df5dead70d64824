package org.cxrwatch.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Recurrence;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.alert.TransitionText;

/** One time that news is at the gate. */
final class GatePass {

    private final Collection<Episode> episodes;
    private final Barriers barriers;
    private final Map<AlertKey, Integer> openNumbers = new HashMap<>();
    private final Instant now;
    private final List<News> told = new ArrayList<>();
    private final List<Episode> changed = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();

    GatePass(Duration cooldown, Collection<Episode> episodes, Collection<Silence> silences, Instant now) {
        this.episodes = episodes;
        this.barriers = new Barriers(cooldown, episodes, silences, now);
        this.now = now;
        episodes.stream()
                .filter(episode -> episode.state().isOpen())
                .forEach(episode -> openNumbers.merge(episode.key(), episode.number(), Math::max));
    }

    Gate.Passed of(Collection<News> news) {
        Map<Episode.Id, List<News>> arrived = new LinkedHashMap<>();
        news.forEach(item -> arrived.computeIfAbsent(item.episode().id(), none -> new ArrayList<>())
                .add(item));
        Map<Episode.Id, Episode> known = new HashMap<>();
        episodes.forEach(episode -> known.put(episode.id(), episode));
        arrived.forEach((id, items) ->
                look(known.getOrDefault(id, items.get(items.size() - 1).episode()), items));
        episodes.stream()
                .filter(episode -> episode.heard().held().isPresent() && !arrived.containsKey(episode.id()))
                .sorted(Comparator.comparing(Episode::id))
                .forEach(episode -> look(episode, List.of()));
        return new Gate.Passed(told, changed, transitions);
    }

    private void look(Episode episode, List<News> arrived) {
        List<News> owed = episode.heard().held().isPresent() ? owed(episode, arrived) : arrived;
        if (owed.isEmpty()) {
            letGo(episode);
            return;
        }
        Optional<Barriers.Barrier> barrier = barriers.before(episode, owed);
        if (barrier.isPresent()) {
            keepBack(episode, arrived, barrier.get());
        } else {
            tell(episode, owed);
        }
    }

    /** Of an episode of which something was kept back: what it is now and people do not know, not how it came to be. */
    private List<News> owed(Episode episode, List<News> arrived) {
        Optional<Heard.Told> heard = episode.heard().told().filter(before -> !before.isOver());
        Optional<Transition.Kind> kind;
        if (!episode.state().isOpen()) {
            kind = heard.filter(before -> !isOpenAgain(episode)).map(before -> Transition.standing(episode));
        } else if (heard.isEmpty()) {
            kind = Optional.of(Transition.Kind.OPENED);
        } else {
            kind = Optional.of(
                    episode.severity().compareTo(heard.get().severity()) > 0
                            ? Transition.Kind.RAISED
                            : Transition.Kind.EXPIRED);
        }
        return kind
                .map(owed -> arrived.stream()
                        .filter(item -> item.transition().kind() == owed)
                        .findFirst()
                        .orElseGet(() -> new News(words(episode, owed), episode)))
                .stream()
                .toList();
    }

    private Transition words(Episode episode, Transition.Kind kind) {
        Transition words = TransitionText.transition(episode, kind, now);
        return kind == Transition.Kind.OPENED ? new Recurrence(episodes).opened(words) : words;
    }

    private boolean isOpenAgain(Episode episode) {
        return openNumbers.getOrDefault(episode.key(), 0) > episode.number();
    }

    private void tell(Episode episode, List<News> owed) {
        Transition last = owed.get(owed.size() - 1).transition();
        Episode after = episode.heard(episode.heard().telling(last.kind(), episode.severity(), now));
        owed.forEach(item -> told.add(new News(item.transition(), after)));
        changed.add(after);
        episode.heard()
                .held()
                .ifPresent(held -> record(
                        episode, Transition.Kind.TOLD, "Told now: " + held.by() + " does not keep it back any more."));
    }

    /** An end is kept for later only where time alone keeps it; a silence takes it, and nobody waits for it. */
    private void keepBack(Episode episode, List<News> arrived, Barriers.Barrier barrier) {
        boolean toldOfIt =
                episode.heard().told().filter(before -> !before.isOver()).isPresent();
        boolean waits = episode.state().isOpen() || (barrier.kind() == Transition.Kind.HELD && toldOfIt);
        boolean sameAsBefore = episode.heard()
                .held()
                .filter(held -> held.by().equals(barrier.by()))
                .isPresent();
        Heard after = waits
                ? episode.heard().holding(barrier.kind(), barrier.by(), now)
                : episode.heard().letGo();
        if (!after.equals(episode.heard())) {
            changed.add(episode.heard(after));
        }
        if (!sameAsBefore || !arrived.isEmpty()) {
            record(episode, barrier.kind(), barrier.text());
        }
    }

    /** What was kept back is over, and was over before anybody was told, or began anew. */
    private void letGo(Episode episode) {
        Heard.Held held = episode.heard().held().orElseThrow();
        changed.add(episode.heard(episode.heard().letGo()));
        record(episode, held.kind(), "Not told at all: it ended while " + held.by() + " kept it back.");
    }

    private void record(Episode episode, Transition.Kind kind, String text) {
        transitions.add(Transition.of(episode, kind, now, text));
    }
}
