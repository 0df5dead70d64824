package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.LabelOrphans.Count;
import org.cxrwatch.port.LabelOrphans.Why;
import org.cxrwatch.port.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsCommandsTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    private void someOrphans() {
        desk.ports.orphans.addAll(List.of(
                new Count(YearMonth.of(2026, 8), Why.BEYOND_HORIZON, 1_203),
                new Count(YearMonth.of(2026, 9), Why.NO_PREDICTION, 2),
                new Count(YearMonth.of(2026, 9), Why.NOT_COUNTED, 5)));
    }

    @Test
    void orphansAreCountedByMonthAndReason() {
        someOrphans();

        assertThat(desk.run("labels", "orphans").out().lines())
                .contains(
                        "ARRIVED    NO PREDICTION  NOT COUNTED  BEYOND HORIZON",
                        "2026-08                0            0           1,203",
                        "2026-09                2            5               0")
                .anyMatch(line -> line.contains("labels orphans --apply"));
        assertThat(desk.run("labels", "orphans", "--json")
                        .json()
                        .get("orphans")
                        .get(0)
                        .toString())
                .isEqualTo("{\"month\":\"2026-08\",\"reason\":\"BEYOND_HORIZON\",\"labels\":1203}");
    }

    @Test
    void withoutOrphansThatIsSaid() {
        assertThat(desk.run("labels", "orphans").out()).isEqualTo("Every label reaches a prediction.\n");
    }

    @Test
    void applyingTakesABatchOfItsOwnAndAgainNothing() {
        someOrphans();

        Desk.Ended first = desk.run("labels", "orphans", "--apply");
        Desk.Ended second = desk.run("labels", "orphans", "--apply");

        assertThat(first.code()).isZero();
        assertThat(first.out()).startsWith("1,203 labels were paired with predictions beyond the horizon.");
        assertThat(second.code()).isZero();
        assertThat(second.out())
                .startsWith("No label lies beyond the horizon of its prediction: there was nothing to apply.");
        assertThat(desk.ports.ledger().inState(Set.of(BatchState.SUMMARISED)))
                .singleElement()
                .satisfies(batch -> assertThat(batch.source()).isEqualTo("orphans"));
    }

    @Test
    void anIngestThatWasCutShortComesFirst() {
        someOrphans();
        desk.ports.ledger().plan(Plan.ofFiles("files", ArrivalBasis.OBSERVED, List.of()), Desk.NOW);

        Desk.Ended ended = desk.run("labels", "orphans", "--apply");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("An ingest was cut short").contains("Run `cxrwatch ingest`");
    }
}
