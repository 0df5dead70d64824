package org.cxrwatch.alert;

import java.util.List;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;

/** What a rule says of one alert's key and one window. */
public sealed interface Judgement {

    /** What it is about. */
    AlertKey key();

    /** What was found, in words: what, how much, where, when. */
    String text();

    /**
     * Evidence: opens an episode, or keeps it open.
     *
     * @param key what it is about
     * @param severity how urgent this window is by itself
     * @param text what was found
     * @param symptoms other slices that moved because of it
     */
    record Raised(AlertKey key, AlertSeverity severity, String text, List<Slice> symptoms) implements Judgement {

        /** Copies the list. */
        public Raised {
            symptoms = List.copyOf(symptoms);
        }
    }

    /**
     * Evidence that another slice explains: it keeps open what is open, opens nothing and makes nothing worse.
     *
     * @param key what it is about
     * @param text what was found, and what explains it
     */
    record Explained(AlertKey key, String text) implements Judgement {}

    /**
     * The window is fine.
     *
     * @param key what it is about
     * @param text what was found
     */
    record Clear(AlertKey key, String text) implements Judgement {}

    /**
     * What is open is over for good, in however few windows: what it was about is gone, there again, usual by now, or
     * not looked at any more.
     *
     * @param key what it is about
     * @param text why
     * @param watch whether somebody looked that it is over
     */
    record Over(AlertKey key, String text, Episode.Watch watch) implements Judgement {

        /** What somebody looked at. */
        public Over(AlertKey key, String text) {
            this(key, text, Episode.Watch.KEPT);
        }
    }

    /**
     * Nothing can be said: not measured, too few rows, or neither beyond the level nor beyond the clearing level. It
     * neither fires nor clears.
     *
     * @param key what it is about
     * @param text why
     */
    record Undecided(AlertKey key, String text) implements Judgement {}
}
