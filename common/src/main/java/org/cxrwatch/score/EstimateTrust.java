package org.cxrwatch.score;

import java.util.List;

/**
 * Whether an estimate without labels may be believed.
 *
 * @param doubts why not; none if it may
 */
public record EstimateTrust(List<Doubt> doubts) {

    /** Copies the list. */
    public EstimateTrust {
        doubts = List.copyOf(doubts);
    }

    /**
     * One reason not to believe it.
     *
     * @param kind which
     * @param text what was found, in words
     */
    public record Doubt(Kind kind, String text) {}

    /** What can be wrong with an estimate. */
    public enum Kind {
        /** More or fewer images are positive: a score no longer means what it meant. */
        PREVALENCE_MOVED,
        /** The answers moved otherwise. */
        ANSWERS_MOVED,
        /** The images are none of those the calibration was learnt on. */
        INPUTS_MOVED,
        /** Scores that no label ever said anything about. */
        SCORES_OUTSIDE
    }

    /** Whether nothing speaks against it. */
    public boolean isSafe() {
        return doubts.isEmpty();
    }

    /** The reasons in words; none if it is safe. */
    public List<String> texts() {
        return doubts.stream().map(Doubt::text).toList();
    }
}
