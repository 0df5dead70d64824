package org.cxrwatch.job;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Summariser;

/**
 * Turns the rows of every batch that has been ingested into cells, the oldest batch first. A batch whose cells were
 * appended before a crash is found so, and only its state is taken further.
 */
public final class Summarise {

    private final Ledger ledger;
    private final Summariser summariser;

    /** Summarises what this ledger says is to be done. */
    public Summarise(Ledger ledger, Summariser summariser) {
        this.ledger = ledger;
        this.summariser = summariser;
    }

    /** Summarises every batch in state INGESTED. */
    public Result run() {
        TreeMap<Long, Map<String, Long>> batches = new TreeMap<>();
        for (Batch batch : ledger.inState(Set.of(BatchState.INGESTED))) {
            Map<String, Long> counts = summariser.summarise(batch);
            ledger.advance(batch.number(), BatchState.SUMMARISED, counts);
            batches.put(batch.number(), counts);
        }
        return new Result(batches);
    }

    /**
     * What was done.
     *
     * @param batches what was counted, by the number of the batch
     */
    public record Result(SortedMap<Long, Map<String, Long>> batches) {
        /** Copies the map. */
        public Result {
            batches = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(batches));
        }

        /** Whether every batch had its cells already. */
        public boolean nothingToDo() {
            return batches.isEmpty();
        }

        /** One of the counts, over all batches. */
        public long total(String count) {
            return batches.values().stream()
                    .mapToLong(counts -> counts.getOrDefault(count, 0L))
                    .sum();
        }

        /** What happened, in a sentence. */
        public String sentence() {
            if (nothingToDo()) {
                return "Nothing to summarise: every batch that was ingested has its cells.";
            }
            String what = "%,d %s summarised into %,d cells: %,d requests, %,d label events, %,d samples of hosts."
                    .formatted(
                            batches.size(),
                            batches.size() == 1 ? "batch" : "batches",
                            total("cells"),
                            total("requests_summarised"),
                            total("labels_summarised"),
                            total("samples_summarised"));
            long anew = total("days_counted_anew");
            String counted = anew == 0
                    ? what
                    : what
                            + " %,d %s counted anew, as rows of them were corrected."
                                    .formatted(anew, anew == 1 ? "day was" : "days were");
            long waiting = total("labels_without_prediction");
            return waiting == 0
                    ? counted
                    : counted
                            + " %,d label events reached no prediction; one whose prediction is yet to come counts as"
                                    .formatted(waiting)
                            + " soon as it arrives. `cxrwatch labels orphans` says why the others count nowhere.";
        }
    }
}
