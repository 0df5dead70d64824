package org.cxrwatch.job;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.SubjectScore;

/** Since when each slice has drifted without a break, from days taken in order; days that say nothing break nothing. */
final class DriftDays {

    private final OpenSince before;
    private final Map<Key, LocalDate> began = new HashMap<>();

    private record Key(String modelVersion, DriftKind kind, Slice slice) {}

    DriftDays(OpenSince before) {
        this.before = before;
    }

    /** Takes the next day of a version. */
    void add(String modelVersion, LocalDate day, List<SubjectScore> scores) {
        Map<Key, Decision> decisions = new HashMap<>();
        scores.forEach(score -> decisions.merge(
                new Key(modelVersion, score.kind(), score.where().slice()),
                score.decision(),
                (left, right) -> left.compareTo(right) <= 0 ? left : right));
        decisions.forEach((key, decision) -> {
            if (decision == Decision.DRIFTED) {
                began.putIfAbsent(
                        key,
                        before.find(modelVersion, key.kind(), key.slice(), day).orElse(day));
            } else if (decision == Decision.NOT_DRIFTED) {
                began.remove(key);
            }
        });
    }

    /** The first day of the run that the day taken last belongs to. */
    Optional<LocalDate> since(String modelVersion, LocalDate day, DriftKind kind, Slice slice) {
        return Optional.ofNullable(began.get(new Key(modelVersion, kind, slice)))
                .filter(first -> !first.isAfter(day));
    }
}
