package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.port.LakeErasure;
import org.cxrwatch.port.PossibleIds;

/**
 * Removes predictions from the tables of a lake. Days are rewritten whole: a deletion by id would write the id into the
 * table's log, where it stays.
 */
public final class DeltaErasure implements LakeErasure {

    private static final String ID = "prediction_id";

    /** The tables whose rows are about one prediction. */
    private static final List<LakeTable> ABOUT_PREDICTIONS = List.of(
            PredictionTable.TABLE,
            LabelTable.TABLE,
            AppliedLabelTable.TABLE,
            RetractionTable.TABLE,
            TombstoneTable.TABLE);

    private final DeltaLake lake;

    /** Erases from this lake. */
    public DeltaErasure(DeltaLake lake) {
        this.lake = lake;
    }

    @Override
    public Found find(Set<String> predictionIds) {
        SortedSet<LocalDate> days = new TreeSet<>();
        SortedSet<String> files = new TreeSet<>();
        Map<String, Long> rows = new TreeMap<>();
        named(PredictionTable.TABLE, predictionIds)
                .groupBy("day", "source", "file")
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(row -> {
                    days.add(row.getLocalDate(0));
                    files.add(row.getString(1) + ": " + row.getString(2));
                });
        tables().forEach(table ->
                rows.put(table.name(), named(table, predictionIds).count()));
        return new Found(days, files, rows);
    }

    @Override
    public void remove(Set<String> predictionIds) {
        tables().forEach(table -> remove(table, predictionIds));
    }

    private void remove(LakeTable table, Set<String> predictionIds) {
        String folder = table.partitions().get(0);
        List<LocalDate> days = new ArrayList<>();
        named(table, predictionIds)
                .select(folder)
                .distinct()
                .collectAsList()
                .forEach(row -> days.add(row.getLocalDate(0)));
        if (!days.isEmpty()) {
            Dataset<Row> left =
                    lake.read(table).where(col(folder).isin(days.toArray()).and(not(names(table, predictionIds))));
            lake.replace(table, TableFiles.folders(folder, days), left);
        }
    }

    @Override
    public void deleteOldVersions() {
        Stream.concat(tables(), Stream.of(CellTable.TABLE)).filter(lake::exists).forEach(lake::deleteOldVersions);
    }

    private Stream<LakeTable> tables() {
        return Stream.concat(ABOUT_PREDICTIONS.stream(), Stream.of(RejectTable.TABLE))
                .filter(lake::exists);
    }

    private Dataset<Row> named(LakeTable table, Set<String> predictionIds) {
        return lake.read(table).where(names(table, predictionIds));
    }

    private static Column names(LakeTable table, Set<String> predictionIds) {
        return table.equals(RejectTable.TABLE)
                ? mayName(predictionIds).apply(concat_ws("\n", col("raw"), col("detail")))
                : col(ID).isin(predictionIds.toArray());
    }

    /**
     * Whether a rejected line, broken anywhere, may name one of these ids: found as {@link PossibleIds} will find them
     * in what is read later, or else a line would go and come back. No column expression can undo JSON's escapes.
     */
    private static UserDefinedFunction mayName(Set<String> predictionIds) {
        Set<String> wanted = Set.copyOf(predictionIds);
        UDF1<String, Boolean> names = line -> !Collections.disjoint(wanted, PossibleIds.in(line));
        return udf(names, DataTypes.BooleanType);
    }
}
