package org.cxrwatch.spark;

import java.util.Iterator;
import java.util.List;
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
        LabelledImages images = new LabelledImages(rows);
        return new ContentsInTurn(images::hasNext, () -> countSome(images));
    }

    private List<CellContent> countSome(LabelledImages images) {
        LabelCells cells = new LabelCells(definition, pairs.rules());
        for (int held = 0; images.hasNext() && held < IMAGES_HELD; held++) {
            LabelledImage image = images.next();
            image.countInto(cells, pairs);
            events.add(image.freshEvents(pairs));
            orphans.add(image.orphans(pairs));
        }
        return cells.drain();
    }
}
