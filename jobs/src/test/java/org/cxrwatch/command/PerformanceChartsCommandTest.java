package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.job.LabelledDays;
import org.cxrwatch.job.LabelledDays.Images;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** North as always; valley's specificity 0.90 → 0.40 from 10-04 on; four images a day at lakeside. */
class PerformanceChartsCommandTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final LocalDate CHANGED = LocalDate.of(2026, 10, 4);
    private static final int DAYS = 40;

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    private void labelled() {
        LabelledDays days = new LabelledDays(FIRST.plusDays(6));
        IntStream.range(0, DAYS).mapToObj(FIRST::plusDays).forEach(day -> {
            int right = day.isBefore(CHANGED) ? 18 : 8;
            days.labelled(new Images(day, "north", "PNEUMONIA", 18, 2));
            days.labelled(new Images(day, "north", "NORMAL", 18, 2));
            days.labelled(new Images(day, "valley", "NORMAL", right, 20 - right));
            days.labelled(new Images(day, "lakeside", "NORMAL", 3, 1));
        });
        keep(days);
    }

    private void keep(LabelledDays days) {
        Baseline baseline = days.baseline();
        desk.ports.moreCells.addAll(days.cells());
        desk.ports.baselines.put("b", baseline);
        activate(baseline.about());
    }

    private void activate(BaselineRecord about) {
        desk.ports.baselines().add(about);
        desk.ports
                .baselines()
                .record(new BaselineTransition(
                        about.id(), about.modelVersion(), BaselineState.ACTIVE, about.createdAt(), "test", "normal"));
    }

    private static JsonNode chart(JsonNode answer, String slice, String metric) {
        return StreamSupport.stream(answer.get("charts").spliterator(), false)
                .filter(chart -> chart.get("slice_value").asText().equals(slice)
                        && chart.get("metric").asText().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void peopleReadWhatFellFirstAndWhereEveryChartStands() {
        labelled();

        Desk.Ended ended = desk.run("performance", "charts", "--as-of", "2026-10-11");

        assertThat(ended.code()).as(ended.err()).isZero();
        List<String> lines = ended.out().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("v1.0.0 from 2026-09-08, the day after baseline b, to 2026-10-10, as known by 2026-10-11, 12"
                        + " charts:");
        assertThat(lines.subList(1, 13))
                .anyMatch(line -> line.startsWith("  site=valley: specificity 0.90 → 0.40 since 2026-10-04, most likely"
                        + " (48 of 120); 12 charts like it err once in 365 days: have readings"))
                .anyMatch(line -> line.startsWith("  site=north: sensitivity 0.90 as before, until 2026-10-09"))
                .anyMatch(line -> line.equals("  site=valley: sensitivity is not followed: no label of a positive image"
                        + " has arrived; see that labels are sent"));
        assertThat(lines.get(1)).contains("→");
        assertThat(ended.out())
                .containsPattern("site=valley +specificity +0\\.89\\d +2026-10-09 +fell +2026-10-04 +7\\.\\d\\d +0\\.00"
                        + " +7\\.\\d\\d +33 +yes +-")
                .containsPattern("site=valley +sensitivity +- +- +- +- +- +- +7\\.\\d\\d +0 +- +NO_LABELS_YET")
                .contains("normal days that the level is known from, 28 to decide.")
                .doesNotContain("SCORE");
    }

    @Test
    void programsReadTheSame() {
        labelled();

        JsonNode answer = desk.run("performance", "charts", "--as-of", "2026-10-11", "--json")
                .json();

        assertThat(answer.get("model_version").asText()).isEqualTo("v1.0.0");
        assertThat(answer.get("baseline_id").asText()).isEqualTo("b");
        assertThat(answer.get("last_day").asText()).isEqualTo("2026-10-10");
        assertThat(answer.get("members").asInt()).isEqualTo(12);
        assertThat(answer.get("charts")).hasSize(12);
        JsonNode fell = chart(answer, "valley", "specificity");
        assertThat(fell.get("state").asText()).isEqualTo("FELL");
        assertThat(fell.get("since").asText()).isEqualTo("2026-10-04");
        assertThat(fell.get("low").asDouble()).isEqualTo(fell.get("limit").asDouble());
        assertThat(fell.get("high").asDouble()).isZero();
        assertThat(fell.get("days_in_control").asInt()).isEqualTo(33);
        assertThat(fell.get("decides").asBoolean()).isTrue();
        assertThat(fell.get("reason").isNull()).isTrue();
        assertThat(fell.has("days")).isFalse();
        JsonNode none = chart(answer, "valley", "sensitivity");
        assertThat(none.get("reason").asText()).isEqualTo("NO_LABELS_YET");
        assertThat(none.get("state").isNull()).isTrue();
        assertThat(none.get("low").isNull()).isTrue();
        assertThat(none.get("sentence").asText()).contains("no label of a positive image has arrived");
    }

    @Test
    void daysAreShownOfASliceOnRequest() {
        labelled();

        Desk.Ended ended =
                desk.run("performance", "charts", "--as-of", "2026-10-11", "--slice", "site=valley", "--days");
        JsonNode answer = desk.run(
                        "performance", "charts", "--as-of", "2026-10-11", "--slice", "site=valley", "--days", "--json")
                .json();

        assertThat(ended.out())
                .containsPattern(
                        "2026-10-04 +site=valley +specificity +20 +0\\.400 +-\\d\\.\\d\\d +\\d\\.\\d\\d +0\\.00"
                                + " +in control")
                .containsPattern("2026-10-09 +site=valley +specificity +20 +0\\.400 +-\\d\\.\\d\\d +7\\.\\d\\d +0\\.00"
                        + " +fell")
                .doesNotContain("site=north");
        assertThat(answer.get("charts")).hasSize(3);
        assertThat(answer.get("members").asInt()).isEqualTo(12);
        JsonNode days = chart(answer, "valley", "specificity").get("days");
        assertThat(days).hasSize(32);
        assertThat(days.get(0).get("day").asText()).isEqualTo("2026-09-08");
        assertThat(days.get(0).get("share").asDouble()).isEqualTo(0.9);
        assertThat(days.get(31).get("state").asText()).isEqualTo("FELL");
    }

    @Test
    void aDayOfFewRowsAddsToTheSumsAndItsShareStaysInTheLakeAsDoTheSumsThatGiveItBack() {
        labelled();

        Desk.Ended ended =
                desk.run("performance", "charts", "--as-of", "2026-10-11", "--slice", "site=lakeside", "--days");
        JsonNode day = chart(
                        desk.run(
                                        "performance",
                                        "charts",
                                        "--as-of",
                                        "2026-10-11",
                                        "--slice",
                                        "site=lakeside",
                                        "--days",
                                        "--json")
                                .json(),
                        "lakeside",
                        "specificity")
                .get("days")
                .get(9);

        assertThat(day.get("n").asInt()).isEqualTo(4);
        assertThat(day.get("share").isNull()).isTrue();
        assertThat(day.get("score").isNull()).isTrue();
        assertThat(day.get("low").isNull()).isTrue();
        assertThat(day.get("high").isNull()).isTrue();
        assertThat(ended.out()).containsPattern("2026-09-17 +site=lakeside +specificity +4 +- +- +- +- +[a-z]");
    }

    @Test
    void itEndsWithTheLastNightEvaluatedUnlessADayIsNamed() {
        labelled();
        Instant night = Instant.parse("2026-10-02T00:00:00Z");
        Results results = desk.ports.results();
        NightResults nothing =
                new NightResults(night, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        results.commit(
                results.begin(List.of(night)),
                results.revise(List.of(nothing)),
                Results.AlertBook.unchanged(),
                Set.of());

        assertThat(desk.run("performance", "charts", "--json")
                        .json()
                        .get("last_day")
                        .asText())
                .isEqualTo("2026-10-01");
        JsonNode named = desk.run("performance", "charts", "--date", "2026-09-20", "--json")
                .json();
        assertThat(named.get("last_day").asText()).isEqualTo("2026-09-20");
        assertThat(chart(named, "all", "accuracy").get("latest_day").asText()).isEqualTo("2026-09-20");
    }

    @Test
    void aDayOfTheBaselineIsNotCharted() {
        labelled();

        Desk.Ended ended = desk.run("performance", "charts", "--date", "2026-09-05");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("all together: accuracy is not followed: 2026-09-05 lies in the baseline; charts begin on"
                        + " 2026-09-08")
                .contains("IN_BASELINE");
    }

    @Test
    void withoutAnyLabelItSaysSo() {
        LabelledDays days = new LabelledDays(FIRST.plusDays(6));
        IntStream.range(0, DAYS).forEach(i -> days.labelled(new Images(FIRST.plusDays(i), "north", "NORMAL", 9, 1), 0));
        keep(days);

        Desk.Ended ended = desk.run("performance", "charts", "--days");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("all together: accuracy is not followed: no label has arrived; see that labels are sent");
    }

    @Test
    void aVersionThatHasNoBaselineIsNamed() {
        labelled();
        desk.ports.predicted("v1.1.0", "2026-10-10", 50);

        Desk.Ended ended = desk.run("performance", "charts", "--as-of", "2026-10-11");

        assertThat(ended.out())
                .contains("v1.1.0 answers too and has no active baseline, so that there is nothing to compare it with:"
                        + " `cxrwatch baseline establish --model-version v1.1.0 --activate` makes one");
    }

    @Test
    void ofAVersionThatAnswersNoMoreTheChartsAreHistoryAndGiveNoOrders() {
        labelled();
        desk.ports.predicted("v1.1.0", "2026-10-11", 50);

        Desk.Ended ended = desk.run("performance", "charts", "--as-of", "2026-10-13");
        JsonNode json = desk.run("performance", "charts", "--as-of", "2026-10-13", "--json")
                .json();
        Desk.Ended before = desk.run("performance", "charts", "--as-of", "2026-10-11");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .element(1)
                .isEqualTo(
                        "  v1.0.0 answers no more: nothing since 2026-10-11, and v1.1.0 answers in its place. What its"
                                + " charts say is history; nothing is to be done about it.");
        assertThat(ended.out())
                .contains("site=valley: specificity 0.90 → 0.40 since 2026-10-04, most likely")
                .contains("site=valley: sensitivity is not followed: no label of a positive image has arrived\n")
                .doesNotContain("have readings", "see that", "look again", "would be found", "ask whether");
        assertThat(json.get("replaced_since").asText()).isEqualTo("2026-10-11");
        assertThat(json.get("replaced_by").asText()).isEqualTo("v1.1.0");
        assertThat(chart(json, "valley", "specificity").get("sentence").asText())
                .doesNotContain("have readings");
        assertThat(before.out()).contains("have readings").doesNotContain("answers no more");
    }

    @Test
    void aVersionThatAnsweredBesideAnOlderOneIsNotReplacedByIt() {
        labelled();
        desk.ports.predicted("v0.9.0", "2026-08-31", 50);
        desk.ports.predicted("v0.9.0", "2026-10-12", 50);

        assertThat(desk.run("performance", "charts", "--as-of", "2026-10-13").out())
                .contains("have readings")
                .doesNotContain("answers no more");
    }

    @Test
    void aVersionWithoutABaselineCannotBeFollowed() {
        labelled();

        Desk.Ended ended = desk.run("performance", "charts", "--model-version", "v1.1.0");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("Version v1.1.0 has no active baseline")
                .contains("cxrwatch baseline establish --model-version v1.1.0 --activate");
    }

    @Test
    void withoutAnyBaselineItSaysHowToMakeOne() {
        Desk.Ended ended = desk.run("performance", "charts");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("No version has an active baseline")
                .contains("cxrwatch baseline establish --activate");
    }

    @Test
    void ofSeveralVersionsOneMustBeNamed() {
        labelled();
        activate(new BaselineRecord(
                "b2", "v2", FIRST, FIRST.plusDays(6), 0, "", "", Instant.parse("2026-09-08T00:00:00Z"), "test", "2"));

        Desk.Ended ended = desk.run("performance", "charts");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("Several versions have an active baseline: v1.0.0, v2")
                .contains("--model-version");
    }

    @Test
    void aSliceThatIsNotFollowedIsWrongUsage() {
        labelled();

        Desk.Ended ended = desk.run("performance", "charts", "--slice", "site=vally");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("There are no charts of site=vally")
                .contains("Did you mean site=valley? There are: all, site=lakeside, site=north, site=valley");
    }
}
