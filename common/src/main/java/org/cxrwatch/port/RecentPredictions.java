package org.cxrwatch.port;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.RequestStatus;

/** The newest requests, as they were logged. */
public interface RecentPredictions {

    /** The most rows that are ever handed out. */
    int MOST = 1_000;

    /** The most days with rows that are looked through. */
    int DAYS = 31;

    /**
     * The newest rows that match, the newest first; only the newest {@value #DAYS} days that have rows are looked
     * through.
     *
     * @throws org.cxrwatch.error.CxrwatchException if the lake cannot be read
     */
    Found newest(Query query);

    /**
     * Which rows are wanted.
     *
     * @param limit how many, 1 to {@value #MOST}
     * @param status that ended so; empty for however they ended
     * @param modelVersion of this version; empty for every version
     */
    record Query(int limit, Optional<RequestStatus> status, Optional<String> modelVersion) {

        /** Checks the limit. */
        public Query {
            if (limit < 1 || limit > MOST) {
                throw new IllegalArgumentException("1 to " + MOST + " rows can be asked for, got " + limit + ".");
            }
        }
    }

    /**
     * What was found.
     *
     * @param rows the newest first
     * @param since the oldest day that was looked through; empty if the lake has no rows
     */
    record Found(List<LoggedPrediction> rows, Optional<LocalDate> since) {

        /** Copies the list. */
        public Found {
            rows = List.copyOf(rows);
        }
    }
}
