package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Summariser;
import org.junit.jupiter.api.Test;

class SummariseTest {

    private final MemoryLedger ledger = new MemoryLedger();
    private final List<Long> summarised = new ArrayList<>();

    private final Summariser summariser = batch -> {
        summarised.add(batch.number());
        return Map.of(
                "cells", 100L,
                "requests_summarised", 10L,
                "labels_summarised", 5L,
                "labels_without_prediction", batch.number() - 1,
                "samples_summarised", 2L);
    };

    @Test
    void ingestedBatchesAreSummarisedOldestFirst() {
        ingested(3);

        Summarise.Result result = new Summarise(ledger, summariser).run();

        assertThat(summarised).containsExactly(1L, 2L, 3L);
        assertThat(result.total("cells")).isEqualTo(300);
        assertThat(result.sentence())
                .isEqualTo("3 batches summarised into 300 cells: 30 requests, 15 label events, 6 samples of hosts."
                        + " 3 label events reached no prediction; one whose prediction is yet to come counts as soon as it"
                        + " arrives. `cxrwatch labels orphans` says why the others count nowhere.");
        assertThat(batch(2).state()).isEqualTo(BatchState.SUMMARISED);
        assertThat(batch(2).counts()).containsEntry("cells", 100L).containsEntry("predictions_taken", 10L);
    }

    @Test
    void aSecondRunHasNothingToDoAndSaysSo() {
        ingested(1);
        new Summarise(ledger, summariser).run();

        Summarise.Result second = new Summarise(ledger, summariser).run();

        assertThat(second.nothingToDo()).isTrue();
        assertThat(second.sentence()).startsWith("Nothing to summarise");
        assertThat(summarised).containsExactly(1L);
    }

    @Test
    void aPlannedBatchWaitsForItsRows() {
        ledger.plan(Plan.ofFiles("files", ArrivalBasis.OBSERVED, List.of()), Instant.EPOCH);

        assertThat(new Summarise(ledger, summariser).run().nothingToDo()).isTrue();
    }

    @Test
    void aRunThatFailedGoesOnWhereItStopped() {
        ingested(3);
        Summariser failing = batch -> {
            if (batch.number() == 2) {
                throw new TransientException("The lake cannot be reached", "Try again");
            }
            return summariser.summarise(batch);
        };
        assertThatThrownBy(() -> new Summarise(ledger, failing).run()).isInstanceOf(TransientException.class);

        new Summarise(ledger, summariser).run();

        assertThat(summarised).containsExactly(1L, 2L, 3L);
        assertThat(batch(3).state()).isEqualTo(BatchState.SUMMARISED);
    }

    private void ingested(int batches) {
        for (int i = 0; i < batches; i++) {
            long number = ledger.plan(Plan.ofFiles("files", ArrivalBasis.OBSERVED, List.of()), Instant.EPOCH)
                    .number();
            ledger.advance(number, BatchState.INGESTED, Map.of("predictions_taken", 10L));
        }
    }

    private Batch batch(long number) {
        return ledger.inState(EnumSet.allOf(BatchState.class)).stream()
                .filter(batch -> batch.number() == number)
                .findFirst()
                .orElseThrow();
    }
}
