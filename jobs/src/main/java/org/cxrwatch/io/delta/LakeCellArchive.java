package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.port.CellArchive;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.summary.Cell;

/** Days of table {@code cell} whose rows are put in the place of others: old ones, and those of erased predictions. */
public final class LakeCellArchive implements CellArchive {

    private final SparkSession session;
    private final DeltaLake lake;

    /** Those of this lake. */
    public LakeCellArchive(SparkSession session, DeltaLake lake) {
        this.session = session;
        this.lake = lake;
    }

    @Override
    public SortedMap<LocalDate, Instant> lastKnown(LocalDate from, LocalDate before) {
        SortedMap<LocalDate, Instant> known = new TreeMap<>();
        lake.read(CellTable.TABLE)
                .where(col("day").geq(lit(from)).and(col("day").lt(lit(before))))
                .groupBy("day")
                .agg(max(greatest(col("arrived_at"), col("generation_from"))))
                .collectAsList()
                .forEach(row -> known.put(row.getLocalDate(0), row.getInstant(1)));
        return known;
    }

    @Override
    public Upkeep.Amount size(SortedSet<LocalDate> days) {
        if (days.isEmpty()) {
            return Upkeep.Amount.NONE;
        }
        return TableFiles.of(lake, CellTable.TABLE)
                .where(file -> days.contains(LocalDate.parse(file.day())))
                .amount();
    }

    @Override
    public void replace(SortedSet<LocalDate> days, List<Cell> cells) {
        if (!days.isEmpty()) {
            lake.replace(
                    CellTable.TABLE,
                    TableFiles.folders("day", days),
                    session.createDataFrame(cells.stream().map(CellTable::toRow).toList(), CellTable.TABLE.schema())
                            .coalesce(1));
        }
    }
}
