package org.cxrwatch.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Notes what Spark does while a test listens: its jobs, and the rows of files that their stages read. */
final class SparkWork extends SparkListener implements AutoCloseable {

    private final SparkSession session;
    private final Map<Integer, List<Integer>> stagesByJob = new TreeMap<>();
    private final Map<Integer, StageInfo> stages = new TreeMap<>();
    private final Map<Integer, Long> rowsByStage = new HashMap<>();

    SparkWork(SparkSession session) {
        this.session = session;
        session.sparkContext().addSparkListener(this);
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        List<StageInfo> infos = CollectionConverters.asJava(start.stageInfos());
        infos.forEach(stage -> stages.put(stage.stageId(), stage));
        stagesByJob.put(start.jobId(), infos.stream().map(StageInfo::stageId).toList());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        rowsByStage.merge(end.stageId(), end.taskMetrics().inputMetrics().recordsRead(), Long::sum);
    }

    /** The jobs, by number. */
    List<Integer> jobs() {
        settle();
        return List.copyOf(stagesByJob.keySet());
    }

    /** The stages that read files for this class. */
    List<Integer> stagesThatScan(String className) {
        settle();
        return stages.values().stream()
                .filter(stage -> CollectionConverters.asJava(stage.rddInfos()).stream()
                        .anyMatch(rdd -> rdd.name().equals("FileScanRDD")
                                && rdd.callSite().contains(className)))
                .map(StageInfo::stageId)
                .toList();
    }

    /** The jobs that a stage is part of. */
    List<Integer> jobsOf(int stage) {
        settle();
        return stagesByJob.entrySet().stream()
                .filter(job -> job.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Rows that a stage read from files. */
    long rowsRead(int stage) {
        settle();
        return rowsByStage.getOrDefault(stage, 0L);
    }

    private void settle() {
        try {
            session.sparkContext().listenerBus().waitUntilEmpty(60_000);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's events do not end.", e);
        }
    }

    @Override
    public void close() {
        session.sparkContext().removeSparkListener(this);
    }
}
