package org.cxrwatch.baseline;

import java.util.List;
import java.util.Optional;

/**
 * That an active baseline was to be active from an earlier instant on, as somebody forgot to say when it was put to
 * use. It is so if between that instant and its activation nothing happened to the baselines of its version: only
 * nights that knew the one it replaced see something else, when they are evaluated again.
 *
 * @param changes all that were recorded, of all versions, in the order they took effect
 * @param earlier the activation as it is to be
 */
public record EarlierActivation(List<BaselineTransition> changes, BaselineTransition earlier) {

    /** Keeps those of the version. */
    public EarlierActivation {
        String version = earlier.modelVersion();
        changes = changes.stream()
                .filter(change -> change.modelVersion().equals(version))
                .toList();
    }

    /** The change in between, if there is one; then it cannot be so. */
    public Optional<BaselineTransition> obstacle() {
        return changes.stream()
                .filter(change -> change.validFrom().isAfter(earlier.validFrom()))
                .filter(change -> !isOwnActivation(change) && !isReplaced(change))
                .findFirst();
    }

    /** What is to be recorded of the baseline that it replaced; nothing if it was the version's first. */
    public List<BaselineTransition> retired() {
        return changes.stream()
                .filter(this::isReplaced)
                .map(BaselineTransition::baselineId)
                .distinct()
                .map(id -> new BaselineTransition(
                        id,
                        earlier.modelVersion(),
                        BaselineState.RETIRED,
                        earlier.validFrom(),
                        earlier.by(),
                        "replaced by " + earlier.baselineId()))
                .toList();
    }

    private boolean isOwnActivation(BaselineTransition change) {
        return change.baselineId().equals(earlier.baselineId()) && change.state() == BaselineState.ACTIVE;
    }

    /** Retired at an instant at which this one was put to use. */
    private boolean isReplaced(BaselineTransition change) {
        return change.state() == BaselineState.RETIRED
                && !change.baselineId().equals(earlier.baselineId())
                && change.validFrom().isAfter(earlier.validFrom())
                && changes.stream()
                        .filter(this::isOwnActivation)
                        .anyMatch(own -> own.validFrom().equals(change.validFrom()));
    }
}
