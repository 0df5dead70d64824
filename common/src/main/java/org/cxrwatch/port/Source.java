package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where logs come from: it says what there is to read. Another kind of source is another implementation. */
public interface Source {

    /** What the ledger and the tables call it. */
    String name();

    /**
     * Plans what to read next: what is new or has changed since it was taken, the oldest first.
     *
     * @param taken what the ledger says was taken
     * @param at now
     * @throws org.cxrwatch.error.CxrwatchException if there is no such place, it does not answer, or it may not be read
     */
    Listing list(Ledger.Taken taken, Instant at);

    /**
     * What a source holds.
     *
     * @param plan what is to be read next; empty if nothing is new
     * @param then whether something is left after that
     * @param known how many files were taken before and have not changed
     * @param foreign paths of files that are not the classifier's logs, which are left alone
     * @param remarks what people should know of it, in sentences
     * @param position how far it could be read, if it is a database
     */
    record Listing(
            Optional<Plan> plan,
            Then then,
            int known,
            List<String> foreign,
            List<String> remarks,
            Optional<SourceChecks.Position> position) {

        /** Copies the lists. */
        public Listing {
            foreign = List.copyOf(foreign);
            remarks = List.copyOf(remarks);
        }

        /** All there is in one plan, or nothing new. */
        public static Listing all(Optional<Plan> plan, int known, List<String> foreign) {
            return new Listing(plan, Then.END, known, foreign, List.of(), Optional.empty());
        }
    }

    /** What comes after a plan. */
    enum Then {
        /** Nothing, for now. */
        END,
        /** More: the plan is a part, so that a batch is bounded. */
        MORE
    }
}
