package org.cxrwatch.notice;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.model.AlertSeverity;

/**
 * Chooses alerts by what they are about: every field named must fit. A pattern is a text in which {@code *} stands for
 * any characters; {@code severity} fits what is at least that urgent.
 *
 * @param patterns by field; none chooses all
 */
public record AlertMatcher(SortedMap<Field, String> patterns) {

    /** Chooses all alerts. */
    public static final AlertMatcher ALL = new AlertMatcher(Map.of());

    /** What can be asked of an alert. */
    public enum Field {
        /** The kind of alert, e.g. {@code accuracy_drop}. */
        ALERT_TYPE,
        /** Metric, drift kind or subject. */
        METRIC,
        /** A model version, {@code service}, or a host's name. */
        MODEL_VERSION,
        /** {@code HOUR}, {@code DAY}, or the {@code DAYS_7} and {@code DAYS_28} of rules over weeks. */
        WINDOW_KIND,
        /** An attribute, e.g. {@code site}. */
        SLICE_KEY,
        /** A value of the attribute. */
        SLICE_VALUE,
        /** Both, e.g. {@code site=valley}; {@code all} for all predictions. */
        SLICE,
        /** At least this urgent. */
        SEVERITY,
        /** The case, e.g. {@code 2026-09-22-site-valley}. */
        CASE_ID;

        /** As configuration, commands and tables write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the map; refuses an unknown severity. */
    public AlertMatcher(Map<Field, String> patterns) {
        this(new TreeMap<>(patterns));
    }

    /** Copies the map; refuses an unknown severity. */
    public AlertMatcher {
        patterns = Collections.unmodifiableSortedMap(new TreeMap<>(patterns));
        String severity = patterns.get(Field.SEVERITY);
        if (severity != null) {
            severity(severity);
        }
    }

    /** Whether it chooses an alert of this severity in this case. */
    public boolean matches(AlertKey key, AlertSeverity severity, String caseId) {
        return patterns.entrySet().stream()
                .allMatch(entry -> entry.getKey() == Field.SEVERITY
                        ? severity.compareTo(severity(entry.getValue())) >= 0
                        : fits(entry.getValue(), value(entry.getKey(), key, caseId)));
    }

    /** {@code alert_type=drift_detected, slice=site=valley}. */
    @Override
    public String toString() {
        return patterns.entrySet().stream()
                .map(entry -> entry.getKey().text() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String value(Field field, AlertKey key, String caseId) {
        return switch (field) {
            case ALERT_TYPE -> key.type().text();
            case METRIC -> key.metric();
            case MODEL_VERSION -> key.scope();
            case WINDOW_KIND -> key.window().name();
            case SLICE_KEY -> key.slice().key();
            case SLICE_VALUE -> key.slice().value();
            case SLICE -> key.slice().toString();
            case CASE_ID -> caseId;
            case SEVERITY -> throw new IllegalStateException("A severity is compared, not matched.");
        };
    }

    private static boolean fits(String pattern, String value) {
        String regex = Pattern.compile("\\*")
                .splitAsStream(pattern + " ")
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(value + " ").matches();
    }

    private static AlertSeverity severity(String text) {
        for (AlertSeverity each : AlertSeverity.values()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "There is no severity " + text + ": there are info, warning, critical and emergency.");
    }
}
