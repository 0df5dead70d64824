package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;

import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.cxrwatch.port.Upkeep.Amount;

/**
 * The data files of a table that is parted by days, as its log names them; no row is read. Bounded by the files of the
 * table: some a day once they are merged.
 *
 * @param files the files
 */
record TableFiles(List<DataFile> files) {

    /** Copies the list. */
    TableFiles {
        files = List.copyOf(files);
    }

    /**
     * A file.
     *
     * @param path below the table
     * @param day of its folder, as text; empty in tables that are not parted by days
     * @param rows in it
     * @param bytes its size
     */
    record DataFile(String path, String day, long rows, long bytes) {

        boolean isBefore(LocalDate first) {
            return !day.isEmpty() && LocalDate.parse(day).isBefore(first);
        }
    }

    /** Those of the table's last version. */
    static TableFiles of(DeltaLake lake, LakeTable table) {
        Column day = isByDay(table)
                ? col("partitionValues").getItem(table.partitions().get(0))
                : lit("");
        return new TableFiles(lake
                .snapshot(table)
                .allFiles()
                .select(
                        col("path"),
                        day,
                        coalesce(get_json_object(col("stats"), "$.numRecords").cast("long"), lit(0L)),
                        col("size"))
                .collectAsList()
                .stream()
                .map(row -> new DataFile(decoded(row.getString(0)), row.getString(1), row.getLong(2), row.getLong(3)))
                .toList());
    }

    private static boolean isByDay(LakeTable table) {
        return !table.partitions().isEmpty()
                && table.schema()
                        .apply(table.partitions().get(0))
                        .dataType()
                        .equals(org.apache.spark.sql.types.DataTypes.DateType);
    }

    static String decoded(String path) {
        return new Path(URI.create(path)).toString();
    }

    TableFiles where(Predicate<DataFile> which) {
        return new TableFiles(files.stream().filter(which).toList());
    }

    /** Those of days that have at least so many files below a size. */
    TableFiles scattered(int many, long small) {
        Collection<String> days = files.stream()
                .filter(file -> !file.day().isEmpty() && file.bytes() < small)
                .collect(Collectors.groupingBy(DataFile::day, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() >= many)
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
        return where(file -> days.contains(file.day()) && file.bytes() < small);
    }

    Amount amount() {
        return new Amount(
                files.stream()
                        .map(DataFile::day)
                        .filter(day -> !day.isEmpty())
                        .distinct()
                        .count(),
                files.stream().mapToLong(DataFile::rows).sum(),
                files.size(),
                files.stream().mapToLong(DataFile::bytes).sum());
    }

    /** Their days, in order. */
    List<LocalDate> days() {
        return files.stream()
                .map(DataFile::day)
                .distinct()
                .map(LocalDate::parse)
                .sorted()
                .toList();
    }

    /** The folders of days, as a condition in SQL on a column. */
    static String folders(String column, Collection<LocalDate> days) {
        return days.stream().map(day -> "DATE'" + day + "'").collect(Collectors.joining(", ", column + " IN (", ")"));
    }
}
