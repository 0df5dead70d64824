package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.window.Window;

/**
 * Keeps account of what which night knew: compares the recorded episodes with what tonight's windows say, and gives
 * what is to be recorded and told. What is told is a change of the present state or a rise of severity, once,
 * whatever brought it about; a re-decision that changes nothing now is recorded in silence, and a backfill tells
 * nobody.
 */
public final class AlertRegister {

    private static final Comparator<EpisodeChange> BY_OPENING = Comparator.comparing(
                    (EpisodeChange change) -> change.span().opened(), Comparator.comparing(Window::start))
            .thenComparing(EpisodeChange::key)
            .thenComparing(EpisodeChange::number);

    /**
     * Records a night.
     *
     * @param recorded all episodes as recorded
     * @param folded what the windows known tonight come to
     * @param night which night
     */
    public RecordedNight record(Collection<Episode> recorded, Folded folded, Night night) {
        Cases cases = new Cases(recorded);
        Recurrence recurrence = new Recurrence(recorded);
        List<Episode> episodes = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        List<News> news = new ArrayList<>();
        for (EpisodeChange change : changes(recorded, folded)) {
            Episode episode = change.episode(night, caseOf(change, cases));
            if (change.before().filter(episode::equals).isPresent()) {
                continue;
            }
            episodes.add(episode);
            recurrence.add(episode);
            for (Transition.Kind kind : change.kinds()) {
                Transition words = TransitionText.transition(episode, kind, night.asOf());
                Transition transition = kind == Transition.Kind.OPENED ? recurrence.opened(words) : words;
                transitions.add(transition);
                if (change.isNews(night)) {
                    news.add(new News(transition, episode));
                }
            }
        }
        episodes.sort(Comparator.comparing(Episode::id));
        transitions.sort(Comparator.comparing(Transition::episodeId).thenComparing(Transition::kind));
        return new RecordedNight(episodes, transitions, news);
    }

    private static String caseOf(EpisodeChange change, Cases cases) {
        return change.before()
                .map(Episode::caseId)
                .orElseGet(() -> cases.caseOf(change.key(), change.after().orElseThrow()));
    }

    private static List<EpisodeChange> changes(Collection<Episode> recorded, Folded folded) {
        Map<AlertKey, List<Episode>> episodes =
                new TreeMap<>(recorded.stream().collect(Collectors.groupingBy(Episode::key)));
        Map<AlertKey, List<Occurrence>> occurrences =
                new TreeMap<>(folded.occurrences().stream().collect(Collectors.groupingBy(Occurrence::key)));
        occurrences.keySet().forEach(key -> episodes.putIfAbsent(key, List.of()));
        return episodes.entrySet().stream()
                .flatMap(
                        entry -> KeyReconciliation.of(
                                entry.getKey(), entry.getValue(), occurrences.getOrDefault(entry.getKey(), List.of()))
                                .stream())
                .sorted(BY_OPENING)
                .toList();
    }
}
