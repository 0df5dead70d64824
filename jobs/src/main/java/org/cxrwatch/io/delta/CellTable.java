package org.cxrwatch.io.delta;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CorruptSummaryException;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.summary.SystemPart;

/**
 * Table {@code cell}: what a batch added to a part of a day and slice on an arrival. Rows are appended; whole
 * days of them are put in the place of others when they are old or when predictions were erased ({@link
 * LakeCellArchive}).
 */
public final class CellTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named(
                    "cell", "What a batch added to a part of a day and slice on an arrival; a window is a sum of cells")
            .with("part", DataTypes.StringType, "DISTRIBUTION, SERVICE, LABEL or SYSTEM")
            .with("model_version", DataTypes.StringType, "Version of the model that answered; empty for SYSTEM")
            .with("day", DataTypes.DateType, "UTC day of the rows it counts; of the predictions for LABEL")
            .withOptional("hour", DataTypes.IntegerType, "UTC hour, 0 to 23, of parts kept by the hour")
            .with("slice_key", DataTypes.StringType, "Attribute, or 'all'; 'host' for SYSTEM")
            .with("slice_value", DataTypes.StringType, "Its value, or 'all'")
            .withArrival()
            .with("batch", DataTypes.LongType, "Number of the batch it was counted from")
            .with(
                    "generation",
                    DataTypes.IntegerType,
                    "Which count of its day; of those that stand, only cells of the highest count")
            .with("generation_from", DataTypes.TimestampType, "The instant from which its generation stands")
            .with("definition", DataTypes.StringType, "Hash of what cells were defined to hold")
            .with("rows", DataTypes.LongType, "Rows counted: answers, requests, labels given and withdrawn, or samples")
            .withOptional("errors", DataTypes.LongType, "Requests that failed or timed out; SERVICE only")
            .with(
                    "counts",
                    DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false),
                    "Rows by predicted class, by status, by 'given' or 'withdrawn' and classes, or by number logged")
            .with("summary", DataTypes.BinaryType, "The summary; docs/cell-format.md says how to read it")
            .partitionedBy("day");

    private CellTable() {}

    /** The row of a cell. */
    public static Row toRow(Cell cell) {
        CellKey key = cell.key();
        Part part = cell.part();
        return RowFactory.create(
                key.kind().name(),
                key.modelVersion(),
                key.day(),
                RowValues.nullable(key.hour()),
                key.slice().key(),
                key.slice().value(),
                cell.arrival().on(),
                cell.arrival().at(),
                cell.arrival().basis().name(),
                cell.batch(),
                cell.generation().number(),
                cell.generation().from(),
                cell.definition(),
                part.rows(),
                part instanceof ServicePart service ? service.failures() : null,
                RowValues.map(counts(part)),
                part.toBytes());
    }

    /**
     * The cell of a row that has the table's columns in their order.
     *
     * @throws DataException if its summary is damaged
     */
    public static Cell fromRow(Row row) {
        CellKey key = new CellKey(
                PartKind.valueOf(row.getString(0)),
                row.getString(1),
                row.getLocalDate(2),
                row.isNullAt(3) ? Optional.empty() : Optional.of(row.getInt(3)),
                new Slice(row.getString(4), row.getString(5)));
        Generation generation = new Generation(row.getInt(10), row.getInstant(11));
        Part part = part(key, (byte[]) row.get(16));
        return new Cell(key, RowValues.arrival(row, 6), row.getLong(9), generation, row.getString(12), part);
    }

    private static Part part(CellKey key, byte[] summary) {
        try {
            return Part.ofBytes(summary);
        } catch (CorruptSummaryException e) {
            throw new DataException(
                    "The " + key.kind() + " cell of " + key.slice() + " on " + key.day() + " is damaged: "
                            + e.getMessage(),
                    "Restore table cell as of before the damage, or rebuild that day from its rows with 'cxrwatch "
                            + "summarise --rebuild --from " + key.day() + " --to " + key.day() + "'",
                    e);
        }
    }

    private static Map<String, Long> counts(Part part) {
        Map<String, Long> counts = new TreeMap<>();
        if (part instanceof DistributionPart distribution) {
            distribution.classes().entries().forEach((name, each) -> counts.put(name, each.rows()));
        } else if (part instanceof ServicePart service) {
            service.requests().values().entries().forEach((status, count) -> counts.put(status, count.rows()));
        } else if (part instanceof LabelPart label) {
            add("given ", label.given(), counts);
            add("withdrawn ", label.withdrawn(), counts);
        } else if (part instanceof SystemPart system) {
            system.numbers().entries().forEach((name, number) -> counts.put(name, number.count()));
        }
        return counts;
    }

    private static void add(String direction, LabelledScores labels, Map<String, Long> counts) {
        labels.byActual()
                .entries()
                .forEach((actual, row) -> row.entries()
                        .forEach((predicted, scores) -> counts.put(
                                direction + actual + ", predicted " + predicted, scores.count() + scores.notFinite())));
    }
}
