package org.cxrwatch.port;

import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.ArrivalBasis;

/**
 * What exactly a batch reads: decided, and in the ledger, before anything is read.
 *
 * @param source whose rows
 * @param basis how their arrivals are known
 * @param pieces what is read, in order
 * @param window which of the rows count, if the source is a database
 */
public record Plan(String source, ArrivalBasis basis, List<Piece> pieces, Optional<XidWindow> window) {

    /** Copies the list. */
    public Plan {
        pieces = List.copyOf(pieces);
    }

    /** Reads files, whole. */
    public static Plan ofFiles(String source, ArrivalBasis basis, List<Piece> files) {
        return new Plan(source, basis, files, Optional.empty());
    }
}
