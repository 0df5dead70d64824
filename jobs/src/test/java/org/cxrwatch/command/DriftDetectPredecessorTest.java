package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that has no baseline yet, and its predecessor's. */
class DriftDetectPredecessorTest {

    private static final String WEEK = "v1.0.0-20260901-20260907";

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void establishTheWeek() {
        desk = new Desk(home);
        for (int day = 1; day <= 7; day++) {
            desk.ports.predicted("v1.0.0", "2026-09-0" + day, 60);
        }
        desk.ports.windowCounts = (scope, from, to) -> {
            ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
            ClassDistribution rows = new ClassDistribution(
                    90, empty.confidence(), empty.positiveScore(), empty.features(), empty.attributes());
            TreeMap<Slice, DistributionPart> parts = new TreeMap<>();
            parts.put(Slice.ALL, DistributionPart.of(Resolution.BASELINE, Map.of("NORMAL", rows)));
            return new WindowCounts.Counted(parts, new TreeMap<>());
        };
        Desk.Ended ended = desk.establishTheWeek();
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    @Test
    void withoutABaselineOfItsOwnThePredecessorsIsOffered() {
        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-09", "--model-version", "v1.1.0");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("Version v1.1.0 has no active baseline as of")
                .contains("or compare with another version's: --baseline " + WEEK);
    }

    @Test
    void thePredecessorsBaselineIsComparedWithAndNamedAsSuch() {
        List<String> words =
                List.of("drift", "detect", "--date", "2026-09-09", "--model-version", "v1.1.0", "--baseline", WEEK);

        Desk.Ended ended = desk.run(words.toArray(String[]::new));
        JsonNode json = desk.run(
                        "--json",
                        "drift",
                        "detect",
                        "--date",
                        "2026-09-09",
                        "--model-version",
                        "v1.1.0",
                        "--baseline",
                        WEEK)
                .json();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .startsWith(
                        "90 predictions of v1.1.0 on 2026-09-09, compared with baseline " + WEEK + ":",
                        "That baseline is not v1.1.0's own but that of its predecessor v1.0.0 (2026-09-01 to"
                                + " 2026-09-07): what moved in the images is told as ever; scores and predicted classes"
                                + " may have moved only because another version answers. `cxrwatch models compare v1.0.0"
                                + " v1.1.0` tells which is more often right.");
        assertThat(json.get("baseline_model_version").asText()).isEqualTo("v1.0.0");
        assertThat(json.get("baseline_of").asText()).isEqualTo("predecessor");
    }

    @Test
    void ofItsOwnBaselineThereIsNothingToExplain() {
        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-09", "--model-version", "v1.0.0");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).doesNotContain("That baseline is not");
    }
}
