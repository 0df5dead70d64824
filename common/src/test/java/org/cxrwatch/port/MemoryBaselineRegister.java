package org.cxrwatch.port;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.baseline.EarlierActivation;
import org.cxrwatch.error.UsageException;

final class MemoryBaselineRegister implements BaselineRegister {

    private final Map<String, BaselineRecord> baselines = new LinkedHashMap<>();
    private final List<BaselineTransition> transitions = new ArrayList<>();

    @Override
    public List<BaselineRecord> list() {
        return baselines.values().stream()
                .sorted(Comparator.comparing(BaselineRecord::createdAt).thenComparing(BaselineRecord::id))
                .toList();
    }

    @Override
    public List<BaselineTransition> transitions() {
        return transitions.stream()
                .sorted(Comparator.comparing(BaselineTransition::validFrom))
                .toList();
    }

    @Override
    public void add(BaselineRecord baseline) {
        baselines.putIfAbsent(baseline.id(), baseline);
    }

    @Override
    public void record(BaselineTransition transition) {
        BaselineRecord about = baselines.get(transition.baselineId());
        if (about == null || !about.modelVersion().equals(transition.modelVersion())) {
            throw new UsageException("There is no baseline " + transition.baselineId() + ".", "List them.");
        }
        if (state(transition.baselineId()) == transition.state()) {
            if (transition.state() == BaselineState.ACTIVE && isAfter(transition.baselineId(), transition)) {
                activateEarlier(transition);
            }
            return;
        }
        requireInOrder(transition.baselineId(), transition);
        Optional<String> other =
                transition.state() == BaselineState.ACTIVE ? active(transition.modelVersion()) : Optional.empty();
        other.ifPresent(id -> requireInOrder(id, transition));
        other.ifPresent(id -> transitions.add(new BaselineTransition(
                id,
                transition.modelVersion(),
                BaselineState.RETIRED,
                transition.validFrom(),
                transition.by(),
                "replaced by " + transition.baselineId())));
        transitions.add(transition);
    }

    private Optional<String> active(String modelVersion) {
        return baselines.values().stream()
                .filter(baseline -> baseline.modelVersion().equals(modelVersion))
                .map(BaselineRecord::id)
                .filter(id -> state(id) == BaselineState.ACTIVE)
                .findFirst();
    }

    private BaselineState state(String id) {
        return last(id).map(BaselineTransition::state).orElse(BaselineState.CANDIDATE);
    }

    private void activateEarlier(BaselineTransition earlier) {
        EarlierActivation move = new EarlierActivation(transitions(), earlier);
        if (move.obstacle().isPresent()) {
            requireInOrder(earlier.baselineId(), earlier);
        }
        transitions.addAll(move.retired());
        transitions.add(earlier);
    }

    private boolean isAfter(String id, BaselineTransition next) {
        return last(id).filter(last -> next.validFrom().isBefore(last.validFrom()))
                .isPresent();
    }

    private void requireInOrder(String id, BaselineTransition next) {
        if (isAfter(id, next)) {
            throw new UsageException("Baseline " + id + " changed later than that.", "Name a later time.");
        }
    }

    private Optional<BaselineTransition> last(String id) {
        return transitions().stream()
                .filter(transition -> transition.baselineId().equals(id))
                .reduce((one, other) -> other);
    }
}
