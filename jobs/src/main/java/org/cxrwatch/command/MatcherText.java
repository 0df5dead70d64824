package org.cxrwatch.command;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.AlertMatcher;
import org.cxrwatch.notice.AlertMatcher.Field;
import org.cxrwatch.window.WindowKind;

/** Which alerts are meant, as people write it: {@code field=pattern}, or {@code all}. */
final class MatcherText {

    private static final String ALL = "all";

    private MatcherText() {}

    /**
     * Reads it.
     *
     * @throws UsageException if nothing is chosen, a field or value is unknown, or one is named twice
     */
    static AlertMatcher parse(List<String> written) {
        if (written.isEmpty()) {
            throw new UsageException(
                    "The command does not say which alerts are meant, and without it would mean all.",
                    "Choose some with --match FIELD=PATTERN, e.g. --match slice=site=valley, or say --match all."
                            + " Fields are " + String.join(", ", fields()) + ".");
        }
        if (written.equals(List.of(ALL))) {
            return AlertMatcher.ALL;
        }
        Map<Field, String> patterns = new EnumMap<>(Field.class);
        for (String one : written) {
            int split = one.indexOf('=');
            if (split < 1 || split == one.length() - 1) {
                throw new UsageException(
                        "--match " + one + " is not a field and a pattern.",
                        "Write FIELD=PATTERN, e.g. alert_type=drift_detected; * stands for any characters. --match all"
                                + " stands alone. Fields are " + String.join(", ", fields()) + ".");
            }
            Field field = field(one.substring(0, split));
            if (patterns.put(field, known(field, one.substring(split + 1))) != null) {
                throw new UsageException(
                        "--match names " + field.text() + " twice, and no alert can fit two patterns of one field.",
                        "Leave one of them out, or ask for two silences.");
            }
        }
        return new AlertMatcher(patterns);
    }

    /** As it is shown. */
    static String of(AlertMatcher matcher) {
        return matcher.patterns().isEmpty() ? "all alerts" : matcher.toString();
    }

    private static List<String> fields() {
        return Arrays.stream(Field.values()).map(Field::text).toList();
    }

    private static Field field(String written) {
        return Arrays.stream(Field.values())
                .filter(each -> each.text().equals(written))
                .findFirst()
                .orElseThrow(() -> unknown("field", written, fields()));
    }

    /** A value of a field whose values are known; any other pattern as it is. */
    private static String known(Field field, String pattern) {
        Optional<List<String>> names = switch (field) {
            case SEVERITY -> Optional.of(names(AlertSeverity.values()));
            case ALERT_TYPE -> Optional.of(names(AlertType.values()));
            case WINDOW_KIND ->
                Optional.of(Stream.of(WindowKind.values()).map(WindowKind::name).toList());
            default -> Optional.empty();
        };
        boolean isPattern = pattern.contains("*") && field != Field.SEVERITY;
        if (names.isPresent() && !isPattern && !names.get().contains(pattern)) {
            throw unknown(field.text(), pattern, names.get());
        }
        return pattern;
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(Readings::lower).toList();
    }

    private static UsageException unknown(String what, String written, List<String> names) {
        return new UsageException(
                "--match knows no " + what + " " + written + ".",
                NearestName.hint(written, names) + "There are: " + String.join(", ", names) + ".");
    }
}
