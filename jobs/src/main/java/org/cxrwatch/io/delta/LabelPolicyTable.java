package org.cxrwatch.io.delta;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

/** Table {@code label_policy}: by which precedence of sources the label cells were counted. */
public final class LabelPolicyTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named(
                    "label_policy", "One row each time another precedence of label sources took effect; the last holds")
            .with("number", DataTypes.LongType, "From 1, ascending")
            .with(
                    "precedence",
                    DataTypes.createArrayType(DataTypes.StringType, false),
                    "Sources of labels, the most trusted first");

    private LabelPolicyTable() {}

    /** The row of a precedence. */
    public static Row toRow(long number, List<String> precedence) {
        return RowFactory.create(number, precedence.toArray());
    }

    /** The precedence of a row that has the table's columns in their order. */
    public static List<String> precedence(Row row) {
        return List.copyOf(row.getList(1));
    }
}
