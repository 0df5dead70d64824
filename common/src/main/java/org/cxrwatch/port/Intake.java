package org.cxrwatch.port;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.schema.ShapeStep;

/** Reads a batch into the lake. */
public interface Intake {

    /**
     * Reads what the batch planned and appends it. Taking the same batch again, wherever the first attempt ended,
     * leaves the lake as one attempt would have and reports the same.
     *
     * @throws org.cxrwatch.error.CxrwatchException if the source or the lake cannot be reached; one bad file or row is
     *     no reason
     */
    Taken take(Batch batch);

    /**
     * What became of a batch's files and rows. Counts are named {@code <kind>_<fate>}: kind is predictions, labels or
     * system; fate is read, taken, corrected, duplicate, conflicting, rejected or refused, and read is the sum of the
     * others. A row is a duplicate if the same was taken, or put aside when its file was read before; corrected if it
     * replaces one that the lake had of the same source and key; and refused if it was not taken because too many
     * beside it were rejected. Beside them: files_read, files_quarantined, files_refused, files_waiting,
     * times_ambiguous.
     *
     * @param counts by name
     * @param files every file of the batch
     * @param shapes which columns the rows of each file have
     */
    record Taken(Map<String, Long> counts, List<Ledger.FileOutcome> files, List<ShapeStep> shapes) {

        /** Copies all. */
        public Taken {
            counts = Collections.unmodifiableMap(new TreeMap<>(counts));
            files = List.copyOf(files);
            shapes = List.copyOf(shapes);
        }

        /** Of rows whose columns nobody looked at. */
        public Taken(Map<String, Long> counts, List<Ledger.FileOutcome> files) {
            this(counts, files, List.of());
        }

        /** A count; 0 if nothing was counted under that name. */
        public long count(String name) {
            return counts.getOrDefault(name, 0L);
        }
    }
}
