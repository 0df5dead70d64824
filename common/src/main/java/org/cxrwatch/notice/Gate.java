package org.cxrwatch.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;

/**
 * Stands between what changed and what people are told of it. News of an alert is kept back while a silence asks for
 * it, while another open alert is its cause, and for a while after people were told of the same alert. What is kept
 * back is recorded, and told once, as it is by then, when nothing keeps it any longer and it still matters: what is
 * open and was never told, got worse than was told, or ended after it was told. A rise of severity is told at once
 * unless a silence asks for quiet; a silence takes the end of an alert with it.
 *
 * <p>A pure function of what is recorded: asked again with nothing new at the same instant, it tells nothing.
 */
public final class Gate {

    /** The shortest time after which people are told of the same alert again, and the usual one. */
    public static final Duration LEAST_COOLDOWN = Duration.ofMinutes(30);

    private final Duration cooldown;

    /** A gate after which an alert is told of again at the earliest after this time. */
    public Gate(Duration cooldown) {
        this.cooldown = cooldown;
    }

    /**
     * What comes of news.
     *
     * @param told what people are told
     * @param episodes those of which people have heard something else now, to insert or replace
     * @param transitions what is to be recorded of it
     */
    public record Passed(List<News> told, List<Episode> episodes, List<Transition> transitions) {

        /** Copies the lists. */
        public Passed {
            told = List.copyOf(told);
            episodes = List.copyOf(episodes);
            transitions = List.copyOf(transitions);
        }
    }

    /**
     * Lets news through or keeps it back, and lets through what was kept back before and is not any longer.
     *
     * @param episodes all of them, as they are after the changes
     * @param news what changed
     * @param silences all of them
     * @param now when
     */
    public Passed pass(Collection<Episode> episodes, Collection<News> news, Collection<Silence> silences, Instant now) {
        return new GatePass(cooldown, episodes, silences, now).of(news);
    }
}
