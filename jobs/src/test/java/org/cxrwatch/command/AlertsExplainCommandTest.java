package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.cxrwatch.model.Slice;
import org.cxrwatch.retention.Kept;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsExplainCommandTest {

    @TempDir
    private Path home;

    private FallenSite fallen;
    private Desk desk;

    @BeforeEach
    void valleyFellInANight() {
        fallen = new FallenSite(home);
        desk = fallen.desk();
    }

    @Test
    void aCaseSaysWhatWasFoundSinceWhenHowSureWhyAndWhatToDo() {
        Desk.Ended ended = desk.run("alerts", "explain", "2026-09-22-site-valley");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().map(line -> line.replaceAll("(?<=\\S) +", " ")))
                .containsSequence(
                        "Case 2026-09-22-site-valley: 2 alerts, the worst emergency, 2 open.", "", "What was found:")
                .containsSequence(
                        "  data drift at site=valley: mean_intensity moved by 0.7 more than chance (n 100, adjusted p"
                                + " 1.0e-08).",
                        "    emergency, firing; since 2026-09-22; found from 2026-09-23 to 2026-09-23")
                .contains("    critical, firing; since 2026-09-23; found from 2026-09-23 to 2026-09-23")
                .contains("  Moved with it, and needs no reason of its own: all.")
                .contains("Why accuracy changed (v1.0.0, 2026-09-23, against baseline b-1, known by 2026-10-13 03:00):")
                // 34 of 380 labels fewer right, all at valley; the rest is that valley has 21 % of the labels
                .contains("  99 % of the fall of accuracy (0.93 → 0.84) is site=valley, which has 20 % of the rows:"
                        + " accuracy there 0.93 → 0.50 (80 and 80 rows, p < 0.0001 that the others changed alike); its"
                        + " mean_intensity moved since 2026-09-22 (median 142 → 181).")
                .contains("  At site=valley itself: 0.93 → 0.50 (80 and 80 rows, p < 0.0001 that the others changed"
                        + " alike).")
                .containsSequence(
                        "  ATTRIBUTE VALUE ROWS ACCURACY OF THE CHANGE P",
                        "  site valley 100 → 100 0.93 → 0.50 99 % < 0.0001",
                        "  site north 400 → 400 0.93 → 0.93 1 % < 0.0001")
                .contains("  At site=valley itself: 0.40 → 0.70 (100 and 100 rows, p < 0.0001 that the others changed"
                        + " alike).")
                .contains("  site valley 100 → 100 0.40 → 0.70 - < 0.0001")
                .contains("  1. Look at ten images at valley from before and after 2026-09-22, and ask what was set,"
                        + " serviced or deployed there: scanner, gateway, export.")
                .contains("Runbook: docs/runbooks.md#drift_detected, docs/runbooks.md#accuracy_drop");
    }

    @Test
    void howSureAnAlertIsIsSaidOnce() {
        assertThat(desk.run("alerts", "explain", FallenSite.IMAGES.toString()).out())
                .containsOnlyOnce("adjusted p")
                .containsOnlyOnce("n 100");
        JsonNode alert = desk.run("alerts", "explain", FallenSite.IMAGES.toString(), "--json")
                .json()
                .at("/alerts/0");
        assertThat(alert.get("excess").asDouble()).isEqualTo(0.7);
        assertThat(alert.get("p_adjusted").asDouble()).isEqualTo(1e-8);
    }

    @Test
    void programsGetTheSame() {
        JsonNode json = desk.run("alerts", "explain", FallenSite.ACCURACY.toString(), "--json")
                .json();

        assertThat(json.get("alerts")).hasSize(1);
        assertThat(json.at("/alerts/0/runbook").asText()).isEqualTo("docs/runbooks.md#accuracy_drop");
        JsonNode accuracy = json.at("/explained/0");
        assertThat(accuracy.get("metric").asText()).isEqualTo("accuracy");
        assertThat(accuracy.get("baseline_id").asText()).isEqualTo("b-1");
        assertThat(accuracy.get("first_day").asText()).isEqualTo("2026-09-23");
        assertThat(accuracy.get("change").asDouble()).isCloseTo(-34 / 380.0, within(1e-12));
        assertThat(accuracy.at("/values/0/slice_value").asText()).isEqualTo("valley");
        assertThat(accuracy.at("/values/0/of_the_change").asDouble()).isCloseTo(1, within(0.02));
        assertThat(accuracy.at("/values/0/after").asDouble()).isEqualTo(0.5);
        assertThat(accuracy.at("/moved/0/since").asText()).isEqualTo("2026-09-22");
        assertThat(accuracy.get("reason").isNull()).isTrue();
        assertThat(json.at("/explained/1/metric").asText()).isEqualTo("positive_rate");
        assertThat(json.get("check_first")).hasSize(1);
    }

    @Test
    void driftOfAnswersIsExplainedByTheAnswersAlone() {
        JsonNode json =
                desk.run("alerts", "explain", "2026-09-23-all", "--json").json();

        assertThat(json.get("explained")).hasSize(1);
        assertThat(json.at("/explained/0/metric").asText()).isEqualTo("positive_rate");
        assertThat(json.at("/explained/0/n_after").asLong()).isEqualTo(500);
        assertThat(json.at("/check_first/0").asText()).contains("other patients");
    }

    @Test
    void whatHasNothingToDoWithTheModelIsNotTakenApart() {
        Desk.Ended ended = desk.run("alerts", "explain", FallenSite.LATENCY.toString());

        assertThat(ended.out())
                .contains("latency_mean at all was not as usual.")
                .contains("1. See whether a host was at its limit in the same hours")
                .contains("Runbook: docs/runbooks.md#high_latency")
                .doesNotContain("Why ");
    }

    @Test
    void otherDaysCanBeAskedFor() {
        Desk.Ended ended = desk.run("alerts", "explain", FallenSite.ACCURACY.toString(), "--date", "2026-09-01");

        assertThat(ended.out())
                .contains("Why accuracy changed (v1.0.0, 2026-09-01,")
                .contains("Accuracy did not change by more than chance (0.93 → 0.93, 380 and 380 rows)")
                .doesNotContain("itself");
    }

    @Test
    void withoutABaselineTheRestIsToldAndHowToMakeOne() {
        Desk.Ended ended = desk.run("alerts", "explain", "2026-09-23-v2");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("accuracy at all was not as usual.")
                .contains("Nothing to compare with: v2 has no active baseline as of 2026-10-13 03:00. Make one with"
                        + " `cxrwatch baseline establish --model-version v2 --activate`.");
        assertThat(desk.run("alerts", "explain", "2026-09-23-v2", "--json")
                        .json()
                        .at("/explained/0/reason")
                        .asText())
                .isEqualTo("NO_BASELINE");
    }

    @Test
    void valuesOfFewRowsAreLeftOut() {
        fallen.count(FallenSite.NORMAL_DAY, new Slice("site", "tiny"), new FallenSite.Counts(2, 3, 4, 0));
        fallen.count(FallenSite.DAY.firstDay(), new Slice("site", "tiny"), new FallenSite.Counts(2, 3, 0, 4));

        Desk.Ended ended = desk.run("alerts", "explain", FallenSite.ACCURACY.toString());

        assertThat(ended.out())
                .contains("(left out, with fewer rows than privacy.least-rows: 1)")
                .doesNotContain("tiny");
    }

    /** All but valley and north: four labels a side, whose share any part of the change would give back. */
    @Test
    void whatTheValuesLeftOutAddIsNotToldWhileTheirRowsAreFew() {
        desk = new FallenSite(home, new FallenSite.Counts(2, 3, 4, 0), new FallenSite.Counts(2, 3, 0, 4)).desk();

        Desk.Ended ended = desk.run("alerts", "explain", FallenSite.ACCURACY.toString());
        JsonNode values = desk.run("alerts", "explain", FallenSite.ACCURACY.toString(), "--json")
                .json()
                .at("/explained/0/values");

        assertThat(ended.out().lines().map(line -> line.replaceAll("(?<=\\S) +", " ")))
                .contains("  site (none) 5 → 5 - → - - -");
        JsonNode none = StreamSupport.stream(values.spliterator(), false)
                .filter(value -> value.get("slice_value").asText().equals("(none)"))
                .findFirst()
                .orElseThrow();
        assertThat(none.get("n_after").asLong()).isEqualTo(4);
        assertThat(List.of("before", "after", "mix", "within", "labelling", "of_the_change", "p"))
                .allSatisfy(part -> assertThat(none.get(part).isNull()).as(part).isTrue());
        assertThat(values.get(0).get("within").isNumber()).isTrue();
    }

    @Test
    void asOfANightOnlyWhatWasKnownThenIsTold() {
        Desk.Ended ended = desk.run("alerts", "explain", FallenSite.ACCURACY.toString(), "--as-of", "2026-09-24");

        assertThat(ended.out())
                .contains("as first seen")
                .contains("warning, firing")
                .contains("known by 2026-09-24)")
                .contains("is site=valley");
    }

    @Test
    void asOfANightLaterDaysAndWhatMovedWithItLaterAreNotTold() {
        JsonNode now = desk.run("alerts", "explain", FallenSite.LASTS.toString(), "--json")
                .json();
        Desk.Ended then = desk.run("alerts", "explain", FallenSite.LASTS.toString(), "--as-of", "2026-09-25T12:00:00Z");
        JsonNode thenToo = desk.run(
                        "alerts", "explain", FallenSite.LASTS.toString(), "--as-of", "2026-09-25T12:00:00Z", "--json")
                .json();

        assertThat(now.at("/alerts/0/last_window_start").asText()).isEqualTo("2026-09-28T00:00:00Z");
        assertThat(now.at("/symptoms/0").asText()).isEqualTo("site=valley");
        assertThat(then.out())
                .contains("since 2026-09-23; found from 2026-09-23 to 2026-09-24")
                .doesNotContain("Moved with it");
        assertThat(thenToo.at("/alerts/0/last_window_start").asText()).isEqualTo("2026-09-24T00:00:00Z");
        assertThat(thenToo.get("symptoms")).isEmpty();
        assertThat(thenToo.at("/alerts/0/symptoms")).isEmpty();
    }

    @Test
    void theWorstOfSeveralWindowsIsNotShownAsThatOfTheLast() {
        Desk.Ended lasting = desk.run("alerts", "explain", FallenSite.LASTS.toString());

        assertThat(lasting.out()).contains("    at worst critical, firing; since 2026-09-23");
        assertThat(desk.run("alerts", "show", FallenSite.LASTS.toString()).out())
                .contains("(at worst critical, firing, case 2026-09-23-north)")
                .contains("opened, warning: as first seen");
        assertThat(desk.run("alerts", "explain", FallenSite.ACCURACY.toString()).out())
                .contains("    critical, firing;")
                .doesNotContain("at worst");
        assertThat(desk.run("alerts", "show", FallenSite.LASTS.toString(), "--json")
                        .json()
                        .at("/alerts/0/severity")
                        .asText())
                .isEqualTo("critical");
    }

    @Test
    void beforeAnythingWasKnownItSaysWhenItWas() {
        Desk.Ended ended = desk.run("alerts", "explain", FallenSite.ACCURACY.toString(), "--as-of", "2026-09-23");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("as of 2026-09-23: the night as of 2026-09-24 first found it")
                .contains("Name an instant from then on with --as-of");
    }

    @Test
    void anUnknownCaseIsAnsweredWithTheNearestAndTheLatest() {
        Desk.Ended ended = desk.run("alerts", "explain", "2026-09-22-site-valey");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("There is no case and no alert 2026-09-22-site-valey.")
                .contains("Did you mean 2026-09-22-site-valley?")
                .contains("The latest cases are ")
                .contains("cxrwatch alerts history");
        assertThat(desk.run("alerts", "show", "2026-09-22-site-valey").err()).contains("Did you mean");
    }

    @Test
    void cellsWhoseArrivalsAreGoneAreRefused() {
        desk.ports.expiries().note(Map.of(Kept.NIGHTS, LocalDate.of(2026, 10, 1)), Desk.NOW);

        Desk.Ended ended = desk.run("alerts", "explain", FallenSite.ACCURACY.toString(), "--as-of", "2026-09-24");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("can no longer be counted").contains("Name an instant from 2026-10-01 on");
    }
}
