package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.ContentHash;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.CorruptSummaryException;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Part;

/** Table {@code baseline}: the frozen distribution of every day and slice of every baseline. */
public final class BaselineTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named(
                    "baseline", "The frozen distribution of a day and slice of a baseline")
            .with("baseline_id", DataTypes.StringType, "Id of the baseline")
            .with("model_version", DataTypes.StringType, "Version of the model whose predictions it holds")
            .with("day", DataTypes.DateType, "UTC day of the predictions")
            .with("slice_key", DataTypes.StringType, "Attribute, or 'all'")
            .with("slice_value", DataTypes.StringType, "Its value, or 'all'")
            .with("rows", DataTypes.LongType, "Predictions counted")
            .with("summary", DataTypes.BinaryType, "The distribution; docs/cell-format.md says how to read it")
            .partitionedBy("baseline_id");

    private final SparkSession session;
    private final DeltaLake lake;

    /** The table of this lake. */
    public BaselineTable(SparkSession session, DeltaLake lake) {
        this.session = session;
        this.lake = lake;
    }

    /** Keeps a baseline's contents for good; saving the same id again changes nothing. */
    public void save(Baseline baseline) {
        List<Row> rows = new ArrayList<>();
        baseline.days()
                .forEach((day, slices) -> new TreeMap<>(slices)
                        .forEach((slice, part) -> rows.add(toRow(baseline.about(), day, slice, part))));
        Dataset<Row> dataset = session.createDataFrame(rows, TABLE.schema()).coalesce(1);
        lake.append(
                TABLE,
                dataset,
                new DeltaLake.Numbered("baseline " + baseline.about().id(), 1));
    }

    /**
     * Loads what was saved: days × slices.
     *
     * @throws DataException if it is not there, or is not what was saved
     */
    public Baseline load(BaselineRecord about) {
        Map<LocalDate, Map<Slice, DistributionPart>> days = new TreeMap<>();
        lake.read(TABLE)
                .where(col("baseline_id").equalTo(about.id()))
                .select(TABLE.columns().stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new))
                .collectAsList()
                .forEach(row -> days.computeIfAbsent(row.getLocalDate(2), day -> new TreeMap<>())
                        .put(new Slice(row.getString(3), row.getString(4)), part(about, row)));
        String hash = ContentHash.of(days);
        if (!hash.equals(about.contentHash())) {
            throw new DataException(
                    "Baseline " + about.id() + " is not what was saved: table baseline holds " + days.size()
                            + " of its days with the content hash " + hash + ", its record says "
                            + about.contentHash(),
                    "Restore table baseline from a copy, or establish the baseline anew and retire this one");
        }
        return new Baseline(about, days);
    }

    private static Row toRow(BaselineRecord about, LocalDate day, Slice slice, DistributionPart part) {
        return RowFactory.create(
                about.id(), about.modelVersion(), day, slice.key(), slice.value(), part.rows(), part.toBytes());
    }

    private static DistributionPart part(BaselineRecord about, Row row) {
        try {
            return (DistributionPart) Part.ofBytes((byte[]) row.get(6));
        } catch (CorruptSummaryException e) {
            throw new DataException(
                    "Baseline " + about.id() + " is damaged on " + row.getLocalDate(2) + ": " + e.getMessage(),
                    "Restore table baseline from a copy, or establish the baseline anew and retire this one",
                    e);
        }
    }
}
