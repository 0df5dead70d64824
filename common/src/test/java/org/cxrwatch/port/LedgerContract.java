package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.model.ArrivalBasis;
import org.junit.jupiter.api.Test;

/** What every ledger does. */
public interface LedgerContract {

    Instant AT = Instant.parse("2026-09-02T03:04:05.123456Z");
    Set<BatchState> EVERY_STATE = EnumSet.allOf(BatchState.class);

    /** An empty one. */
    Ledger ledger();

    static Piece file(String path, long size) {
        return Pieces.file(
                path,
                Piece.Kind.PREDICTION,
                size,
                Instant.parse("2026-09-02T00:00:00Z"),
                Optional.of(LocalDate.of(2026, 9, 1)));
    }

    @Test
    default void aPlannedBatchIsFoundWithItsFilesInTheirOrder() {
        Ledger ledger = ledger();
        Piece unnamed = Pieces.file("a.jsonl", Piece.Kind.LABEL, 7, AT, Optional.empty());

        Batch planned =
                ledger.plan(Plan.ofFiles("demo", ArrivalBasis.FROM_NAME, List.of(file("z.jsonl", 10), unnamed)), AT);

        assertThat(planned.number()).isEqualTo(1);
        assertThat(planned.state()).isEqualTo(BatchState.PLANNED);
        assertThat(planned.pieces()).containsExactly(file("z.jsonl", 10), unnamed);
        assertThat(ledger.inState(Set.of(BatchState.PLANNED))).containsExactly(planned);
        assertThat(ledger.inState(Set.of(BatchState.INGESTED))).isEmpty();
    }

    @Test
    default void batchesAreNumberedInOrderWhateverTheirSource() {
        Ledger ledger = ledger();
        ledger.plan(Plan.ofFiles("one", ArrivalBasis.OBSERVED, List.of()), AT);
        ledger.plan(Plan.ofFiles("other", ArrivalBasis.ASSUMED, List.of()), AT);

        assertThat(ledger.inState(EVERY_STATE)).extracting(Batch::number).containsExactly(1L, 2L);
    }

    @Test
    default void theNewestVersionOfAFileIsTheOneTaken() {
        Ledger ledger = ledger();
        ledger.plan(Plan.ofFiles("demo", ArrivalBasis.OBSERVED, List.of(file("a", 10), file("b", 1))), AT);
        ledger.plan(Plan.ofFiles("demo", ArrivalBasis.OBSERVED, List.of(file("a", 20))), AT);
        ledger.plan(Plan.ofFiles("other", ArrivalBasis.OBSERVED, List.of(file("a", 99))), AT);

        assertThat(ledger.taken("demo").newest()).isEqualTo(Map.of("a", file("a", 20), "b", file("b", 1)));
        assertThat(ledger.taken("demo").position()).isEmpty();
        assertThat(ledger.taken("nobody")).isEqualTo(Ledger.Taken.nothing());
    }

    @Test
    default void aDatabaseIsTakenUpToTheLastWindowThatMovedOn() {
        Ledger ledger = ledger();
        Piece table = new Piece(
                "predictions",
                Piece.Kind.PREDICTION,
                new Piece.Bytes(8192, 4096, 99_999),
                "16385",
                AT,
                Optional.empty());
        ledger.plan(windowed(table, XidWindow.Mode.LOAD, 90), AT);
        Batch moved = ledger.plan(windowed(table, XidWindow.Mode.CHANGES, 120), AT);
        Batch repair = ledger.plan(windowed(table, XidWindow.Mode.REPAIR, 150), AT);

        Ledger.Taken taken = ledger.taken("db");

        assertThat(taken.position().map(Batch::number)).contains(moved.number());
        assertThat(taken.position().flatMap(batch -> batch.plan().window()))
                .isEqualTo(moved.plan().window());
        assertThat(taken.newest()).isEqualTo(Map.of("predictions", table));
        assertThat(ledger.inState(EVERY_STATE)).contains(moved, repair);
        assertThat(ledger.taken("other").position()).isEmpty();
    }

    private static Plan windowed(Piece table, XidWindow.Mode mode, long to) {
        LocalDate day = LocalDate.of(2026, 9, 1);
        Optional<XidWindow.Days> days = mode == XidWindow.Mode.REPAIR
                ? Optional.of(new XidWindow.Days(day, day.plusDays(1)))
                : Optional.empty();
        XidWindow.Server server = new XidWindow.Server("7300000000000000001", 1, 16384);
        XidWindow window = new XidWindow(mode, server, 3, to, to + 7, AT, days);
        return new Plan("db", ArrivalBasis.OBSERVED, List.of(table), Optional.of(window));
    }

