package org.cxrwatch.notice;

import java.util.Collection;
import java.util.List;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;

/**
 * A case as a page tells it, in the words of the messages.
 *
 * @param headline what happened, where, since when, and the number that says how bad it is
 * @param checks what to look at first, in the order to do it
 */
public record CaseSummary(String headline, List<String> checks) {

    /** Copies the list. */
    public CaseSummary {
        checks = List.copyOf(checks);
    }

    /**
     * Of the alerts of one case that are open.
     *
     * @param open at least one
     * @param numbers what was scored of them
     */
    public static CaseSummary of(Collection<Episode> open, NightNumbers numbers) {
        List<Told> told = open.stream()
                .map(episode -> new Told(episode, Transition.Kind.OPENED, episode.severity()))
                .toList();
        CaseStory story = new CaseStory(told, List.of(), List.of(), numbers);
        List<FirstCheck> checks = story.told().stream()
                .map(each -> new FirstCheck(each.episode(), story.since(each.episode())))
                .toList();
        return new CaseSummary(new Headline(story).text(), FirstCheck.of(checks));
    }

    /** What an alert is about, as one can say that it is over: {@code failing requests at harbor}. */
    public static String noun(Episode episode) {
        return Noun.of(episode.key());
    }
}
