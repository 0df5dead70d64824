package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

/** What a night writes of an episode of which people heard something else while it was at work. */
class MeanwhileTest {

    private static final Instant BEFORE = Instant.parse("2026-09-23T03:00:00Z");
    private static final Instant DURING = Instant.parse("2026-09-25T02:10:00Z");
    private static final Instant NIGHT = Instant.parse("2026-09-25T02:00:00Z");
    private static final AlertKey KEY =
            new AlertKey(AlertType.DRIFT_DETECTED, "data", "v1.0.0", WindowKind.DAY, new Slice("site", "valley"));
    private static final Heard TOLD = Heard.NOTHING.telling(Transition.Kind.OPENED, AlertSeverity.CRITICAL, BEFORE);
    private static final Episode READ = episode(23).heard(TOLD);
    private static final Episode FOUND = episode(24).heard(TOLD);

    private static Episode episode(int last) {
        Window first = Window.day(LocalDate.of(2026, 9, 22));
        return Examples.episode(KEY, first, Window.day(LocalDate.of(2026, 9, last)), Optional.empty(), "case");
    }

    @Test
    void whatWasKeptFromPeopleMeanwhileIsStillOwedToThem() {
        Episode stored = READ.heard(TOLD.holding(Transition.Kind.SUPPRESSED, "silence 3", DURING));

        assertThat(Meanwhile.of(READ, stored, FOUND)).isEqualTo(FOUND.heard(stored.heard()));
    }

    @Test
    void whatPeopleWereToldMeanwhileIsRemembered() {
        Episode stored = READ.heard(TOLD.telling(Transition.Kind.EXPIRED, AlertSeverity.CRITICAL, DURING));

        assertThat(Meanwhile.of(READ, stored, FOUND)).isEqualTo(FOUND.heard(stored.heard()));
    }

    @Test
    void whatTheNightTellsIsRememberedAlthoughSomebodyTookItInHandMeanwhile() {
        Episode stored = READ.acknowledged(new Acknowledgement("ada", DURING.plusSeconds(3_600)));
        Episode told = FOUND.heard(TOLD.telling(Transition.Kind.OPENED, AlertSeverity.CRITICAL, NIGHT));

        assertThat(Meanwhile.of(READ, stored, told))
                .isEqualTo(told.acknowledged(stored.acknowledgement().orElseThrow()));
    }
}