    @Test
    default void aBatchAdvancesStepByStepAndItsCountsAddUp() {
        Ledger ledger = ledger();
        long number = ledger.plan(Plan.ofFiles("demo", ArrivalBasis.OBSERVED, List.of()), AT)
                .number();
        ledger.advance(number, BatchState.INGESTED, Map.of("rows", 5L, "rejected", 1L));
        ledger.advance(number, BatchState.SUMMARISED, Map.of("rows", 2L, "cells", 3L));

        Batch batch = ledger.inState(EVERY_STATE).get(0);

        assertThat(batch.state()).isEqualTo(BatchState.SUMMARISED);
        assertThat(batch.counts()).isEqualTo(Map.of("rows", 7L, "rejected", 1L, "cells", 3L));
    }

    @Test
    default void aBatchThatIsThatFarAlreadyIsLeftAsItIs() {
        Ledger ledger = ledger();
        long number = ledger.plan(Plan.ofFiles("demo", ArrivalBasis.OBSERVED, List.of()), AT)
                .number();
        ledger.advance(number, BatchState.INGESTED, Map.of("rows", 5L));
        ledger.advance(number, BatchState.SUMMARISED, Map.of());
        Batch before = ledger.inState(EVERY_STATE).get(0);

        ledger.advance(number, BatchState.INGESTED, Map.of("rows", 5L));
        ledger.advance(number, BatchState.SUMMARISED, Map.of("cells", 1L));

        assertThat(ledger.inState(EVERY_STATE)).containsExactly(before);
    }

    @Test
    default void noStatePassesOver() {
        Ledger ledger = ledger();
        long number = ledger.plan(Plan.ofFiles("demo", ArrivalBasis.OBSERVED, List.of()), AT)
                .number();

        assertThatThrownBy(() -> ledger.advance(number, BatchState.SUMMARISED, Map.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.advance(number + 1, BatchState.INGESTED, Map.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ledger.inState(Set.of(BatchState.PLANNED))).hasSize(1);
    }

    @Test
    default void findingsAreTheFilesWithSomethingToSay() {
        Ledger ledger = ledger();
        long number = ledger.plan(
                        Plan.ofFiles(
                                "demo",
                                ArrivalBasis.OBSERVED,
                                List.of(file("bad", 1), file("clean", 1), file("half", 1), file("gone", 1))),
                        AT)
                .number();
        Ledger.FileOutcome bad = new Ledger.FileOutcome("bad", 10, 2, 0, "", Ledger.Refused.NOTHING);
        Ledger.FileOutcome half = new Ledger.FileOutcome("half", 10, 0, 17, "", Ledger.Refused.NOTHING);
        Ledger.FileOutcome gone = new Ledger.FileOutcome("gone", 0, 0, 0, "not a gzip file", Ledger.Refused.NOTHING);

        ledger.noteFiles(
                number,
                List.of(half, gone, bad, new Ledger.FileOutcome("clean", 10, 0, 0, "", Ledger.Refused.NOTHING)));

        assertThat(ledger.fileFindings(AT)).containsExactly(bad, half, gone);
        assertThat(ledger.fileFindings(AT.plusSeconds(1))).isEmpty();
    }

    @Test
    default void filesPutAsideOrRefusedAreUnusedUntilTheyAreTakenWell() {
        Ledger ledger = ledger();
        Ledger.FileOutcome gone = new Ledger.FileOutcome("gone", 0, 0, 0, "not a gzip file", Ledger.Refused.NOTHING);
        Ledger.FileOutcome poor =
                new Ledger.FileOutcome("poor", 10, 412, 0, "", new Ledger.Refused(188, "412 of 600 rows"));
        Ledger.FileOutcome bad = new Ledger.FileOutcome("bad", 10, 2, 0, "", Ledger.Refused.NOTHING);
        long first = ledger.plan(
                        Plan.ofFiles(
                                "demo",
                                ArrivalBasis.OBSERVED,
                                List.of(file("bad", 1), file("gone", 1), file("poor", 1))),
                        AT)
                .number();
        ledger.noteFiles(first, List.of(bad, gone, poor));

        assertThat(ledger.taken("demo").unused()).containsExactlyInAnyOrder("gone", "poor");
        assertThat(ledger.taken("demo").without(Set.of("gone")).newest()).containsOnlyKeys("bad", "poor");
        assertThat(ledger.fileFindings(AT)).containsExactly(bad, gone, poor);
        assertThat(ledger.deliveries(AT)).extracting(Ledger.Delivery::refused).containsExactly(0L, 0L, 188L);

        long second = ledger.plan(Plan.ofFiles("demo", ArrivalBasis.OBSERVED, List.of(file("poor", 2))), AT)
                .number();
        ledger.noteFiles(second, List.of(new Ledger.FileOutcome("poor", 600, 0, 0, "", Ledger.Refused.NOTHING)));

        assertThat(ledger.taken("demo").unused()).containsExactly("gone");
    }
}
