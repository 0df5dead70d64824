package org.cxrwatch.alert;

import java.util.List;

/**
 * What a night, a person or the time that goes by changes in the register.
 *
 * @param episodes those to insert or replace, by key and number
 * @param transitions what changed, by key and number
 * @param news the changes that people are told of, in the order in which their episodes opened
 */
public record RecordedNight(List<Episode> episodes, List<Transition> transitions, List<News> news) {

    /** Copies the lists. */
    public RecordedNight {
        episodes = List.copyOf(episodes);
        transitions = List.copyOf(transitions);
        news = List.copyOf(news);
    }
}
