package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftDetectCommandTest {

    private static final String WEEK = "v1.0.0-20260901-20260907";
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final int ROWS = 200;

    @TempDir
    private Path home;

    private Desk desk;

    /** A week of normal images; from 2026-09-10 on every one is called ill, all of them at valley. */
    @BeforeEach
    void aWeekThenOtherAnswers() {
        desk = new Desk(home);
        for (int day = 1; day <= 9; day++) {
            desk.ports.predicted("v1.0.0", "2026-09-0" + day, ROWS);
        }
        for (int day = 10; day <= 12; day++) {
            LocalDate date = LocalDate.of(2026, 9, day);
            for (Slice slice : java.util.List.of(Slice.ALL, VALLEY)) {
                desk.ports.moreCells.add(new Cell(
                        new CellKey(PartKind.DISTRIBUTION, "v1.0.0", date, Optional.empty(), slice),
                        Arrival.during(date, ArrivalBasis.FROM_NAME),
                        1,
                        Generation.FIRST,
                        "d",
                        ill()));
            }
        }
        desk.ports.windowCounts = (scope, from, to) ->
                new WindowCounts.Counted(new TreeMap<>(Map.of(Slice.ALL, ill(), VALLEY, ill())), new TreeMap<>());
        Desk.Ended ended = desk.establishTheWeek();
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private static DistributionPart ill() {
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        return DistributionPart.of(
                Resolution.BASELINE,
                Map.of(
                        "PNEUMONIA",
                        new ClassDistribution(
                                ROWS,
                                empty.confidence(),
                                empty.positiveScore(),
                                empty.features(),
                                empty.attributes())));
    }

    @Test
    void aChangeIsDatedByTheDaysBeforeAndNotByThePeriod() {
        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-12");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .startsWith("200 predictions of v1.0.0 on 2026-09-12, compared with baseline " + WEEK + ":")
                .contains("Drift, severity critical")
                .contains(" since 2026-09-10")
                .doesNotContain("since 2026-09-12");
    }

    @Test
    void whatThePeriodsOwnDayHasNoCellsOfIsDatedByItsRows() {
        desk.ports.moreCells.clear();

        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-12", "--model-version", "v1.0.0");

        assertThat(ended.out()).contains(" since 2026-09-12");
    }

    @Test
    void aSliceThatThereIsNotIsWrongUsageAndTheNearestIsNamed() {
        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-12", "--slice", "site=vally");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("Neither the predictions of v1.0.0 on 2026-09-12 nor baseline " + WEEK
                        + " have a slice site=vally.")
                .contains("Did you mean site=valley? There are: all, site=valley.");
    }

    @Test
    void ofASliceEverySentenceIsSaidToTheEnd() {
        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-12", "--slice", "site=valley");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("No drift was looked for in site=valley: NO_BASELINE.");
    }

    @Test
    void daysAreNamedByTheirFirstAndTheirLast() {
        Desk.Ended days = desk.run("drift", "detect", "--from", "2026-09-10", "--to", "2026-09-12");
        Desk.Ended hours = desk.run("drift", "detect", "--to", "2026-09-12T15:00Z");
        JsonNode json = desk.run("drift", "detect", "--from", "2026-09-10", "--to", "2026-09-12", "--json")
                .json();

        assertThat(days.out()).contains("v1.0.0 from 2026-09-10 to 2026-09-12, compared");
        assertThat(hours.out()).contains("v1.0.0 from 2026-09-11 15:00 to 2026-09-12 15:00 UTC, compared");
        assertThat(json.get("window_end").asText()).isEqualTo("2026-09-13T00:00:00Z");
    }

    @Test
    void inTheBaselinesOwnDaysNothingIsLookedFor() {
        Desk.Ended ended = desk.run("drift", "detect", "--date", "2026-09-07");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("No drift was looked for in all: IN_BASELINE.")
                .doesNotContain("No drift was decided");
    }
}
