package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.WindowKind;

/**
 * What was published, for people to read. Rows come in the order of their windows, then of scope, slice and name; each
 * answer is bounded by the windows asked for times what is scored in a window.
 */
public interface History {

    /** Metrics of windows. */
    List<MetricScore> metrics(Query query);

    /** Scores of subjects. */
    List<SubjectScore> drift(Query query);

    /** Verdicts of windows. */
    List<Verdict> verdicts(Query query);

    /** Distributions for drawing. */
    List<DistributionBins> distributions(Query query);

    /** Numbers that hosts logged; scope and slice of the query mean nothing to them. */
    List<HostMetric> hosts(Query query);

    /** The nights that were published, ascending, each once. */
    List<Instant> nights();

    /**
     * Which rows are wanted.
     *
     * @param from windows that start then or later
     * @param to windows that start before
     * @param scope of this scope; empty for every scope
     * @param slice of this slice; empty for every slice
     * @param kinds of these kinds of window; empty for every kind
     * @param asOf as they were known then; empty for as they are known now
     */
    record Query(
            Instant from,
            Instant to,
            Optional<Scope> scope,
            Optional<Slice> slice,
            Set<WindowKind> kinds,
            Optional<Instant> asOf) {

        /** Copies the set. */
        public Query {
            kinds = Set.copyOf(kinds);
        }

        /** Everything in the windows that start in a period, as known now. */
        public static Query between(Instant from, Instant to) {
            return new Query(from, to, Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
        }

        /** The same, of one scope. */
        public Query withScope(Scope wanted) {
            return new Query(from, to, Optional.of(wanted), slice, kinds, asOf);
        }

        /** The same, of one slice. */
        public Query withSlice(Slice wanted) {
            return new Query(from, to, scope, Optional.of(wanted), kinds, asOf);
        }

        /** The same, of these kinds of window. */
        public Query withKinds(Set<WindowKind> wanted) {
            return new Query(from, to, scope, slice, wanted, asOf);
        }

        /** The same, as it was known at an instant. */
        public Query withAsOf(Instant instant) {
            return new Query(from, to, scope, slice, kinds, Optional.of(instant));
        }
    }
}
