package org.cxrwatch.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.SystemCells;
import scala.Tuple2;

/** Counts what hosts log, partition by partition, as {@link SystemColumns} reads it. */
final class CountSamples implements PairFlatMapFunction<Iterator<InternalRow>, String, byte[]> {

    private static final long serialVersionUID = 1L;
    private static final int ROWS_HELD = 65_536;

    private final LongAccumulator rowsSeen;

    CountSamples(LongAccumulator rowsSeen) {
        this.rowsSeen = rowsSeen;
    }

    @Override
    public Iterator<Tuple2<String, byte[]>> call(Iterator<InternalRow> rows) {
        return new ContentsInTurn(rows::hasNext, () -> countSome(rows));
    }

    private List<CellContent> countSome(Iterator<InternalRow> rows) {
        SystemCells cells = new SystemCells();
        int held = 0;
        while (rows.hasNext() && held < ROWS_HELD) {
            InternalRow row = rows.next();
            cells.add(SystemColumns.sample(row), SystemColumns.arrival(row));
            held++;
        }
        rowsSeen.add(held);
        return cells.drain();
    }
}
