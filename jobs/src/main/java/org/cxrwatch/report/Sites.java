package org.cxrwatch.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Verdict;

/** The sites among the slices that verdicts speak of. */
final class Sites {

    static final String KEY = "site";

    private Sites() {}

    static Slice named(String site) {
        return new Slice(KEY, site);
    }

    /** The worst first; at most so many. */
    static List<Slice> worst(List<Verdict> verdicts, int most) {
        Map<Slice, Severity> worst = new HashMap<>();
        verdicts.stream()
                .filter(verdict -> verdict.where().slice().key().equals(KEY))
                .forEach(verdict -> worst.merge(
                        verdict.where().slice(),
                        verdict.severity(),
                        (one, other) -> one.compareTo(other) >= 0 ? one : other));
        return worst.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<Slice, Severity>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
