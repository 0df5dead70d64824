package org.cxrwatch.spark;

import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.io.delta.Commits;
import org.cxrwatch.io.delta.Commits.LockReach;
import org.cxrwatch.io.delta.LakeLayout;
import org.cxrwatch.io.delta.StoreProbe;
import org.cxrwatch.port.Layout;

/**
 * Where a lake is, and how Spark reaches it.
 *
 * @param path a folder, or {@code s3a://bucket/prefix}
 * @param spark settings of the session
 */
public record LakePlace(String path, Map<String, String> spark) {

    /** Copies the settings. */
    public LakePlace {
        spark = Map.copyOf(spark);
    }

    /** In a folder of this machine. */
    public static LakePlace folder(String path) {
        return new LakePlace(path, Map.of());
    }

    /**
     * In a bucket.
     *
     * @param s3a settings of Hadoop's client
     */
    public static LakePlace bucket(String path, Map<String, String> s3a) {
        Map<String, String> settings = new TreeMap<>();
        s3a.forEach((key, value) -> settings.put(SparkSessions.HADOOP + key, value));
        return new LakePlace(path, settings);
    }

    /**
     * Whether the store of a bucket answers.
     *
     * @throws org.cxrwatch.error.TransientException if it does not
     */
    public void reach() {
        probe().reach();
    }

    /** Which layout the lake has; Spark is not started. */
    public Layout layout() {
        return new LakeLayout(path, SparkSessions.hadoop(spark));
    }

    /**
     * How commits in this bucket are kept apart; tried, which takes the right to write there.
     *
     * @param lock whom the writer lock keeps out
     * @throws org.cxrwatch.error.CxrwatchException if the store cannot be written, or no way is safe
     */
    public Commits commits(LockReach lock) {
        reach();
        return Commits.safe(path, probe().conditions(), lock);
    }

    /** The same, committing so. */
    public LakePlace committing(Commits commits) {
        Map<String, String> settings = new TreeMap<>(spark);
        settings.put(SparkSessions.LOG_STORE, commits.logStore().getName());
        return new LakePlace(path, settings);
    }

    private StoreProbe probe() {
        return new StoreProbe(path, SparkSessions.hadoop(spark));
    }
}
