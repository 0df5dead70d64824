package org.cxrwatch.alert;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What people did to an episode while a night was at work on it. Nobody has to wait for a night: it writes what it
 * found around what they did.
 */
public final class Meanwhile {

    private Meanwhile() {}

    /** The episodes to record, in the order in which the night has them. */
    public static List<Episode> all(Collection<Episode> read, Collection<Episode> stored, Collection<Episode> found) {
        Map<Episode.Id, Episode> before = byId(read);
        Map<Episode.Id, Episode> now = byId(stored);
        return found.stream()
                .map(episode -> {
                    Episode.Id id = episode.id();
                    boolean known = before.containsKey(id) && now.containsKey(id);
                    return known ? of(before.get(id), now.get(id), episode) : episode;
                })
                .toList();
    }

    private static Map<Episode.Id, Episode> byId(Collection<Episode> episodes) {
        return episodes.stream().collect(Collectors.toMap(Episode::id, Function.identity()));
    }

    /**
     * The episode to record.
     *
     * @param read as it was when the night began
     * @param stored as it is now
     * @param found as the night has it
     */
    public static Episode of(Episode read, Episode stored, Episode found) {
        if (stored.equals(read)) {
            return found;
        }
        if (!stored.state().isOpen()) {
            return stored.heard(found.heard().letGo());
        }
        boolean worse = found.severity().compareTo(read.severity()) > 0;
        if (!found.state().isOpen() || worse) {
            return found;
        }
        boolean saidNothing = found.heard().equals(read.heard());
        Episode heard = saidNothing ? found.heard(stored.heard()) : found;
        return stored.acknowledgement().map(heard::acknowledged).orElseGet(heard::released);
    }
}
