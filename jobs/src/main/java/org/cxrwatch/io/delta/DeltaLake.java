package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.OutputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.cxrwatch.error.DataException;
import scala.Console;
import scala.Option;

/**
 * A folder of Delta tables that every Delta reader can read: reader version 1, columns commented.
 *
 * <p>An append is one commit under the number of its batch or publication; appending under the same number again
 * changes nothing, and appending under a lower one is refused, because Delta would drop the rows without a word.
 */
public final class DeltaLake {

    private static final int READER_VERSION = 1;
    private static final String WRITER = "cxrwatch";
    private static final String DELTA = "delta";

    /** What maintain.keep-versions is unless somebody says otherwise, so that the first upkeep has nothing to alter. */
    private static final Duration VERSIONS_KEPT = Duration.ofDays(14);

    private final SparkSession session;
    private final Path path;

    private DeltaLake(SparkSession session, Path path) {
        this.session = session;
        this.path = path;
    }

    /**
     * Opens the lake in this folder, which may be empty or not exist yet.
     *
     * @throws DataException if a newer cxrwatch has written it
     */
    public static DeltaLake open(SparkSession session, String folder) {
        Path path = new Path(folder);
        LakeFormat.check(path, session.sparkContext().hadoopConfiguration());
        return new DeltaLake(session, path);
    }

    /** The rows of a table; none if nothing was ever appended. */
    public Dataset<Row> read(LakeTable table) {
        if (!exists(table)) {
            return session.createDataFrame(java.util.List.of(), table.schema());
        }
        return session.read().format(DELTA).load(location(table));
    }

    /** The days that a table parted by {@code day} has rows of, the newest first; read from its log, not from rows. */
    public List<LocalDate> days(LakeTable table) {
        return find(table).map(DeltaLake::days).orElse(List.of());
    }

    private static List<LocalDate> days(Snapshot snapshot) {
        return snapshot.allFiles().select(col("partitionValues").getItem("day")).distinct().collectAsList().stream()
                .map(row -> LocalDate.parse(row.getString(0)))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** How many bytes the files of each of these days have, in a table parted by {@code day}; read from its log. */
    Map<LocalDate, Long> bytesByDay(LakeTable table, Set<LocalDate> days) {
        Object[] names = days.stream().map(LocalDate::toString).toArray();
        Column day = col("partitionValues").getItem("day");
        return find(table)
                .map(snapshot ->
                        snapshot
                                .allFiles()
                                .where(day.isin(names))
                                .groupBy(day)
                                .agg(sum("size"))
                                .collectAsList()
                                .stream()
                                .collect(Collectors.toMap(
                                        row -> LocalDate.parse(row.getString(0)), row -> row.getLong(1))))
                .orElse(Map.of());
    }

    /** Whether the table was created. */
    public boolean exists(LakeTable table) {
        return find(table).isPresent();
    }

    /**
     * Appends rows in one commit under a number; creates the table if it is not there. Appending under the last number
     * again changes nothing.
     *
     * @throws DataException if the table has a commit of a higher number: its ledger is not the one that numbers now
     */
    public void append(LakeTable table, Dataset<Row> rows, long number) {
        append(table, parted(table, rows), Numbered.ofBatch(number));
    }

    /**
     * A commit's number among those of its writer, where a table is written by others than batches.
     *
     * @param writer who numbers
     * @param number ascending
     */
    public record Numbered(String writer, long number) {
        /** The number of a batch or publication. */
        public static Numbered ofBatch(long number) {
            return new Numbered(WRITER, number);
        }
    }

    /** As {@link #append(LakeTable, Dataset, long)}, under any writer's number, and with the rows as they lie. */
    public void append(LakeTable table, Dataset<Row> rows, Numbered numbered) {
        Optional<Snapshot> before = find(table);
        if (before.isEmpty()) {
            make(table);
        }
        long number = numbered.number();
        OptionalLong last =
                before.map(snapshot -> last(snapshot, numbered.writer())).orElse(OptionalLong.empty());
        if (last.isPresent() && last.getAsLong() > number) {
            throw new DataException(
                    "Table " + table.name() + " of the lake " + path + " already holds number " + last.getAsLong()
                            + ", but number " + number
                            + " was to be appended: the results database numbers from a state older than the lake's",
                    "Use the results database that belongs to this lake, or point lake.path at an empty folder");
        }
        if (last.isPresent() && last.getAsLong() == number) {
            return;
        }
        rows.write()
                .format(DELTA)
                .mode(SaveMode.Append)
                .partitionBy(table.partitions().toArray(String[]::new))
                .option("txnAppId", numbered.writer())
                .option("txnVersion", number)
                .save(location(table));
    }

    /** A partition's rows together, so that few files are written; a large partition is cut by its size. */
    private static Dataset<Row> parted(LakeTable table, Dataset<Row> rows) {
        Object[] columns = table.partitions().stream().map(name -> col(name)).toArray();
        return columns.length == 0 ? rows : rows.hint("rebalance", columns);
    }

    /**
     * Deletes, at once, all files that only older versions of a table need. Whoever reads such a version meanwhile
     * fails.
     */
    void deleteOldVersions(LakeTable table) {
        String check = "spark.databricks.delta.retentionDurationCheck.enabled";
        Option<String> before = session.conf().getOption(check);
        session.conf().set(check, "false");
        try {
            vacuum(table, 0);
        } finally {
            if (before.isDefined()) {
                session.conf().set(check, before.get());
            } else {
                session.conf().unset(check);
            }
        }
    }

    /** The highest number appended to a table under {@link #append}. */
    public OptionalLong lastAppended(LakeTable table) {
        return lastAppended(table, WRITER);
    }

    /** The highest number that a writer of its own appended to a table. */
    public OptionalLong lastAppended(LakeTable table, String writer) {
        return find(table).map(snapshot -> last(snapshot, writer)).orElse(OptionalLong.empty());
    }

    private static OptionalLong last(Snapshot snapshot, String writer) {
        Option<Object> last = snapshot.transactions().get(writer);
        return last.isDefined() ? OptionalLong.of((Long) last.get()) : OptionalLong.empty();
    }

    /** Deletes the rows of which a condition on the parting columns holds; nothing is written if it holds of none. */
    public void delete(LakeTable table, Column rows) {
        if (exists(table)) {
            snapshot(table);
            DeltaTable.forPath(session, location(table)).delete(rows);
        }
    }

    /**
     * Puts rows in the place of all that folders of a table hold, in one commit. Doing so again changes nothing but the
     * files' names.
     *
     * @param folders a condition on the parting columns, as SQL
     */
    void replace(LakeTable table, String folders, Dataset<Row> rows) {
        create(table);
        snapshot(table);
        parted(table, rows)
                .write()
                .format(DELTA)
                .mode(SaveMode.Overwrite)
                .option("replaceWhere", folders)
                .save(location(table));
    }

    /** Merges the small files of those folders of a table of which the condition holds; rows and numbers stay. */
    public void compact(LakeTable table, String folders) {
        DeltaTable.forPath(session, location(table)).optimize().where(folders).executeCompaction();
    }

    /** Lets a table's replaced versions be read for so long; nothing is written if that is how it is. */
    public void keepVersions(LakeTable table, Duration time) {
        TreeMap<String, String> wanted = new TreeMap<>(versionsKept(time));
        scala.collection.immutable.Map<String, String> held =
                snapshot(table).metadata().configuration();
        wanted.entrySet().removeIf(entry -> held.get(entry.getKey()).contains(entry.getValue()));
        if (!wanted.isEmpty()) {
            String properties = wanted.entrySet().stream()
                    .map(entry -> "'" + entry.getKey() + "' = '" + entry.getValue() + "'")
                    .collect(Collectors.joining(", "));
            session.sql("ALTER TABLE delta.`" + location(table) + "` SET TBLPROPERTIES (" + properties + ")");
        }
    }

    /**
     * Deletes the files that no version of the time that is kept names.
     *
     * @param kept for how long versions are kept
     * @throws IllegalArgumentException if that is less than what the table was told with {@link #keepVersions}: a
     *     reader may rely on it
     */
    public void vacuum(LakeTable table, Duration kept) {
        Duration promised = Duration.ofMillis(
                DeltaLog.tombstoneRetentionMillis(snapshot(table).metadata()));
        if (kept.compareTo(promised) < 0) {
            throw new IllegalArgumentException("Table " + table.name() + " keeps its versions for "
                    + promised.toHours() + " hours; files only they need cannot be deleted after " + kept.toHours()
                    + ".");
        }
        vacuum(table, kept.toHours());
    }

    /** Delta prints what it deletes, where commands print their answers. */
    private void vacuum(LakeTable table, double hours) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Console.withOut(
                nowhere, () -> DeltaTable.forPath(session, location(table)).vacuum(hours));
    }

