package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;

/** The alerts, for people to read. */
public interface AlertLog {

    /** Episodes as known now, in the order in which they opened (by window, then by night, then by key). */
    List<Episode> episodes(Filter filter);

    /** What changed in the episodes of one alert, in the order in which it was seen. */
    List<Transition> transitions(String alertKey);

    /** What changed in all episodes, in the order in which it was seen. */
    List<Transition> transitions();

    /**
     * Which episodes are wanted; what is empty does not choose.
     *
     * @param states in one of these states
     * @param types of one of these types
     * @param leastSeverity at least this bad
     * @param slice of this slice
     * @param text whose key, key's short id or case is this
     * @param period with evidence in a window that overlaps it
     */
    record Filter(
            Set<AlertState> states,
            Set<AlertType> types,
            Optional<AlertSeverity> leastSeverity,
            Optional<Slice> slice,
            Optional<String> text,
            Optional<Period> period) {

        /** All of them. */
        public static final Filter ALL =
                new Filter(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Copies the sets. */
        public Filter {
            states = Set.copyOf(states);
            types = Set.copyOf(types);
        }

        /** The same, in one of these states. */
        public Filter withStates(Set<AlertState> wanted) {
            return new Filter(wanted, types, leastSeverity, slice, text, period);
        }

        /** The same, of one of these types. */
        public Filter withTypes(Set<AlertType> wanted) {
            return new Filter(states, wanted, leastSeverity, slice, text, period);
        }

        /** The same, at least this bad. */
        public Filter withLeastSeverity(AlertSeverity wanted) {
            return new Filter(states, types, Optional.of(wanted), slice, text, period);
        }

        /** The same, of one slice. */
        public Filter withSlice(Slice wanted) {
            return new Filter(states, types, leastSeverity, Optional.of(wanted), text, period);
        }

        /** The same, of one key or case. */
        public Filter withText(String wanted) {
            return new Filter(states, types, leastSeverity, slice, Optional.of(wanted), period);
        }

        /** The same, whose windows with evidence touch a period. */
        public Filter withPeriod(Period wanted) {
            return new Filter(states, types, leastSeverity, slice, text, Optional.of(wanted));
        }

        private static boolean isNamed(Episode episode, String wanted) {
            return wanted.equals(episode.key().toString())
                    || wanted.equals(episode.caseId())
                    || wanted.equals(episode.key().fingerprint());
        }

        /** Whether an episode is wanted. */
        public boolean accepts(Episode episode) {
            return (states.isEmpty() || states.contains(episode.state()))
                    && (types.isEmpty() || types.contains(episode.key().type()))
                    && leastSeverity
                            .map(least -> episode.severity().compareTo(least) >= 0)
                            .orElse(true)
                    && slice.map(episode.key().slice()::equals).orElse(true)
                    && text.map(wanted -> isNamed(episode, wanted)).orElse(true)
                    && period.map(wanted -> wanted.touches(episode.span())).orElse(true);
        }
    }

    /**
     * A half-open period.
     *
     * @param from its first instant
     * @param to the first instant after it
     */
    record Period(Instant from, Instant to) {

        private boolean touches(Episode.Span span) {
            return span.opened().start().isBefore(to) && span.last().end().isAfter(from);
        }
    }
}
