package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
     * @param unused paths of the files of which that version was put aside whole, or refused in part
     */
    record Taken(Map<String, Piece> newest, Optional<Batch> position, Set<String> unused) {

        /** Copies the map and the set. */
        public Taken {
            newest = Map.copyOf(newest);
            unused = Set.copyOf(unused);
        }

        /** All of it was used. */
        public Taken(Map<String, Piece> newest, Optional<Batch> position) {
            this(newest, position, Set.of());
        }

        /** The same, but as if these files had never been taken. */
        public Taken without(Set<String> paths) {
            Map<String, Piece> left = new TreeMap<>(newest);
            left.keySet().removeAll(paths);
            return new Taken(left, position, Set.of());
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
     * @param rejected rows put aside that were not before
     * @param refused usable rows that were not taken, as too many beside them could not be used
     */
    record Delivery(Arrival arrival, long rows, long rejected, long refused) {}

    /**
     * What became of a file.
     *
     * @param path relative to the source's folder
     * @param rows rows taken
     * @param rejected rows put aside that were not before
     * @param waitingBytes length of a half-written last line
     * @param quarantine why the whole file was put aside; empty if it was not
     * @param refused what of it was not taken, although it could be read
     */
    record FileOutcome(String path, long rows, long rejected, long waitingBytes, String quarantine, Refused refused) {

        /** Whether there is something to say of it. */
        public boolean isFinding() {
            return rejected > 0 || waitingBytes > 0 || !isSound();
        }

        /** Whether it was taken: neither put aside whole nor refused in part. */
        public boolean isSound() {
            return quarantine.isEmpty() && refused.why().isEmpty();
        }
    }

    /**
     * What of a file was not taken because too much beside it could not be used.
     *
     * @param rows usable rows that were not taken
     * @param why in a sentence or more; empty if nothing was refused
     */
    record Refused(long rows, String why) {

        /** Nothing was refused. */
        public static final Refused NOTHING = new Refused(0, "");
    }
}
