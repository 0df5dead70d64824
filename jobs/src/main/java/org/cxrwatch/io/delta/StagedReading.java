package org.cxrwatch.io.delta;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.cxrwatch.io.delta.StagedRow.Destination;
import org.cxrwatch.io.delta.StagedRow.What;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.RowReader.Portion;

/**
 * Reads the files of a group as rows of {@link Staged}, the last of which are the counts; one file is open at a time,
 * and closed whether or not the task succeeds.
 */
final class StagedReading implements FlatMapFunction<PortionGroup, Row> {

    private static final long serialVersionUID = 1L;

    private final RowReader.PortionReader reader;
    private final Destination destination;

    StagedReading(RowReader.PortionReader reader, Destination destination) {
        this.reader = reader;
        this.destination = destination;
    }

    @Override
    public Iterator<Row> call(PortionGroup group) {
        Reading reading = new Reading(group.portions().iterator());
        TaskCompletionListener close = context -> reading.close();
        TaskContext.get().addTaskCompletionListener(close);
        return reading;
    }

    private final class Reading implements Iterator<Row> {

        private final Iterator<Portion> portions;
        private final ExpiredRows expiry = new ExpiredRows(destination.expired());
        private final StagedTallies counted = new StagedTallies();
        private Portion portion;
        private RowReader.Rows rows;
        private Row next;
        private boolean ended;

        Reading(Iterator<Portion> portions) {
            this.portions = portions;
        }

        @Override
        public boolean hasNext() {
            while (next == null && isOpen()) {
                StagedRow row = StagedRow.of(expiry.judged(rows.next(), portion.arrival()), portion, destination);
                counted.count(row);
                next = row.what() == What.FILE ? null : Staged.toRow(row);
            }
            if (next == null && !ended) {
                ended = true;
                next = Staged.countsRow(counted);
            }
            return next != null;
        }

        /** Whether there is another row; opens the next file if need be. */
        private boolean isOpen() {
            while ((rows == null || !rows.hasNext()) && portions.hasNext()) {
                close();
                portion = portions.next();
                rows = reader.read(portion);
            }
            return rows != null && rows.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row found = next;
            next = null;
            return found;
        }

        void close() {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
