package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Source;

/**
 * Takes what is new at a source into the lake. What exactly is read is written to the ledger before anything is read,
 * so that a batch that a crash cut short is taken up by the next run and ends as if nothing had happened.
 */
public final class Ingest {

    private final Source source;
    private final Intake intake;
    private final Ledger ledger;
    private final ArrivalBasis basis;

    /** Takes from this source; its arrivals are known on this basis. */
    public Ingest(Source source, Intake intake, Ledger ledger, ArrivalBasis basis) {
        if (basis == ArrivalBasis.ASSUMED) {
            throw new ConfigurationException(
                    "The arrival basis ASSUMED is not offered for source " + source.name(),
                    "Use FROM_NAME for files whose names hold their day, or OBSERVED");
        }
        this.source = source;
        this.intake = intake;
        this.ledger = ledger;
        this.basis = basis;
    }

    /**
     * What an ingest found and did.
     *
     * @param listing what the source holds
     * @param done the batches taken, the oldest first; none if nothing was new
     */
    public record Report(Source.Listing listing, List<Done> done) {

        /** Copies the list. */
        public Report {
            done = List.copyOf(done);
        }

        /** Whether there was nothing to do. */
        public boolean nothingNew() {
            return done.isEmpty();
        }
    }

    /**
     * A batch that was taken.
     *
     * @param batch which
     * @param start whether it was begun by this run
     * @param taken what became of its files and rows
     */
    public record Done(Batch batch, Start start, Intake.Taken taken) {}

    /** Who began a batch. */
    public enum Start {
        /** This run. */
        NEW,
        /** A run that ended before it was done. */
        RESUMED
    }

    /**
     * Finishes what an earlier run left, then takes what is new; rows of files without a date arrive at this instant.
     */
    public Report run(Instant at) {
        List<Done> done = new ArrayList<>();
        for (Batch left : ledger.inState(Set.of(BatchState.PLANNED))) {
            if (left.source().equals(source.name())) {
                done.add(take(left, Start.RESUMED));
            }
        }
        Source.Listing listing = source.list(ledger.taken(source.name()));
        if (!listing.fresh().isEmpty()) {
            done.add(take(ledger.plan(source.name(), basis, listing.fresh(), at), Start.NEW));
        }
        return new Report(listing, done);
    }

    private Done take(Batch batch, Start start) {
        Intake.Taken taken = intake.take(batch);
        ledger.noteFiles(batch.number(), taken.files());
        ledger.advance(batch.number(), BatchState.INGESTED, taken.counts());
        return new Done(batch, start, taken);
    }
}
