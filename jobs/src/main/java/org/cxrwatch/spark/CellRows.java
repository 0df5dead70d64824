package org.cxrwatch.spark;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.Generation;
import scala.Tuple2;

/** Makes rows of table {@code cell} of contents. */
final class CellRows implements Function<Tuple2<String, byte[]>, Row> {

    private static final long serialVersionUID = 1L;

    private final Origin origin;
    private final LongAccumulator cells;
    private final LongAccumulator bytes;

    /**
     * What makes cells of contents.
     *
     * @param batch the batch they were counted from
     * @param definition hash of the definition
     * @param generations the generation of days that are not in their first
     */
    record Origin(long batch, String definition, Map<LocalDate, Generation> generations) implements Serializable {}

    CellRows(Origin origin, LongAccumulator cells, LongAccumulator bytes) {
        this.origin = origin;
        this.cells = cells;
        this.bytes = bytes;
    }

    /** In an order that does not depend on how rows were spread, and in which like stands beside like. */
    static Dataset<Row> sorted(Dataset<Row> cells) {
        return cells.sortWithinPartitions(
                "day", "part", "model_version", "slice_key", "slice_value", "hour", "arrived_at");
    }

    @Override
    public Row call(Tuple2<String, byte[]> entry) {
        CellContent content = LakeScan.content(entry._1(), entry._2());
        cells.add(1);
        bytes.add(entry._2().length);
        return CellTable.toRow(new Cell(
                content.key(),
                content.arrival(),
                origin.batch(),
                origin.generations().getOrDefault(content.key().day(), Generation.FIRST),
                origin.definition(),
                content.part()));
    }
}
