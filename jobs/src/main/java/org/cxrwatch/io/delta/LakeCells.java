package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.cxrwatch.port.Cells;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.Generation;

/** The cells of the lake's table {@code cell}. */
public final class LakeCells implements Cells {

    private final DeltaLake lake;

    /** Those of this lake. */
    public LakeCells(DeltaLake lake) {
        this.lake = lake;
    }

    /** {@inheritDoc} Only the folders of the days asked for are read. */
    @Override
    public List<Cell> load(Range range) {
        Object[] kinds = range.kinds().stream().map(Enum::name).toArray();
        return select(col("day")
                        .between(lit(range.firstDay()), lit(range.lastDay()))
                        .and(col("part").isin(kinds))
                        .and(col("arrived_at").leq(lit(range.arrivedBy())))
                        .and(col("generation_from").leq(lit(range.arrivedBy()))))
                .collectAsList()
                .stream()
                .map(CellTable::fromRow)
                .toList();
    }

    /** The generation that days are in, of those that were ever counted anew; bounded by their number. */
    public Map<LocalDate, Generation> generations() {
        Map<LocalDate, Generation> generations = new TreeMap<>();
        select(col("generation").gt(0))
                .groupBy("day")
                .agg(functions.max("generation"), functions.max_by(col("generation_from"), col("generation")))
                .collectAsList()
                .forEach(row -> generations.put(row.getLocalDate(0), new Generation(row.getInt(1), row.getInstant(2))));
        return generations;
    }

    private Dataset<Row> select(Column which) {
        return lake.read(CellTable.TABLE)
                .where(which)
                .select(CellTable.TABLE.columns().stream().map(functions::col).toArray(Column[]::new));
    }
}
