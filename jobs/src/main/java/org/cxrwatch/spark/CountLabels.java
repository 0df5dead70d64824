package org.cxrwatch.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.SummaryDefinition;
import scala.Tuple2;

/**
 * Counts labels, partition by partition, from predictions and label events as {@link LabelColumns} brings them
 * together.
 */
final class CountLabels implements PairFlatMapFunction<Iterator<InternalRow>, String, byte[]> {

    private static final long serialVersionUID = 1L;
    private static final int IMAGES_HELD = 65_536;

    private final SummaryDefinition definition;
    private final LabelledImage.Pairs pairs;
    private final LongAccumulator events;
    private final LongAccumulator orphans;

    CountLabels(
            SummaryDefinition definition, LabelledImage.Pairs pairs, LongAccumulator events, LongAccumulator orphans) {
        this.definition = definition;
        this.pairs = pairs;
        this.events = events;
        this.orphans = orphans;
    }

    @Override
    public Iterator<Tuple2<String, byte[]>> call(Iterator<InternalRow> rows) {
        Images images = new Images(rows);
        return new ContentsInTurn(images::hasNext, () -> countSome(images));
    }

    private List<CellContent> countSome(Images images) {
        LabelCells cells = new LabelCells(definition, pairs.rules());
        for (int held = 0; images.hasNext() && held < IMAGES_HELD; held++) {
            LabelledImage image = images.next();
            image.countInto(cells, pairs);
            events.add(image.freshEvents(pairs));
            orphans.add(image.orphans(pairs));
        }
        return cells.drain();
    }

    /** Rows that are sorted by prediction_id, image by image. */
    private static final class Images {
        private final Iterator<InternalRow> rows;
        private Optional<String> id = Optional.empty();
        private LabelledImage begun = new LabelledImage();

        Images(Iterator<InternalRow> rows) {
            this.rows = rows;
        }

        boolean hasNext() {
            return id.isPresent() || rows.hasNext();
        }

        LabelledImage next() {
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
}
