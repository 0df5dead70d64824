package org.cxrwatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.cxrwatch.model.Scope;

/**
 * What must be common to episodes that form one case, and how near in time they must be.
 *
 * @param group episodes of different groups never form a case
 * @param name what a new case is named for, in letters, digits, dots and hyphens
 * @param nearness how far apart they may be
 */
record CaseAnchor(String group, String name, Nearness nearness) {

    /** How far apart episodes of a case may be. */
    enum Nearness {
        /** Overlapping, or at most two days apart; what is open reaches to the present. */
        DAYS {
            @Override
            boolean joins(Reach one, Reach other) {
                return !one.from().minus(GAP).isAfter(other.to())
                        && !other.from().minus(GAP).isAfter(one.to());
            }
        },
        /** Windows with evidence overlap: two troubles of the service on one day are two cases. */
        HOURS {
            @Override
            boolean joins(Reach one, Reach other) {
                return one.from().isBefore(other.lastEvidence()) && other.from().isBefore(one.lastEvidence());
            }
        };

        private static final Duration GAP = Duration.ofDays(2);

        abstract boolean joins(Reach one, Reach other);
    }

    /**
     * From when to when an episode reaches.
     *
     * @param from start of its first window with evidence
     * @param lastEvidence end of its latest window with evidence
     * @param to the same, or the far future while it is open
     */
    record Reach(Instant from, Instant lastEvidence, Instant to) {

        static Reach of(Episode.Span span, AlertState state) {
            Instant last = span.last().end();
            return new Reach(span.opened().start(), last, state.isOpen() ? Instant.MAX : last);
        }
    }

    /** The anchor of an alert. */
    static CaseAnchor of(AlertKey key) {
        if (!key.slice().isAll()) {
            String slice = key.slice().toString();
            return new CaseAnchor("slice " + slice, plain(slice), Nearness.DAYS);
        }
        return switch (key.type()) {
            case ACCURACY_DROP, DRIFT_DETECTED -> new CaseAnchor("model", "all", Nearness.DAYS);
            case CUSTOM_METRIC ->
                Scope.SERVICE.toString().equals(key.scope())
                        ? new CaseAnchor("service", plain(key.metric()), Nearness.HOURS)
                        : new CaseAnchor("model", "all", Nearness.DAYS);
            case HIGH_LATENCY -> new CaseAnchor("service", "latency", Nearness.HOURS);
            case HIGH_ERROR_RATE, MODEL_FAILURE -> new CaseAnchor("service", "errors", Nearness.HOURS);
            case LOW_THROUGHPUT -> new CaseAnchor("service", "requests", Nearness.HOURS);
            case SYSTEM_RESOURCE -> new CaseAnchor("service", plain(key.metric()), Nearness.HOURS);
            case SYSTEM_TREND -> new CaseAnchor("trend " + key.metric(), plain(key.metric()), Nearness.DAYS);
            case NO_BASELINE ->
                new CaseAnchor("baseline " + key.scope(), plain(key.scope()) + "-baseline", Nearness.DAYS);
            case LIFE_CYCLE ->
                isService(key)
                        ? new CaseAnchor("life", "new", Nearness.DAYS)
                        : of(new AlertKey(AlertType.NO_BASELINE, key.metric(), key.scope(), key.window(), key.slice()));
            case LABEL_COVERAGE -> new CaseAnchor("labels", "labels", Nearness.DAYS);
            case RUN_FAILED ->
                new CaseAnchor(
                        "run " + key.metric() + " " + key.scope(),
                        plain(key.metric()) + (isService(key) ? "" : "-" + plain(key.scope())),
                        Nearness.HOURS);
            case NOT_MEASURED ->
                new CaseAnchor("measured " + key.scope(), plain(key.scope()) + "-measured", Nearness.DAYS);
            case DATA_QUALITY -> new CaseAnchor("input", "input", Nearness.DAYS);
        };
    }

    private static boolean isService(AlertKey key) {
        return Scope.SERVICE.toString().equals(key.scope());
    }

    private static String plain(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "other" : plain;
    }
}
