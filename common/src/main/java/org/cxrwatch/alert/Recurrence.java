package org.cxrwatch.alert;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says of an episode that is not the first of its alert the how manieth it is, and since when the last was over. */
public final class Recurrence {

    private static final int TEN = 10;
    private static final int HUNDRED = 100;

    private final Map<AlertKey, TreeMap<Integer, Episode>> known = new HashMap<>();

    /** Among these episodes. */
    public Recurrence(Collection<Episode> recorded) {
        recorded.forEach(this::add);
    }

    /** An episode as it is from now on. */
    void add(Episode episode) {
        known.computeIfAbsent(episode.key(), none -> new TreeMap<>()).put(episode.number(), episode);
    }

    /** The opening of an episode, saying so where it is not the first. */
    public Transition opened(Transition opened) {
        return words(opened.key(), opened.episode()).map(opened::saying).orElse(opened);
    }

    /** The sentence that says so, after a space; empty for the first. */
    public Optional<String> words(AlertKey key, int episode) {
        return Optional.ofNullable(known.get(key))
                .map(episodes -> episodes.lowerEntry(episode))
                .map(Map.Entry::getValue)
                .filter(before -> !before.state().isOpen())
                .map(before -> " It is the " + ordinal(episode) + " time; the last was "
                        + before.span()
                                .resolved()
                                .map(over -> "over since " + Wording.when(over))
                                .orElse("taken back")
                        + ".");
    }

    private static String ordinal(int number) {
        boolean teen = number % HUNDRED / TEN == 1;
        return number
                + (teen
                        ? "th"
                        : switch (number % TEN) {
                            case 1 -> "st";
                            case 2 -> "nd";
                            case 3 -> "rd";
                            default -> "th";
                        });
    }
}
