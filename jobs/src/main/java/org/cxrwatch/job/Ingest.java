package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.schema.SourceChange;

/**
 * Takes what is new at the sources into the lake. What exactly is read is written to the ledger before anything is
 * read, so that a batch that a crash cut short is taken up by the next run and ends as if nothing had happened.
 */
public final class Ingest {

    private final List<Feed> feeds;
    private final Ledger ledger;
    private final SourceChecks checks;

    /** Takes from these sources, one after the other, and notes how far each could be read. */
    public Ingest(List<Feed> feeds, Ledger ledger, SourceChecks checks) {
        this.feeds = List.copyOf(feeds);
        this.ledger = ledger;
        this.checks = checks;
    }

    /**
     * A source, and what takes its rows into the lake.
     *
     * @param source says what there is
     * @param intake takes it
     */
    public record Feed(Source source, Intake intake) {}

    /**
     * What an ingest found and did.
     *
     * @param listings what each source held at the end
     * @param done the batches taken, the oldest first; none if nothing was new
     */
    public record Report(List<Source.Listing> listings, List<Done> done) {

        /** Copies the lists. */
        public Report {
            listings = List.copyOf(listings);
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
     * @param changes what about its rows is not as before
     */
    public record Done(Batch batch, Start start, Intake.Taken taken, List<SourceChange> changes) {

        /** Copies the list. */
        public Done {
            changes = List.copyOf(changes);
        }
    }

    /** Which files are taken. */
    public enum Which {
        /** Those that are new or have changed. */
        CHANGED,
        /** Those too that were put aside or refused, as they are. */
        UNUSED_TOO
    }

    /** Who began a batch. */
    public enum Start {
        /** This run. */
        NEW,
        /** A run that ended before it was done. */
        RESUMED
    }

    /** Finishes what an earlier run left, then takes what is new; what is only now seen arrives at this instant. */
    public Report run(Instant at) {
        return run(at, Which.CHANGED);
    }

    /** The same, of more files or fewer. */
    public Report run(Instant at, Which which) {
        List<Done> done = new ArrayList<>();
        List<Source.Listing> listings = new ArrayList<>();
        finishPlanned(done);
        for (Feed feed : feeds) {
            listings.add(takeFresh(feed, at, which, done));
        }
        return new Report(listings, done);
    }

    /** Takes what a plan says, beside what is new: days that are to be read again. */
    public Report take(Feed feed, Plan plan, Instant at) {
        List<Done> done = new ArrayList<>();
        finishPlanned(done);
        done.add(take(feed, ledger.plan(plan, at), Start.NEW));
        return new Report(List.of(), done);
    }

    /** In the order of their numbers, whoever brought them: tables take no batch after a later one. */
    private void finishPlanned(List<Done> done) {
        for (Batch left : ledger.inState(Set.of(BatchState.PLANNED))) {
            done.add(take(feedOf(left), left, Start.RESUMED));
        }
    }

    private Feed feedOf(Batch batch) {
        return feeds.stream()
                .filter(feed -> feed.source().name().equals(batch.source()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "Batch " + batch.number() + " of the source " + batch.source()
                                + " was cut short, and that source is not configured any more",
                        "Configure it again until the batch is finished: later batches have to wait for it"));
    }

    private Source.Listing takeFresh(Feed feed, Instant at, Which which, List<Done> done) {
        Set<String> again = which == Which.UNUSED_TOO
                ? new HashSet<>(ledger.taken(feed.source().name()).unused())
                : new HashSet<>();
        while (true) {
            Source.Listing listing =
                    feed.source().list(ledger.taken(feed.source().name()).without(again), at);
            listing.plan().ifPresent(plan -> {
                done.add(take(feed, ledger.plan(plan, at), Start.NEW));
                // Once each: what is refused again would be read for ever.
                plan.pieces().forEach(piece -> again.remove(piece.path()));
            });
            listing.position().ifPresent(checks::note);
            if (listing.then() == Source.Then.END) {
                return listing;
            }
        }
    }

    private Done take(Feed feed, Batch batch, Start start) {
        Intake.Taken taken = feed.intake().take(batch);
        ledger.noteFiles(batch.number(), taken.files());
        List<SourceChange> changes = new SchemaWatch(checks).compare(batch, taken.shapes());
        ledger.advance(batch.number(), BatchState.INGESTED, taken.counts());
        return new Done(batch, start, taken, changes);
    }
}
