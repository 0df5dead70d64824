package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.AlertMatcher.Field;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which alerts a matcher chooses. */
class AlertMatcherTest {

    private static final AlertKey KEY = new AlertKey(
            AlertType.DRIFT_DETECTED, "data", "v1.0.0", WindowKind.DAY, new Slice("site", "valley.east (2)"));

    private static boolean matches(Map<Field, String> patterns) {
        return new AlertMatcher(patterns).matches(KEY, AlertSeverity.CRITICAL, "2026-09-22-site-valley");
    }

    @ParameterizedTest
    @CsvSource({
        "ALERT_TYPE, drift_detected, true",
        "ALERT_TYPE, drift_*, true",
        "ALERT_TYPE, drift, false",
        "ALERT_TYPE, DRIFT_DETECTED, false",
        "METRIC, data, true",
        "METRIC, *at*, true",
        "METRIC, '', false",
        "MODEL_VERSION, v1.0.0, true",
        "MODEL_VERSION, v1?0.0, false",
        "MODEL_VERSION, v1x0.0, false",
        "WINDOW_KIND, DAY, true",
        "SLICE_KEY, site, true",
        "SLICE_VALUE, valley.east (2), true",
        "SLICE_VALUE, valley.east (*), true",
        "SLICE_VALUE, valley*, true",
        "SLICE_VALUE, *valley, false",
        "SLICE_VALUE, *, true",
        "SLICE, site=valley*, true",
        "SLICE, all, false",
        "CASE_ID, 2026-09-*, true",
        "CASE_ID, 2026-10-*, false",
        "SEVERITY, warning, true",
        "SEVERITY, critical, true",
        "SEVERITY, Critical, true",
        "SEVERITY, emergency, false"
    })
    void aStarStandsForAnythingTheRestForItselfAndASeverityForAtLeast(Field field, String pattern, boolean chosen) {
        assertThat(matches(Map.of(field, pattern))).isEqualTo(chosen);
    }

    @Test
    void everyFieldNamedMustFitAndNoneChoosesAll() {
        assertThat(matches(Map.of())).isTrue();
        assertThat(matches(Map.of(Field.METRIC, "data", Field.SLICE_KEY, "site")))
                .isTrue();
        assertThat(matches(Map.of(Field.METRIC, "data", Field.SLICE_KEY, "scanner")))
                .isFalse();
    }

    @Test
    void aNameWithALineBreakIsMatchedAsAWhole() {
        AlertKey hostile =
                new AlertKey(AlertType.DRIFT_DETECTED, "data", "v1", WindowKind.DAY, new Slice("site", "a\nb"));

        assertThat(new AlertMatcher(Map.of(Field.SLICE_VALUE, "a")).matches(hostile, AlertSeverity.INFO, "c"))
                .isFalse();
        assertThat(new AlertMatcher(Map.of(Field.SLICE_VALUE, "a*b")).matches(hostile, AlertSeverity.INFO, "c"))
                .isTrue();
    }

    @Test
    void anUnknownSeverityIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertMatcher(Map.of(Field.SEVERITY, "urgent")))
                .withMessage("There is no severity urgent: there are info, warning, critical and emergency.");
    }
}
