package org.cxrwatch.notice;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;

/**
 * Which news of a case people are told: of a case that they know and that goes on, only what is new in it. An alert of
 * it that opens again, or gets worse, is news if the case had not been as bad; that a part of it is over is told when
 * all of it is. What is not told is recorded, and stands beside what is.
 */
public final class WorthTelling {

    private final Collection<Episode> episodes;

    /** By all episodes, after the night. */
    public WorthTelling(Collection<Episode> episodes) {
        this.episodes = List.copyOf(episodes);
    }

    /** The news of the cases in which anything is worth telling, all of a case together. */
    public List<News> of(Collection<News> news) {
        return news.stream()
                .collect(Collectors.groupingBy(item -> item.transition().caseId(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(this::any)
                .flatMap(List::stream)
                .toList();
    }

    private boolean any(List<News> ofCase) {
        return ofCase.stream().anyMatch(item -> isTold(item, ofCase));
    }

    private boolean isTold(News item, List<News> ofCase) {
        Transition change = item.transition();
        Predicate<Episode> asBad = episode -> episode.severity().compareTo(change.severity()) >= 0;
        return switch (change.kind()) {
            case OPENED -> !isKnown(item) || known(item, ofCase).noneMatch(asBad);
            case RAISED -> known(item, ofCase).noneMatch(asBad);
            case RESOLVED -> others(item).noneMatch(WorthTelling::isWrong);
            default -> true;
        };
    }

    /** Whether people heard of the same alert in this case before. */
    private boolean isKnown(News item) {
        return others(item)
                .filter(WorthTelling::isHeard)
                .anyMatch(episode -> episode.key().equals(item.episode().key()));
    }

    /** What is open of the case, and people had heard of before this night. */
    private Stream<Episode> known(News item, List<News> ofCase) {
        return others(item)
                .filter(episode -> episode.state().isOpen() && isHeard(episode))
                .filter(episode -> ofCase.stream()
                        .filter(other -> other.transition().kind() != Transition.Kind.RESOLVED)
                        .noneMatch(other -> other.episode().id().equals(episode.id())));
    }

    private Stream<Episode> others(News item) {
        return episodes.stream()
                .filter(episode -> episode.caseId().equals(item.transition().caseId()))
                .filter(episode -> !episode.id().equals(item.episode().id()));
    }

    /** What is merely worth recording, such as that a site is new, does not keep a case open. */
    private static boolean isWrong(Episode episode) {
        return episode.state().isOpen() && episode.severity() != AlertSeverity.INFO;
    }

    /** What was merely recorded, or is silenced, nobody knows. */
    private static boolean isHeard(Episode episode) {
        return episode.heard().told().isPresent();
    }
}
