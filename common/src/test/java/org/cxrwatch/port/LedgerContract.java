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

    static PlannedFile file(String path, long size) {
        return new PlannedFile(
                path,
                PlannedFile.Kind.PREDICTION,
                size,
                Instant.parse("2026-09-02T00:00:00Z"),
                Optional.of(LocalDate.of(2026, 9, 1)));
    }

    @Test
    default void aPlannedBatchIsFoundWithItsFilesInTheirOrder() {
        Ledger ledger = ledger();
        PlannedFile unnamed = new PlannedFile("a.jsonl", PlannedFile.Kind.LABEL, 7, AT, Optional.empty());

        Batch planned = ledger.plan("demo", ArrivalBasis.FROM_NAME, List.of(file("z.jsonl", 10), unnamed), AT);

        assertThat(planned.number()).isEqualTo(1);
        assertThat(planned.state()).isEqualTo(BatchState.PLANNED);
        assertThat(planned.files()).containsExactly(file("z.jsonl", 10), unnamed);
        assertThat(ledger.inState(Set.of(BatchState.PLANNED))).containsExactly(planned);
        assertThat(ledger.inState(Set.of(BatchState.INGESTED))).isEmpty();
    }

    @Test
    default void batchesAreNumberedInOrderWhateverTheirSource() {
        Ledger ledger = ledger();
        ledger.plan("one", ArrivalBasis.OBSERVED, List.of(), AT);
        ledger.plan("other", ArrivalBasis.ASSUMED, List.of(), AT);

        assertThat(ledger.inState(EVERY_STATE)).extracting(Batch::number).containsExactly(1L, 2L);
    }

    @Test
    default void theNewestVersionOfAFileIsTheOneTaken() {
        Ledger ledger = ledger();
        ledger.plan("demo", ArrivalBasis.OBSERVED, List.of(file("a", 10), file("b", 1)), AT);
        ledger.plan("demo", ArrivalBasis.OBSERVED, List.of(file("a", 20)), AT);
        ledger.plan("other", ArrivalBasis.OBSERVED, List.of(file("a", 99)), AT);

        assertThat(ledger.taken("demo")).isEqualTo(Map.of("a", file("a", 20), "b", file("b", 1)));
        assertThat(ledger.taken("nobody")).isEmpty();
    }

    @Test
    default void aBatchAdvancesStepByStepAndItsCountsAddUp() {
        Ledger ledger = ledger();
        long number = ledger.plan("demo", ArrivalBasis.OBSERVED, List.of(), AT).number();
        ledger.advance(number, BatchState.INGESTED, Map.of("rows", 5L, "rejected", 1L));
        ledger.advance(number, BatchState.SUMMARISED, Map.of("rows", 2L, "cells", 3L));

        Batch batch = ledger.inState(EVERY_STATE).get(0);

        assertThat(batch.state()).isEqualTo(BatchState.SUMMARISED);
        assertThat(batch.counts()).isEqualTo(Map.of("rows", 7L, "rejected", 1L, "cells", 3L));
    }

    @Test
    default void aBatchThatIsThatFarAlreadyIsLeftAsItIs() {
        Ledger ledger = ledger();
        long number = ledger.plan("demo", ArrivalBasis.OBSERVED, List.of(), AT).number();
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
        long number = ledger.plan("demo", ArrivalBasis.OBSERVED, List.of(), AT).number();

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
                        "demo",
                        ArrivalBasis.OBSERVED,
                        List.of(file("bad", 1), file("clean", 1), file("half", 1), file("gone", 1)),
                        AT)
                .number();
        Ledger.FileOutcome bad = new Ledger.FileOutcome("bad", 10, 2, 0, "");
        Ledger.FileOutcome half = new Ledger.FileOutcome("half", 10, 0, 17, "");
        Ledger.FileOutcome gone = new Ledger.FileOutcome("gone", 0, 0, 0, "not a gzip file");

        ledger.noteFiles(number, List.of(half, gone, bad, new Ledger.FileOutcome("clean", 10, 0, 0, "")));

        assertThat(ledger.fileFindings(AT)).containsExactly(bad, half, gone);
        assertThat(ledger.fileFindings(AT.plusSeconds(1))).isEmpty();
    }
}
