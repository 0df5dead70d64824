package org.cxrwatch.score;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.WindowSlice;

/**
 * How far one subject moved and whether that is drift: one row of {@code drift_score}.
 *
 * @param where whose predictions, when, which
 * @param kind what kind of drift it would be
 * @param subject what moved
 * @param reference what the window was compared with
 * @param distance the deciding distance in [0, 1] (Jensen–Shannon, total variation, or relative drop), or why there
 * is none
 * @param evidence what the decision rests on
 * @param decision whether it drifted
 * @param aids what people read beside it, by name: medians before and after, difference of means, …; finite
 * @param onset when what drifted began to differ; empty for what did not drift
 */
public record SubjectScore(
        WindowSlice where,
        DriftKind kind,
        String subject,
        Reference reference,
        Score distance,
        Evidence evidence,
        Decision decision,
        SortedMap<String, Double> aids,
        Optional<Onset> onset) {

    /**
     * What a score is of.
     *
     * @param window whose predictions, when
     * @param slice which of them
     * @param kind what kind of drift it would be
     * @param subject what is compared
     * @param reference with what
     */
    record Asked(WindowParts window, Slice slice, DriftKind kind, String subject, Reference reference) {

        Asked(WindowParts window, Slice slice, Subject subject, Reference reference) {
            this(window, slice, subject.kind(), subject.name(), reference);
        }
    }

    /** The aid that says how many days the rows come from, where that is not one. */
    public static final String DAYS = "days";

    /** Copies the aids. */
    public SubjectScore {
        aids = Collections.unmodifiableSortedMap(new TreeMap<>(aids));
    }

    /**
     * What a decision rests on. NaN stands for what could not be computed; tables store it as null.
     *
     * @param n values in the window
     * @param reference values in the reference
     * @param excess the distance less what chance gives at these n, in [0, 1]
     * @param expected the distance that chance gives at these n
     * @param p probability of such a difference if nothing had changed
     * @param adjusted p adjusted for all that was looked at that night (Benjamini–Hochberg)
     * @param leastDetectable the smallest distance these n would have shown, had it alone moved
     */
    public record Evidence(
            long n, long reference, double excess, double expected, double p, double adjusted, double leastDetectable) {

        /** Nothing was compared. */
        public static Evidence none(long n, long reference) {
            return new Evidence(n, reference, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    /** What was looked at, told with how many days its rows come from and the finite aids; not decided yet. */
    static SubjectScore tested(Asked asked, Score distance, Evidence evidence, Map<String, Double> aids) {
        TreeMap<String, Double> beside = new TreeMap<>(finite(aids));
        int days = asked.window().days(asked.slice());
        if (days > 1) {
            beside.put(DAYS, (double) days);
        }
        return new SubjectScore(
                asked.window().at(asked.slice()),
                asked.kind(),
                asked.subject(),
                asked.reference(),
                distance,
                evidence,
                Decision.NOT_DECIDED,
                beside,
                Optional.empty());
    }

    /** What was not measured, and why; {@code before} are the rows of the reference. */
    static SubjectScore unmeasured(Asked asked, Reason reason, long before) {
        return new SubjectScore(
                asked.window().at(asked.slice()),
                asked.kind(),
                asked.subject(),
                asked.reference(),
                Score.none(reason),
                Evidence.none(asked.window().rows(asked.slice()), before),
                Decision.NOT_DECIDED,
                new TreeMap<>(),
                Optional.empty());
    }

    /** The same score with another decision and adjusted p. */
    public SubjectScore decided(Decision decision, double adjusted) {
        Evidence before = evidence;
        Evidence after = new Evidence(
                before.n(),
                before.reference(),
                before.excess(),
                before.expected(),
                before.p(),
                adjusted,
                before.leastDetectable());
        return new SubjectScore(where, kind, subject, reference, distance, after, decision, aids, onset);
    }

    /** The same score, its change dated. */
    public SubjectScore begun(Onset began) {
        return new SubjectScore(
                where, kind, subject, reference, distance, evidence, decision, aids, Optional.of(began));
    }

    /** Whether it drifted. */
    public boolean drifted() {
        return decision == Decision.DRIFTED;
    }

    /** One of the aids, NaN if there is none of that name. */
    public double aid(String name) {
        return aids.getOrDefault(name, Double.NaN);
    }

    /** Aids from a map, in the order of names, those that are not finite left out. */
    public static SortedMap<String, Double> finite(Map<String, Double> aids) {
        TreeMap<String, Double> finite = new TreeMap<>(aids);
        finite.values().removeIf(value -> !Double.isFinite(value));
        return finite;
    }
}
