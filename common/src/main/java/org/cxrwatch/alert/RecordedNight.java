package org.cxrwatch.alert;

import java.util.List;

/**
 * What a night changes in the register.
 *
 * @param episodes those to insert or replace, by key and number
 * @param transitions what changed, by key and number
 * @param messages whom to tell what
 */
public record RecordedNight(List<Episode> episodes, List<Transition> transitions, List<Message> messages) {

    /** Copies the lists. */
    public RecordedNight {
        episodes = List.copyOf(episodes);
        transitions = List.copyOf(transitions);
        messages = List.copyOf(messages);
    }
}
