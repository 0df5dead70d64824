package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.Snapshot;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.port.Upkeep.Amount;

/**
 * What lies in a table's folder and is needed by no version that is kept: what VACUUM and the clean-up of the log
 * delete. Costs one listing of the folder.
 *
 * @param lake where
 * @param table which table
 * @param cutoff versions that were replaced before it are not kept
 */
record UnusedFiles(DeltaLake lake, LakeTable table, Instant cutoff) {

    private static final String COMMIT = "[0-9]{20}\\.json";
    private static final int VERSION_DIGITS = 20;

    /** Data files: merged, deleted or replaced before the cutoff, or left behind by a write that never ended. */
    Amount data(TableFiles live) {
        Set<String> needed = new HashSet<>();
        live.files().forEach(file -> needed.add(file.path()));
        lake.snapshot(table)
                .tombstones()
                .where(col("deletionTimestamp").geq(lit(cutoff.toEpochMilli())))
                .select("path")
                .collectAsList()
                .forEach(row -> needed.add(TableFiles.decoded(row.getString(0))));
        long files = 0;
        long bytes = 0;
        for (FileStatus file : old(new Path(lake.location(table)))) {
            String path = below(file.getPath());
            if (!path.startsWith("_") && !needed.contains(path)) {
                files++;
                bytes += file.getLen();
            }
        }
        return new Amount(0, 0, files, bytes);
    }

    /** Commits that a checkpoint stands for. Delta keeps the log of whole days. */
    long commits() {
        Snapshot snapshot = lake.snapshot(table);
        UnusedFiles ofWholeDays = new UnusedFiles(lake, table, cutoff.truncatedTo(ChronoUnit.DAYS));
        return ofWholeDays.old(snapshot.deltaLog().logPath()).stream()
                .map(file -> file.getPath().getName())
                .filter(name ->
                        name.matches(COMMIT) && Long.parseLong(name.substring(0, VERSION_DIGITS)) < snapshot.version())
                .count();
    }

    /** By the paths alone: an object store lists files with its scheme and bucket, a disk with or without a scheme. */
    private String below(Path file) {
        return path(new Path(lake.location(table))).relativize(path(file)).getPath();
    }

    private static URI path(Path file) {
        return new Path(file.toUri().getPath()).toUri();
    }

    private List<FileStatus> old(Path folder) {
        try {
            List<FileStatus> found = new ArrayList<>();
            collect(folder.getFileSystem(lake.hadoop()), folder, found);
            return found;
        } catch (IOException e) {
            throw new TransientException(
                    "The folder of table " + table.name() + " of the lake could not be listed: " + e.getMessage(),
                    "Check that the disk or object store answers and that this user may list lake.path; then run the"
                            + " command again",
                    e);
        }
    }

    /** Folder by folder: Hadoop's recursive listing starts a process for the rights of every file on a disk. */
    private void collect(FileSystem files, Path folder, List<FileStatus> found) throws IOException {
        for (FileStatus file : files.listStatus(folder)) {
            if (file.isDirectory()) {
                collect(files, file.getPath(), found);
            } else if (file.getModificationTime() < cutoff.toEpochMilli()) {
                found.add(file);
            }
        }
    }
}
