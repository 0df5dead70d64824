package org.cxrwatch.io.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a table of the lake is called and holds. Built column by column, each with the comment people read.
 *
 * @param name the table's folder under the lake's path
 * @param comment what a row is
 * @param schema its columns, each commented
 * @param partitions the columns its files are parted by
 */
public record LakeTable(String name, String comment, StructType schema, List<String> partitions) {

    private static final int KEYS = 8;
    private static final Set<DataType> STATISTICS =
            Set.of(DataTypes.LongType, DataTypes.IntegerType, DataTypes.DateType, DataTypes.TimestampType);

    /** Checks that the parting columns exist, and copies the list. */
    public LakeTable {
        partitions = List.copyOf(partitions);
        if (!List.of(schema.fieldNames()).containsAll(partitions)) {
            throw new IllegalArgumentException(
                    "Table " + name + " is parted by " + partitions + " but has " + List.of(schema.fieldNames()) + ".");
        }
    }

    /** A table without columns, to which they are added. */
    public static LakeTable named(String name, String comment) {
        return new LakeTable(name, comment, new StructType(), List.of());
    }

    /** With a column that always has a value. */
    public LakeTable with(String column, DataType type, String about) {
        return withField(new StructField(column, type, false, Metadata.empty()).withComment(about));
    }

    /** With a column that may have none. */
    public LakeTable withOptional(String column, DataType type, String about) {
        return withField(new StructField(column, type, true, Metadata.empty()).withComment(about));
    }

    /** With the columns that say when a row became known. */
    public LakeTable withArrival() {
        return with("arrived_on", DataTypes.DateType, "Arrival day, UTC")
                .with("arrived_at", DataTypes.TimestampType, "The instant from which the row counts")
                .with("arrival_basis", DataTypes.StringType, "How that is known: OBSERVED, FROM_NAME or ASSUMED");
    }

    /** Parted by these columns. */
    public LakeTable partitionedBy(String... columns) {
        return new LakeTable(name, comment, schema, List.of(columns));
    }

    /** Names of the columns, in order. */
    public List<String> columns() {
        return List.of(schema.fieldNames());
    }

    /**
     * The columns whose least and greatest values are kept in the table's log, to pass over files. Only keys are ever
     * searched for, and they come first; of text nothing is kept, as the log would then name predictions that were
     * erased from the table.
     */
    List<String> columnsWithStatistics() {
        return Arrays.stream(schema.fields())
                .limit(KEYS)
                .filter(field -> STATISTICS.contains(field.dataType()) && !partitions.contains(field.name()))
                .map(StructField::name)
                .toList();
    }

    private LakeTable withField(StructField field) {
        List<StructField> fields = new ArrayList<>(List.of(schema.fields()));
        fields.add(field);
        return new LakeTable(name, comment, DataTypes.createStructType(fields), partitions);
    }
}
