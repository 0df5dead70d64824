package org.cxrwatch.port;

import java.util.List;
import java.util.Map;

/** Where logs come from: it says what there is to read. Another kind of source is another implementation. */
public interface Source {

    /** What the ledger and the tables call it. */
    String name();

    /**
     * Lists the files that are new, or have changed since the version that was taken; those of earlier days first.
     *
     * @param taken the newest version taken of each file, by path
     * @throws org.cxrwatch.error.ConfigurationException if there is no such place
     */
    Listing list(Map<String, PlannedFile> taken);

    /**
     * What a source holds.
     *
     * @param fresh what is to be read
     * @param known how many files were taken before and have not changed
     * @param foreign paths of files that are not the classifier's logs, which are left alone
     */
    record Listing(List<PlannedFile> fresh, int known, List<String> foreign) {

        /** Copies the lists. */
        public Listing {
            fresh = List.copyOf(fresh);
            foreign = List.copyOf(foreign);
        }
    }
}
