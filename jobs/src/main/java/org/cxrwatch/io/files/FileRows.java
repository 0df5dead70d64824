package org.cxrwatch.io.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.cxrwatch.io.files.Entries.Entry;
import org.cxrwatch.log.LogRows;
import org.cxrwatch.log.LogRows.Place;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;

/** The rows of a file that was found to be whole. */
final class FileRows implements RowReader.Rows {

    private final LogContents contents;
    private final LogRows rows;
    private final Entries entries;
    private final ArrayDeque<ReadRow> ready = new ArrayDeque<>();
    private boolean ended;

    FileRows(LogContents contents, ReadingRules rules) {
        this.contents = contents;
        this.rows =
                new LogRows(rules, contents.format().shape(), contents.portion().arrival());
        this.entries = contents.entries();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            readEntry();
        }
        return !ready.isEmpty();
    }

    @Override
    public ReadRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    @Override
    public void close() {
        try (contents) {
            entries.close();
        } catch (IOException e) {
            throw contents.cutOff(e);
        }
    }

    private void readEntry() {
        try {
            Optional<Entry> entry = entries.next();
            if (entry.isPresent()) {
                read(entry.get());
            } else {
                ended = true;
                ready.add(rows.end(entries.waitingBytes()));
                close();
            }
        } catch (IOException | UnreadableFile e) {
            throw contents.cutOff(e);
        }
    }

    private void read(Entry entry) {
        Place place = new Place(contents.kind(), entry.line());
        try {
            ready.addAll(rows.read(place, entry.values(), entry::raw));
        } catch (RejectedRow why) {
            ready.add(LogRows.rejected(place, why, entry.raw()));
        }
    }
}
