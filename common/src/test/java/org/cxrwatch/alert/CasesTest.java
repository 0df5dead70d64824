package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.VALLEY;
import static org.cxrwatch.alert.Examples.day;
import static org.cxrwatch.alert.Examples.drift;
import static org.cxrwatch.alert.Examples.episode;
import static org.cxrwatch.alert.Examples.hour;
import static org.cxrwatch.alert.Examples.hourly;

import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

class CasesTest {

    private static final Episode ENDED =
            episode(Examples.DATA_AT_VALLEY, day(1), day(3), Optional.of(day(4)), "2026-09-02-site-valley");
    private static final Episode OPEN =
            episode(Examples.DATA_AT_VALLEY, day(1), day(3), Optional.empty(), "2026-09-02-site-valley");

    private static Occurrence occurrence(AlertKey key, Window opened, Window last) {
        return new Occurrence(
                key,
                new Track.Current(
                        AlertState.RESOLVED,
                        AlertSeverity.CRITICAL,
                        new Episode.Span(opened, last, Optional.of(last)),
                        "Bad.",
                        List.of()));
    }

    private static String caseOf(Cases cases, AlertKey key, Window opened, Window last) {
        return cases.caseOf(key, occurrence(key, opened, last));
    }

    private static String caseBeside(Episode known, AlertKey key, int opened) {
        return caseOf(new Cases(List.of(known)), key, day(opened), day(opened));
    }

    @Test
    void whateverHappensAtOneSliceWithinTwoDaysIsOneCase() {
        AlertKey later = new AlertKey(AlertType.HIGH_ERROR_RATE, "error_rate", "service", WindowKind.DAY, VALLEY);

        assertThat(caseBeside(ENDED, Examples.ACCURACY_AT_VALLEY, 2)).isEqualTo("2026-09-02-site-valley");
        assertThat(caseBeside(ENDED, later, 6)).isEqualTo("2026-09-02-site-valley");
        assertThat(caseBeside(ENDED, later, 7)).isEqualTo("2026-09-08-site-valley");
    }

    @Test
    void aCaseThatIsOpenReachesToThePresent() {
        assertThat(caseBeside(OPEN, Examples.ACCURACY_AT_VALLEY, 20)).isEqualTo("2026-09-02-site-valley");
    }

    @Test
    void otherSlicesAndAllAreOtherCases() {
        assertThat(caseBeside(OPEN, drift("data", AlertType.DRIFT_DETECTED, Examples.NORTH), 2))
                .isEqualTo("2026-09-03-site-north");
        assertThat(caseBeside(OPEN, drift("prediction", AlertType.DRIFT_DETECTED, Slice.ALL), 2))
                .isEqualTo("2026-09-03-all");
    }

    @Test
    void troublesOfTheServiceAreOneCaseWhileTheirHoursOverlap() {
        AlertKey latency = hourly(AlertType.HIGH_LATENCY, "latency_mean", Slice.ALL);
        AlertKey errors = hourly(AlertType.HIGH_ERROR_RATE, "error_rate", Slice.ALL);
        AlertKey cpu = new AlertKey(AlertType.SYSTEM_RESOURCE, "cpu_percent", "gpu-1", WindowKind.HOUR, Slice.ALL);
        AlertKey requests = hourly(AlertType.LOW_THROUGHPUT, "requests", Slice.ALL);
        Cases cases = new Cases(List.of());

        assertThat(caseOf(cases, latency, hour("2026-10-03", 10), hour("2026-10-03", 16)))
                .isEqualTo("2026-10-03-latency");
        assertThat(caseOf(cases, errors, hour("2026-10-03", 12), hour("2026-10-03", 12)))
                .isEqualTo("2026-10-03-latency");
        assertThat(caseOf(cases, latency, hour("2026-10-03", 20), hour("2026-10-03", 21)))
                .isEqualTo("2026-10-03-latency-2");
        assertThat(caseOf(cases, errors, hour("2026-10-03", 23), hour("2026-10-03", 23)))
                .isEqualTo("2026-10-03-errors");
        assertThat(caseOf(cases, cpu, hour("2026-10-04", 8), hour("2026-10-04", 17)))
                .isEqualTo("2026-10-04-cpu-percent");
        assertThat(caseOf(cases, requests, hour("2026-10-05", 11), hour("2026-10-05", 13)))
                .isEqualTo("2026-10-05-requests");
    }

    @Test
    void versionsWithoutABaselineAndUnusableRowsAreCasesOfTheirOwn() {
        AlertKey version = new AlertKey(AlertType.NO_BASELINE, "baseline", "v1.1.0", WindowKind.DAY, Slice.ALL);
        AlertKey rows = new AlertKey(AlertType.DATA_QUALITY, "rejected_rate", "service", WindowKind.DAY, Slice.ALL);

        assertThat(caseBeside(OPEN, version, 2)).isEqualTo("2026-09-03-v1.1.0-baseline");
        assertThat(caseBeside(OPEN, rows, 2)).isEqualTo("2026-09-03-input");
    }

    @Test
    void namesOfSlicesBecomePlain() {
        AlertKey hostile = drift("data", AlertType.DRIFT_DETECTED, new Slice("site", "../A & \r\n<b>"));
        AlertKey alien = drift("data", AlertType.DRIFT_DETECTED, new Slice("\u90e8", "\u9580"));

        assertThat(caseBeside(OPEN, hostile, 2)).isEqualTo("2026-09-03-site-..-a-b");
        assertThat(caseBeside(OPEN, alien, 2)).isEqualTo("2026-09-03-other");
    }
}
