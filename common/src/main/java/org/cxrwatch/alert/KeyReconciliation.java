package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds which recorded episode of one key is which occurrence of tonight's fold. They are the same if windows with
 * evidence overlap. An open occurrence is first of all the episode that is recorded as open; what was recorded as
 * over and is open after all is the next episode, because people were told it was over. What is recorded as open and
 * has no occurrence any more is retracted. A retracted episode is history, and one that is over stays as it was
 * known last.
 */
final class KeyReconciliation {

    private final AlertKey key;
    private final List<Occurrence> occurrences;
    private final List<Episode> known;
    private final List<EpisodeChange> changes = new ArrayList<>();
    private int numbers;

    private KeyReconciliation(AlertKey key, List<Episode> recorded, List<Occurrence> occurrences) {
        this.key = key;
        this.occurrences = new ArrayList<>(occurrences);
        this.known = new ArrayList<>(recorded.stream()
                .filter(episode -> !isHistory(episode))
                .sorted(Comparator.comparingInt(Episode::number))
                .toList());
        this.numbers = recorded.stream().mapToInt(Episode::number).max().orElse(0);
    }

    /** What became of the episodes of a key, changed or not. */
    static List<EpisodeChange> of(AlertKey key, List<Episode> recorded, List<Occurrence> occurrences) {
        return new KeyReconciliation(key, recorded, occurrences).changes();
    }

    private List<EpisodeChange> changes() {
        takeOpen();
        takeOver();
        occurrences.forEach(occurrence ->
                changes.add(new EpisodeChange(key, ++numbers, Optional.empty(), Optional.of(occurrence))));
        known.stream()
                .filter(episode -> episode.state().isOpen())
                .forEach(episode ->
                        changes.add(new EpisodeChange(key, episode.number(), Optional.of(episode), Optional.empty())));
        return changes;
    }

    private void takeOpen() {
        for (Occurrence occurrence : List.copyOf(occurrences)) {
            if (occurrence.isOpen()) {
                newestOverlapping(occurrence)
                        .filter(episode -> episode.state().isOpen())
                        .ifPresent(episode -> take(episode, occurrence));
            }
        }
    }

    private void takeOver() {
        for (Occurrence occurrence : List.copyOf(occurrences)) {
            if (!occurrence.isOpen()) {
                newestOverlapping(occurrence).ifPresent(episode -> take(episode, occurrence));
            }
        }
    }

    /** Recorded as open before recorded as over, the very same windows before others, then the highest number. */
    private Optional<Episode> newestOverlapping(Occurrence occurrence) {
        return known.stream()
                .filter(occurrence::overlaps)
                .max(Comparator.comparing((Episode episode) -> episode.state().isOpen())
                        .thenComparing(episode ->
                                episode.span().equals(occurrence.found().span()))
                        .thenComparing(Episode::number));
    }

    private void take(Episode episode, Occurrence occurrence) {
        known.remove(episode);
        occurrences.remove(occurrence);
        changes.add(new EpisodeChange(key, episode.number(), Optional.of(episode), Optional.of(occurrence)));
    }

    /** A retracted episode has no window that cleared it. */
    private static boolean isHistory(Episode episode) {
        return !episode.state().isOpen() && episode.span().resolved().isEmpty();
    }
}
