package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cxrwatch.multivariate.RowSample;
import org.cxrwatch.multivariate.SampledRow;
import org.cxrwatch.port.RowSamples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTogetherCommandTest {

    private static final String WEEK = "v1.0.0-20260901-20260907";
    private static final int ROWS = 60;

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
        for (int day = 1; day <= 9; day++) {
            desk.ports.predicted("v1.0.0", "2026-09-0" + day, ROWS);
        }
        desk.ports.rowSamples = query ->
                new RowSamples.Drawn(rows(LocalDate.of(2026, 9, 1), 7, 0.8), rows(LocalDate.of(2026, 9, 8), 1, -0.8));
    }

    private void establish() {
        Desk.Ended ended = desk.establishTheWeek();
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private static RowSample rows(LocalDate first, int days, double correlation) {
        SplittableRandom random = new SplittableRandom(days);
        List<SampledRow> rows = new ArrayList<>();
        for (int i = 0; i < days * ROWS; i++) {
            double contrast = random.nextGaussian();
            double edges = correlation * contrast + 0.6 * random.nextGaussian();
            rows.add(new SampledRow(
                    first.plusDays(i / ROWS),
                    Map.of("contrast", contrast, "edges", edges, "noise", random.nextGaussian(), "bits", 8.0)));
        }
        return new RowSample(rows, 10L * rows.size());
    }

    private Desk.Ended detect(String... more) {
        List<String> words = new ArrayList<>(List.of("drift", "detect", "--date", "2026-09-08", "--multivariate"));
        words.addAll(List.of(more));
        return desk.run(words.toArray(String[]::new));
    }

    @Test
    void aPredecessorsBaselineIsNamedAsSuch() {
        establish();

        Desk.Ended successor = detect("--model-version", "v1.1.0", "--baseline", WEEK);
        JsonNode json = detect("--model-version", "v1.1.0", "--baseline", WEEK, "--json")
                .json();

        assertThat(successor.code()).as(successor.err()).isZero();
        assertThat(successor.out())
                .contains("That baseline is not v1.1.0's own but that of its predecessor v1.0.0 (2026-09-01 to"
                        + " 2026-09-07): what moved in the images is told as ever; scores and predicted classes may have"
                        + " moved only because another version answers. `cxrwatch models compare v1.0.0 v1.1.0` tells"
                        + " which is more often right.");
        assertThat(json.get("baseline_model_version").asText()).isEqualTo("v1.0.0");
        assertThat(json.get("baseline_of").asText()).isEqualTo("predecessor");
        assertThat(detect("--json").json().get("baseline_of").asText()).isEqualTo("own");
        assertThat(detect().out()).doesNotContain("That baseline is not");
    }

    @Test
    void aBaselineOfTheSameDaysIsAnotherVersionsAndNoPredecessors() {
        establish();

        Desk.Ended beside = desk.run(
                "drift",
                "detect",
                "--date",
                "2026-09-07",
                "--multivariate",
                "--model-version",
                "v1.1.0",
                "--baseline",
                WEEK);

        assertThat(beside.out()).contains("That baseline is not v1.1.0's own but that of v1.0.0 (2026-09-01");
    }

    @Test
    void peopleReadWhetherItDiffersByWhatAndWhatThatRestsOn() {
        establish();

        Desk.Ended ended = detect();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("60 of 600 predictions of v1.0.0 on 2026-09-08, compared")
                .contains("compared with 420 of 4,200 of 7 days of baseline " + WEEK + ", 3 features together:")
                .contains("The features together differ from the baseline, by more than on 1.00 % of days")
                .containsPattern("pca_reconstruction_error +1\\.\\d+ +0\\.\\d+ +0\\.\\d+ to 0?1?\\.?\\d+")
                .contains("< 0.0001")
                .contains("Left out: bits, constant in the baseline.")
                .contains("told without --multivariate");
    }

    @Test
    void programsReadTheSame() {
        establish();

        JsonNode found = detect("--json").json();

        assertThat(found.get("differs").asBoolean()).isTrue();
        assertThat(found.get("n").asInt()).isEqualTo(60);
        assertThat(found.get("known").asInt()).isEqualTo(600);
        assertThat(found.get("reference_days").asInt()).isEqualTo(7);
        assertThat(found.get("unusable").get("bits").asText()).isEqualTo("constant in the baseline");
        JsonNode error = found.get("measures").get(0);
        assertThat(error.get("measure").asText()).isEqualTo("pca_reconstruction_error");
        assertThat(error.get("value").asDouble())
                .isGreaterThan(error.get("normal_upper").asDouble());
        assertThat(error.get("p").asDouble()).isLessThan(0.005);
        assertThat(found.get("measures").get(1).get("normal_lower").isNull()).isTrue();
        double weights = 0;
        for (JsonNode feature : found.get("features")) {
            weights += feature.get("weight").asDouble();
        }
        assertThat(weights).isCloseTo(1, within(1e-9));
    }

    @Test
    void withoutABaselineItSaysHowToMakeOne() {
        Desk.Ended ended = detect();

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("Version v1.0.0 has no active baseline")
                .contains("cxrwatch baseline establish --model-version v1.0.0 --activate");
    }

    @Test
    void aVersionThatNobodyKnowsHasNone() {
        establish();

        Desk.Ended ended = detect("--model-version", "v9");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("Version v9 has no active baseline").contains("--baseline " + WEEK);
    }

    @Test
    void withoutRowsItSaysWhereThereAreSome() {
        establish();
        RowSample none = new RowSample(List.of(), 0);
        desk.ports.rowSamples = query -> new RowSamples.Drawn(rows(LocalDate.of(2026, 9, 1), 7, 0.8), none);

        Desk.Ended ended = detect();

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("Version v1.0.0 has no successful predictions from 2026-09-08T00:00:00Z")
                .contains("cxrwatch status");
    }

    @Test
    void aBaselineThatThereIsNotIsWrongUsage() {
        establish();

        Desk.Ended ended = detect("--baseline", "nix");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("There is no baseline nix").contains("cxrwatch baseline list");
    }

    @Test
    void theBaselinesOwnDaysAreNotCompared() {
        establish();

        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-07", "--multivariate");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .startsWith("Predictions of v1.0.0 on 2026-09-07 and baseline " + WEEK + ", many features together:\n"
                        + "IN_BASELINE: the period lies in the baseline's own")
                .doesNotContain("0 predictions")
                .doesNotContain("0 features");
        JsonNode found = desk.run("drift", "detect", "--date", "2026-09-07", "--multivariate", "--json")
                .json();
        assertThat(found.get("differs").isNull()).isTrue();
        assertThat(found.get("measures").get(0).get("reason").asText()).isEqualTo("IN_BASELINE");
    }

    @Test
    void tooFewRowsAreSaidToBeTooFew() {
        establish();
        RowSample one =
                new RowSample(rows(LocalDate.of(2026, 9, 8), 1, 0.8).rows().subList(0, 1), 1);
        desk.ports.rowSamples = query -> new RowSamples.Drawn(rows(LocalDate.of(2026, 9, 1), 7, 0.8), one);

        Desk.Ended ended = detect();

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("TOO_FEW_ROWS: of complete rows, both sides need at least 10");
    }
}
