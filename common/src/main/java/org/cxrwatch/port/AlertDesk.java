package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Silence;

/**
 * Where people, and the time that goes by, change alerts between nights. It waits for nobody but another change of
 * alerts: also while a night is at work, people can say what they have in hand.
 */
public interface AlertDesk {

    /**
     * Decides on what is there and writes what was decided, in one transaction in which nobody else changes an
     * episode or a silence; nothing is written if the decision fails.
     */
    Decided decide(Function<Present, Decided> decision);

    /** All silences, by number. */
    List<Silence> silences();

    /** Adds one; it is created now, by the clock of the store. */
    Silence add(Silence.Terms terms);

    /**
     * Ends one before its time, now, by the clock of the store; one that was ended before stays as it is.
     *
     * @return whether it was ended by this call
     */
    boolean end(long silence, String by, String comment);

    /**
     * What is there.
     *
     * @param episodes all of them, as present
     * @param silences all of them
     * @param now by the clock of the store
     */
    record Present(List<Episode> episodes, List<Silence> silences, Instant now) {

        /** Copies the lists. */
        public Present {
            episodes = List.copyOf(episodes);
            silences = List.copyOf(silences);
        }
    }

    /**
     * What is to be written.
     *
     * @param episodes to replace
     * @param transitions to add
     * @param messages to deliver
     */
    record Decided(List<Episode> episodes, List<Transition> transitions, List<Message> messages) {

        /** Copies the lists. */
        public Decided {
            episodes = List.copyOf(episodes);
            transitions = List.copyOf(transitions);
            messages = List.copyOf(messages);
        }
    }
}