    private static Map<String, String> versionsKept(Duration time) {
        String interval = "interval " + time.toHours() + " hours";
        return Map.of("delta.deletedFileRetentionDuration", interval, "delta.logRetentionDuration", interval);
    }

    /** Creates a table with its comments; one that exists is left as it is. */
    public void create(LakeTable table) {
        if (!exists(table)) {
            make(table);
        }
    }

    private void make(LakeTable table) {
        LakeFormat.mark(path, session.sparkContext().hadoopConfiguration());
        DeltaTableBuilder builder = DeltaTable.createIfNotExists(session)
                .location(location(table))
                .comment(table.comment())
                .addColumns(table.schema())
                .property("delta.minReaderVersion", Integer.toString(READER_VERSION))
                .property("delta.minWriterVersion", "2")
                .property("delta.enableDeletionVectors", "false")
                .property("delta.dataSkippingStatsColumns", String.join(",", table.columnsWithStatistics()));
        versionsKept(VERSIONS_KEPT).forEach(builder::property);
        if (!table.partitions().isEmpty()) {
            builder.partitionedBy(table.partitions().toArray(String[]::new));
        }
        builder.execute();
    }

    Configuration hadoop() {
        return session.sparkContext().hadoopConfiguration();
    }

    /** Where a table is. */
    public String location(LakeTable table) {
        return new Path(path, table.name()).toString();
    }

    DeltaLog log(LakeTable table) {
        return DeltaLog.forTable(session, new Path(path, table.name()));
    }

    /** A table that was created, as it is now. */
    Snapshot snapshot(LakeTable table) {
        return find(table).orElseThrow(() -> new IllegalStateException("There is no table " + table.name() + "."));
    }

    /**
     * The table as it is now, by one listing of its log; empty if it was not created. Delta's own question whether a
     * folder is a table looks into every folder above it too, up to the bucket's root, where we may have no rights.
     */
    private Optional<Snapshot> find(LakeTable table) {
        Snapshot snapshot = log(table).update(false, Option.empty(), Option.empty());
        if (snapshot.version() < 0) {
            return Optional.empty();
        }
        int reader = snapshot.protocol().minReaderVersion();
        if (reader != READER_VERSION) {
            throw new DataException(
                    "Table " + table.name() + " of the lake " + path + " needs Delta reader version " + reader
                            + "; cxrwatch keeps its tables at " + READER_VERSION + " so that every reader reads them",
                    "Undo what raised it (deletion vectors, column mapping: ALTER TABLE … DROP FEATURE), or restore "
                            + "the table from a copy");
        }
        return Optional.of(snapshot);
    }
}
