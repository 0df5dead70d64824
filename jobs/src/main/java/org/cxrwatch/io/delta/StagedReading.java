package org.cxrwatch.io.delta;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.TaskCompletionListener;
import org.cxrwatch.io.delta.StagedRow.Destination;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.RowReader.Portion;

/**
 * Reads the files of a group as staged rows, one file open at a time; it is closed whether or not the task succeeds.
 */
final class StagedReading implements FlatMapFunction<PortionGroup, StagedRow> {

    private static final long serialVersionUID = 1L;

    private final RowReader.PortionReader reader;
    private final Destination destination;

    StagedReading(RowReader.PortionReader reader, Destination destination) {
        this.reader = reader;
        this.destination = destination;
    }

    @Override
    public Iterator<StagedRow> call(PortionGroup group) {
        Reading reading = new Reading(group.portions().iterator());
        TaskCompletionListener close = context -> reading.close();
        TaskContext.get().addTaskCompletionListener(close);
        return reading;
    }

    private final class Reading implements Iterator<StagedRow> {

        private final Iterator<Portion> portions;
        private Portion portion;
        private RowReader.Rows rows;
        private final ExpiredRows expiry = new ExpiredRows(destination.expired());

        Reading(Iterator<Portion> portions) {
            this.portions = portions;
        }

        @Override
        public boolean hasNext() {
            while ((rows == null || !rows.hasNext()) && portions.hasNext()) {
                close();
                portion = portions.next();
                rows = reader.read(portion);
            }
            return rows != null && rows.hasNext();
        }

        @Override
        public StagedRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return StagedRow.of(expiry.judged(rows.next(), portion.arrival()), portion, destination);
        }

        void close() {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
