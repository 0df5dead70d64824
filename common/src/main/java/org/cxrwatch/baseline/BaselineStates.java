package org.cxrwatch.baseline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What baselines were used for at any instant, from the changes that were recorded. An instant sees the changes valid
 * from it or earlier; of two valid from the same instant the later recorded one holds.
 */
public final class BaselineStates {

    private final List<BaselineTransition> transitions;

    /** Takes all changes, in the order they were recorded. */
    public BaselineStates(List<BaselineTransition> transitions) {
        List<BaselineTransition> ordered = new ArrayList<>(transitions);
        ordered.sort(Comparator.comparing(BaselineTransition::validFrom));
        this.transitions = List.copyOf(ordered);
    }

    /** What a baseline was used for; a candidate until something is said of it. */
    public BaselineState of(String baselineId, Instant at) {
        return latest(baselineId, at).map(BaselineTransition::state).orElse(BaselineState.CANDIDATE);
    }

    /** The change that holds; empty for a candidate nothing was said of. */
    public Optional<BaselineTransition> latest(String baselineId, Instant at) {
        return transitions.stream()
                .filter(change -> change.baselineId().equals(baselineId))
                .filter(change -> !change.validFrom().isAfter(at))
                .reduce((earlier, later) -> later);
    }
}
