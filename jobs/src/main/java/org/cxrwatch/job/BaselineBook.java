package org.cxrwatch.job;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.score.DriftReference;

/** Which baseline each version had, as of any night; contents are loaded once. */
final class BaselineBook {

    private final List<BaselineRecord> records;
    private final List<BaselineTransition> transitions;
    private final BaselineContents contents;
    private final Map<String, DriftReference> loaded = new HashMap<>();

    BaselineBook(BaselineRegister register, BaselineContents contents) {
        this.records = register.list();
        this.transitions = register.transitions().stream()
                .sorted(Comparator.comparing(BaselineTransition::validFrom))
                .toList();
        this.contents = contents;
    }

    /** The active baselines by version, as that night knows them. */
    Map<String, String> active(Instant asOf) {
        Map<String, String> active = new TreeMap<>();
        for (BaselineTransition transition : transitions) {
            if (!transition.validFrom().isAfter(asOf)) {
                if (transition.state() == BaselineState.ACTIVE) {
                    active.put(transition.modelVersion(), transition.baselineId());
                } else {
                    active.remove(transition.modelVersion(), transition.baselineId());
                }
            }
        }
        return active;
    }

    /** A version's active baseline, ready to be compared with. */
    Optional<DriftReference> find(String modelVersion, Instant asOf) {
        return Optional.ofNullable(active(asOf).get(modelVersion)).map(this::load);
    }

    /** A baseline by its id. */
    DriftReference load(String id) {
        return loaded.computeIfAbsent(id, key -> new DriftReference(contents.load(record(key))));
    }

    private BaselineRecord record(String id) {
        return records.stream()
                .filter(record -> record.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("The register names the baseline " + id + " and has none."));
    }

    /** The records of all baselines that were ever active. */
    List<BaselineRecord> everActive() {
        return records.stream()
                .filter(record -> transitions.stream()
                        .anyMatch(transition -> transition.baselineId().equals(record.id())
                                && transition.state() == BaselineState.ACTIVE))
                .toList();
    }
}
