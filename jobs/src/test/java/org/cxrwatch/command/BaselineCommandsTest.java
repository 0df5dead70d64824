package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineCommandsTest {

    private static final String WEEK = "v1.0.0-20260901-20260907";

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
        for (int day = 1; day <= 9; day++) {
            desk.ports.predicted("v1.0.0", "2026-09-0" + day, 30);
        }
    }

    @Test
    void aWeekIsFrozenAndPutToUse() {
        Desk.Ended ended = desk.establishTheWeek();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("Baseline " + WEEK + " is made of 210 successful predictions of version v1.0.0"
                        + " from 2026-09-01 to 2026-09-07.")
                .contains("compared with as of 2026-09-08.");
        assertThat(desk.ports.baselines).containsKey(WEEK);
        JsonNode row = desk.run("baseline", "list", "--json").json().get(0);
        assertThat(row.get("state").asText()).isEqualTo("active");
        assertThat(row.get("valid_from").asText()).isEqualTo("2026-09-08T00:00:00Z");
        assertThat(row.get("created_by").asText()).isEqualTo("ada");
        assertThat(desk.run("baseline", "list", "--as-of", "2026-09-07", "--json")
                        .json()
                        .get(0)
                        .get("state")
                        .asText())
                .isEqualTo("candidate");
    }

    @Test
    void aWeekOfThePastSaysThatNightsBeforeDoNotKnowItAndWhatMakesThemDo() {
        assertThat(desk.establishTheWeek().out()).doesNotContain("Nights before");

        Desk.Ended late = desk.run("baseline", "establish", "--from", "2026-09-02", "--to", "2026-09-07", "--activate");
        String id = "v1.0.0-20260902-20260907";
        assertThat(late.out())
                .contains("Nights before that do not know it")
                .contains("`cxrwatch baseline promote " + id + " --as-of 2026-09-08`")
                .contains("`cxrwatch backfill --from 2026-09-08`");
        assertThat(activeOn("2026-09-09")).isEqualTo(WEEK);

        desk.run("baseline", "promote", id, "--as-of", "2026-09-08");

        assertThat(activeOn("2026-09-09")).isEqualTo(id);
    }

    private String activeOn(String day) {
        for (JsonNode row :
                desk.run("baseline", "list", "--as-of", day, "--json").json()) {
            if (row.get("state").asText().equals("active")) {
                return row.get("baseline_id").asText();
            }
        }
        throw new AssertionError("No baseline is active on " + day);
    }

    @Test
    void theHoursBeforeTheInstantAreTakenAsWholeDays() {
        desk.run("baseline", "establish", "--hours", "100", "--as-of", "2026-09-08T05:00Z");

        assertThat(desk.run("baseline", "list", "--json")
                        .json()
                        .get(0)
                        .get("baseline_id")
                        .asText())
                .isEqualTo("v1.0.0-20260903-20260907");
    }

    @Test
    void theSameAgainIsTheSameBaseline() {
        String[] words = {"baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-07"};
        desk.run(words);
        Desk.Ended again = desk.run(words);

        assertThat(again.out()).contains(WEEK + " was there already");
        assertThat(desk.run("baseline", "list", "--json").json()).hasSize(1);
    }

    @Test
    void otherContentsOfTheSamePeriodAreAnotherBaseline() {
        String[] words = {"baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-07", "--json"};
        desk.run(words);
        desk.ports.predicted("v1.0.0", "2026-09-07", 31);

        assertThat(desk.run(words).json().get("baseline_id").asText()).isEqualTo(WEEK + "-2");
        assertThat(desk.run(words).json().get("baseline_id").asText()).isEqualTo(WEEK + "-2");
    }

    @Test
    void ninetyNinePredictionsAreTooFew() {
        desk.ports.predicted("v2", "2026-09-01", 99);

        Desk.Ended ended = desk.run("baseline", "establish", "--date", "2026-09-01", "--model-version", "v2");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("Version v2 has 99 successful predictions from 2026-09-01 to 2026-09-01;"
                        + " a baseline is made of at least 100.")
                .contains("--from and --to");
        assertThat(desk.ports.baselines).isEmpty();
    }

    @Test
    void aHundredAreEnough() {
        desk.ports.predicted("v2", "2026-09-01", 100);

        assertThat(desk.run("baseline", "establish", "--date", "2026-09-01", "--model-version", "v2")
                        .code())
                .isZero();
    }

    @Test
    void withoutAVersionSeveralVersionsAreRefusedByName() {
        desk.ports.predicted("v2", "2026-09-01", 100);

        Desk.Ended ended = desk.run("baseline", "establish", "--date", "2026-09-01");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("v1.0.0 (30 predictions), v2 (100 predictions)")
                .contains("--model-version v1.0.0");
    }

    @Test
    void aPeriodWithoutPredictionsSaysSo() {
        Desk.Ended ended = desk.run("baseline", "establish");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("No successful predictions are known from 2026-10-06 to 2026-10-12.");
    }

    @Test
    void thePowerCardNamesTheNearestSliceAndAnswersForTheActiveBaseline() {
        desk.ports.predicted("v2", "2026-09-01", 100);
        assertThat(desk.run("power").err())
                .contains("No version has an active baseline")
                .contains("baseline establish");
        desk.run("baseline", "establish", "--date", "2026-09-01", "--model-version", "v2", "--activate");

        Desk.Ended unknown = desk.run("power", "--slice", "site=north");
        JsonNode card = desk.run("power", "--json").json();

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("has no slice site=north").contains("There are: all");
        assertThat(card.get("model_version").asText()).isEqualTo("v2");
        assertThat(card.get("slices").get(0).get("predictions_a_day").asDouble())
                .isEqualTo(100);
        assertThat(card.get("slices")
                        .get(0)
                        .get("found")
                        .get(0)
                        .get("accuracy_fall")
                        .isNull())
                .isTrue();
        assertThat(desk.run("power").out())
                .contains("In 1 night / in the rows of 7 / of 28 nights")
                .contains("all");
        assertThat(desk.run("power", "--baseline", "b-1").err()).contains("There is no baseline b-1");
        assertThat(desk.run("power", "--model-version", "v7").code()).isEqualTo(3);
    }

    @Test
    void incidentDaysAreLeftOutIfTheyWereKnownThen() {
        desk.run(
                "incident",
                "add",
                "--from",
                "2026-09-02",
                "--to",
                "2026-09-03",
                "--reason",
                "fog",
                "--as-of",
                "2026-09-04");
        String[] words = {"baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-05", "--json"};

        assertThat(desk.run(words).code()).as("90 are too few").isEqualTo(3);
        JsonNode made = desk.run("baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-07", "--json")
                .json();
        assertThat(made.get("predictions").asInt()).isEqualTo(150);
        assertThat(made.get("days_left_out")).hasSize(2);
    }

    @Test
    void promotingOneRetiresTheOther() {
        desk.run("baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-05", "--activate");
        desk.run("baseline", "establish", "--from", "2026-09-05", "--to", "2026-09-09");

        Desk.Ended promoted = desk.run("baseline", "promote", "v1.0.0-20260905-20260909", "--reason", "better week");

        assertThat(promoted.out()).contains("compared with baseline v1.0.0-20260905-20260909 as of 2026-10-13 03:00.");
        assertThat(desk.run("baseline", "list", "--json").json())
                .extracting(row -> row.get("state").asText())
                .containsExactly("retired", "active");
        assertThat(desk.run("baseline", "show", "v1.0.0-20260905-20260909").out())
                .contains("by ada: better week");
    }

    @Test
    void promotingTwiceChangesNothing() {
        desk.run("baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-05", "--activate");

        Desk.Ended again = desk.run("baseline", "promote", "v1.0.0-20260901-20260905");

        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("is active already; nothing was changed.");
    }

    @Test
    void retiringLeavesTheVersionWithout() {
        desk.run("baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-05", "--activate");

        assertThat(desk.run("baseline", "retire", "v1.0.0-20260901-20260905").out())
                .contains("version v1.0.0 has no baseline until another one is promoted.");
        assertThat(desk.run("status").out()).contains("none is active");
    }

    @Test
    void anUnknownOneIsRefusedWithThoseThereAre() {
        desk.run("baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-07");

        assertThat(desk.run("baseline", "show", "v1").err())
                .contains("There is no baseline v1.")
                .contains(WEEK);
    }
}
