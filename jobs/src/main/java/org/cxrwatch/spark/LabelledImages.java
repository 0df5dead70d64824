package org.cxrwatch.spark;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/** Rows as {@link LabelColumns} brings them together, sorted by prediction_id, image by image. */
final class LabelledImages implements Iterator<LabelledImage> {

    private final Iterator<InternalRow> rows;
    private Optional<String> id = Optional.empty();
    private LabelledImage begun = new LabelledImage();

    LabelledImages(Iterator<InternalRow> rows) {
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return id.isPresent() || rows.hasNext();
    }

    @Override
    public LabelledImage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more images.");
        }
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            Optional<String> before = id;
            id = Optional.of(LabelColumns.predictionId(row));
            if (before.isPresent() && !before.equals(id)) {
                return begunBefore(row);
            }
            begun.add(row);
        }
        id = Optional.empty();
        return begun;
    }

    private LabelledImage begunBefore(InternalRow row) {
        LabelledImage complete = begun;
        begun = new LabelledImage();
        begun.add(row);
        return complete;
    }
}
