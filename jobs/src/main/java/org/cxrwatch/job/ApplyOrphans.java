package org.cxrwatch.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.LabelOrphans;
import org.cxrwatch.port.LabelOrphans.Why;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;
import org.cxrwatch.port.SourceChecks;

/**
 * Pairs the labels that came too late for their predictions, in a batch of its own. Doing so again finds none of them.
 */
public final class ApplyOrphans {

    /** What the ledger calls such batches. */
    public static final String SOURCE = "orphans";

    private final LabelOrphans orphans;
    private final Ledger ledger;
    private final Ingest ingest;

    /** Pairs these, noted in this ledger. */
    public ApplyOrphans(LabelOrphans orphans, Ledger ledger, SourceChecks checks) {
        this.orphans = orphans;
        this.ledger = ledger;
        this.ingest = new Ingest(List.of(unfinished(orphans)), ledger, checks);
    }

    /** What finishes a batch that a crash cut short; it never begins one. */
    public static Ingest.Feed unfinished(LabelOrphans orphans) {
        return new Ingest.Feed(new NothingNew(), orphans);
    }

    /**
     * Finishes what an earlier run left, then pairs what there is; gives how many labels were paired.
     *
     * @throws TransientException if an ingest was cut short: batches are counted in the order of their numbers
     */
    public long run(Instant at) {
        if (ledger.inState(Set.of(BatchState.PLANNED)).stream()
                .anyMatch(batch -> !batch.source().equals(SOURCE))) {
            throw new TransientException(
                    "An ingest was cut short and comes first: no label was applied",
                    "Run `cxrwatch ingest`, then this command again");
        }
        Ingest.Report finished = ingest.run(at);
        boolean some = orphans.count().stream().anyMatch(count -> count.why() == Why.BEYOND_HORIZON);
        Plan plan = Plan.ofFiles(SOURCE, ArrivalBasis.ASSUMED, List.of());
        Stream<Ingest.Report> begun = some ? Stream.of(ingest.take(unfinished(orphans), plan, at)) : Stream.of();
        return Stream.concat(Stream.of(finished), begun)
                .flatMap(report -> report.done().stream())
                .mapToLong(done -> done.taken().count("labels_applied"))
                .sum();
    }

    /** Orphans are paired when somebody asks, never because some are there. */
    private static final class NothingNew implements Source {

        @Override
        public String name() {
            return SOURCE;
        }

        @Override
        public Listing list(Ledger.Taken taken, Instant at) {
            return Listing.all(Optional.empty(), 0, List.of());
        }
    }
}
