package org.cxrwatch.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Scope;

/**
 * Which open alert is the cause of which other one, so that people are told of the cause alone. Rows that were refused,
 * rejected or are missing, and requests that do not come, change what is counted of the others.
 *
 * <p>An effect has a cause if all its windows with evidence lie on days on which the cause had evidence, in the same
 * scope and slice; a cause in the scope {@code service} or in the slice {@code all} counts for all scopes or slices. An
 * emergency has none.
 */
final class Inhibition {

    private static final Set<AlertType> EFFECTS =
            Set.of(AlertType.DRIFT_DETECTED, AlertType.ACCURACY_DROP, AlertType.LABEL_COVERAGE, AlertType.NOT_MEASURED);

    private static final Set<String> LOST_ROWS =
            Set.of(DefaultRules.REJECTED, DefaultRules.ROWS_REFUSED, DefaultRules.ROWS_MISSING);

    private static final Comparator<Episode> FIRST = Comparator.comparing(Episode::key);

    private final Collection<Episode> episodes;

    /** Among these episodes, as they are now. */
    Inhibition(Collection<Episode> episodes) {
        this.episodes = episodes.stream().filter(Inhibition::isCause).toList();
    }

    /** The open alert that is the cause of an episode; the first by key of several. */
    Optional<Episode> cause(Episode effect) {
        if (effect.severity() == AlertSeverity.EMERGENCY
                || !EFFECTS.contains(effect.key().type())) {
            return Optional.empty();
        }
        return episodes.stream()
                .filter(cause -> sameRows(cause, effect) && sameDays(cause, effect))
                .min(FIRST);
    }

    private static boolean isCause(Episode episode) {
        boolean lost = episode.key().type() == AlertType.DATA_QUALITY
                && LOST_ROWS.contains(episode.key().metric());
        return episode.state().isOpen() && (lost || episode.key().type() == AlertType.LOW_THROUGHPUT);
    }

    private static boolean sameRows(Episode cause, Episode effect) {
        boolean scope = cause.key().scope().equals(Scope.SERVICE.toString())
                || cause.key().scope().equals(effect.key().scope());
        boolean slice = cause.key().slice().isAll()
                || cause.key().slice().equals(effect.key().slice());
        return scope && slice;
    }

    private static boolean sameDays(Episode cause, Episode effect) {
        Instant first = cause.span().opened().start().truncatedTo(ChronoUnit.DAYS);
        Instant last = cause.span().last().end().minusNanos(1).truncatedTo(ChronoUnit.DAYS);
        return !effect.span().opened().start().isBefore(first)
                && !effect.span().last().end().isAfter(last.plus(1, ChronoUnit.DAYS));
    }
}
