package org.cxrwatch.alert;

import java.util.Arrays;
import java.util.Optional;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.SubjectScore;

/**
 * What a rule of drift reads: {@code data} for all subjects of a kind, {@code data:mean_intensity} for one of them.
 *
 * @param kind which drift
 * @param subject which subject; empty for all of that kind
 */
public record DriftMetric(DriftKind kind, Optional<String> subject) {

    private static final char BETWEEN = ':';

    /** What a rule's metric names; empty if that is no drift. */
    public static Optional<DriftMetric> find(String metric) {
        int colon = metric.indexOf(BETWEEN);
        String kind = colon < 0 ? metric : metric.substring(0, colon);
        Optional<String> subject = colon < 0 ? Optional.empty() : Optional.of(metric.substring(colon + 1));
        return Arrays.stream(DriftKind.values())
                .filter(each -> each.text().equals(kind))
                .filter(each -> subject.map(name -> !name.isBlank()).orElse(true))
                .findFirst()
                .map(each -> new DriftMetric(each, subject));
    }

    boolean covers(SubjectScore score) {
        return score.kind() == kind && subject.map(score.subject()::equals).orElse(true);
    }

    /** As {@link #find} reads it. */
    @Override
    public String toString() {
        return kind.text() + subject.map(name -> BETWEEN + name).orElse("");
    }
}
