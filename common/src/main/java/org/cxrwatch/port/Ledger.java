package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.model.Arrival;

/** What was taken from the sources and how far it has come, in the results database. */
public interface Ledger {

    /** Batches in one of these states, the oldest first. */
    List<Batch> inState(Set<BatchState> states);

    /** What was taken of a source; bounded by its files. */
    Taken taken(String source);

    /** Decides what the next batch reads, in a transaction of its own. */
    Batch plan(Plan plan, Instant at);

    /**
     * Takes a batch one state further and adds to its counts. A batch that is that far already is left as it is.
     *
     * @throws IllegalStateException if a state would be passed over
     */
    void advance(long batch, BatchState to, Map<String, Long> counts);

    /**
     * Notes what became of a planned file: rows taken and rejected, bytes that wait for the rest of their line, or
     * why it was put aside whole.
     */
    void noteFiles(long batch, List<FileOutcome> outcomes);

    /**
     * What became of the files of batches planned since then: those with rejected rows, waiting bytes, or put aside.
     */
    List<FileOutcome> fileFindings(Instant plannedSince);

    /** What files brought that had arrived by then, one entry a file version taken. */
    List<Delivery> deliveries(Instant arrivedBy);

    /**
     * What was taken, or planned, of a source.
     *
     * @param newest the newest version taken of every piece, by path; what was read again to repair it is not counted
     * @param position the last batch that moved on through its transactions, if it is a database
     */
    record Taken(Map<String, Piece> newest, Optional<Batch> position) {

        /** Copies the map. */
        public Taken {
            newest = Map.copyOf(newest);
        }

        /** Nothing yet. */
        public static Taken nothing() {
            return new Taken(Map.of(), Optional.empty());
        }
    }

    /**
     * What a file brought.
     *
     * @param arrival when it arrived
     * @param rows rows taken
     * @param rejected rows put aside
     */
    record Delivery(Arrival arrival, long rows, long rejected) {

        /** What a planned file brought, arriving by its batch's basis. */
        public static Delivery of(Batch batch, Piece file, FileOutcome outcome) {
            return new Delivery(batch.arrivalOf(file), outcome.rows(), outcome.rejected());
        }
    }

    /**
     * What became of a file.
     *
     * @param path relative to the source's folder
     * @param rows rows taken
     * @param rejected rows put aside
     * @param waitingBytes length of a half-written last line
     * @param quarantine why the whole file was put aside; empty if it was not
     */
    record FileOutcome(String path, long rows, long rejected, long waitingBytes, String quarantine) {}
}
