package org.cxrwatch.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.io.delta.ConditionalLogStore;

/**
 * Opens the one Spark session of a process, with the settings that every result rests on: instants and UTC days, and
 * errors instead of silent nulls.
 */
public final class SparkSessions {

    /** Before a setting of Hadoop's, among Spark's own. */
    static final String HADOOP = "spark.hadoop.";

    private static final String MASTER = "spark.master";

    /** What results rest on; no master and no user overrides it. */
    private static final Map<String, String> MEANING = Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.ansi.enabled", "true",
            "spark.sql.datetime.java8API.enabled", "true");

    /** What makes small nights quick on one machine; a submitted job may say otherwise. */
    private static final Map<String, String> LOCAL = Map.ofEntries(
            Map.entry(MASTER, "local[*]"),
            Map.entry("spark.app.name", "cxrwatch"),
            Map.entry("spark.ui.enabled", "false"),
            Map.entry("spark.ui.showConsoleProgress", "false"),
            Map.entry("spark.sql.shuffle.partitions", "2"),
            Map.entry("spark.sql.inMemoryColumnarStorage.compressed", "false"),
            Map.entry("spark.databricks.delta.snapshotPartitions", "2"),
            Map.entry("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2"),
            Map.entry("spark.sql.catalogImplementation", "in-memory"));

    private static final Map<String, String> DELTA = Map.of(
            "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");

    /** How logs of Delta tables in buckets are written. */
    static final String LOG_STORE = "spark.delta.logStore.s3a.impl";

    private SparkSessions() {}

    /**
     * The session of this process: on this machine, unless the process was submitted to another master.
     *
     * @param settings further ones, e.g. of an object store; those that results rest on stay as they are
     */
    public static SparkSession open(Map<String, String> settings) {
        TreeMap<String, String> chosen = new TreeMap<>(settings);
        SparkConf submitted = new SparkConf();
        LOCAL.forEach((key, value) -> chosen.putIfAbsent(key, submitted.get(key, value)));
        chosen.putIfAbsent(LOG_STORE, ConditionalLogStore.class.getName());
        chosen.putAll(DELTA);
        chosen.putAll(MEANING);
        SparkSession session = session(chosen);
        // A context that runs already has read these once; of the log store it keeps what it was started with.
        settings.forEach((key, value) -> setHadoop(session.sparkContext().hadoopConfiguration(), key, value));
        return session;
    }

    private static SparkSession session(Map<String, String> chosen) {
        String master = chosen.get(MASTER);
        if (StandaloneMaster.isNamedBy(master)) {
            new StandaloneMaster(master).reach();
        }
        SparkSession.Builder builder = SparkSession.builder();
        chosen.forEach(builder::config);
        SparkSession session = builder.getOrCreate();
        if (!master.startsWith("local")) {
            ExecutorWatch.over(session.sparkContext());
        }
        return session;
    }

    /** What a session with these settings would know of Hadoop's, before there is one. */
    static Configuration hadoop(Map<String, String> settings) {
        Configuration configuration = new Configuration();
        for (scala.Tuple2<String, String> submitted : new SparkConf().getAll()) {
            setHadoop(configuration, submitted._1(), submitted._2());
        }
        settings.forEach((key, value) -> setHadoop(configuration, key, value));
        return configuration;
    }

    /**
     * Settings of Hadoop's client for S3, over those that were submitted for it, e.g. a proxy: logs are fetched as the
     * lake is reached.
     */
    public static Map<String, String> s3a(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>();
        for (scala.Tuple2<String, String> submitted : new SparkConf().getAll()) {
            if (submitted._1().startsWith(HADOOP + "fs.s3a.")) {
                all.put(submitted._1().substring(HADOOP.length()), submitted._2());
            }
        }
        all.putAll(settings);
        return all;
    }

    private static void setHadoop(Configuration configuration, String key, String value) {
        if (key.startsWith(HADOOP)) {
            configuration.set(key.substring(HADOOP.length()), value);
        }
    }
}
