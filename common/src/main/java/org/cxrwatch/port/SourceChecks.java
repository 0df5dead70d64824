package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.cxrwatch.schema.KnownShape;
import org.cxrwatch.schema.SourceChange;

/** What was found about sources when they were looked at, beside their rows; for people and for alerts. */
public interface SourceChecks {

    /** Notes how far a database could be read; the same once more changes nothing. */
    void note(Position position);

    /** What was noted from an instant on and before another, in order. */
    List<Position> positions(Instant from, Instant to);

    /** Notes a comparison of days of a source with the lake. */
    void note(List<Compared> compared);

    /** The comparisons made from an instant on and before another, in order of instant, source, day and version. */
    List<Compared> comparisons(Instant from, Instant to);

    /** What is known of the columns of a source's rows. */
    List<KnownShape> shapes(String source);

    /**
     * Notes what is known of the columns now, and how rows of a batch differed from what was known before, all or
     * nothing; the same once more changes nothing.
     */
    void note(long batch, Collection<KnownShape> shapes, List<SourceChange> changes);

    /** How rows of a batch differed from what was known before, in the order in which that was found. */
    List<SourceChange> changes(long batch);

    /** The same of all rows that arrived from an instant on and before another. */
    List<SourceChange> changes(Instant from, Instant to);

    /**
     * How far a database could be read.
     *
     * @param source its name
     * @param at when it was looked at
     * @param watermark what was begun before this instant is taken
     * @param mode why rows were read; {@link XidWindow.Mode#LOOK_BACK} if its transactions were numbered anew
     */
    record Position(String source, Instant at, Instant watermark, XidWindow.Mode mode) {}

    /**
     * A day and version's rows, in a source and in the lake.
     *
     * @param source its name
     * @param at when they were compared
     * @param day by the source's own clock
     * @param modelVersion of the rows
     * @param sourceRows predictions in the source, copies once
     * @param lakeRows those in the lake
     * @param missing in the source, neither in the lake nor put aside
     * @param deleted in the lake, taken from this source, and no longer in it
     */
    record Compared(
            String source,
            Instant at,
            LocalDate day,
            String modelVersion,
            long sourceRows,
            long lakeRows,
            long missing,
            long deleted) {

        /** Whether nothing is missing and nothing was deleted. */
        public boolean agrees() {
            return missing == 0 && deleted == 0;
        }
    }
}
