package org.cxrwatch.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Notes what Spark does while a test listens: its jobs, and the rows that their stages read. */
final class SparkWork extends SparkListener implements AutoCloseable {

    private final SparkSession session;
    private final List<String> jobs = new ArrayList<>();
    private final Map<Integer, Long> rowsByStage = new TreeMap<>();
    private final Map<Integer, String> stages = new TreeMap<>();

    SparkWork(SparkSession session) {
        this.session = session;
        session.sparkContext().addSparkListener(this);
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        CollectionConverters.asJava(start.stageInfos())
                .forEach(stage -> stages.put(
                        stage.stageId(),
                        CollectionConverters.asJava(stage.rddInfos()).stream()
                                .map(rdd -> rdd.name() + "@" + rdd.callSite())
                                .toList()
                                .toString()));
        jobs.add(start.properties().getProperty("spark.job.description", "") + " stages "
                + CollectionConverters.asJava(start.stageInfos()).stream()
                        .map(stage -> stage.stageId() + " " + stage.name())
                        .toList());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        rowsByStage.merge(end.stageId(), end.taskMetrics().inputMetrics().recordsRead(), Long::sum);
    }

    /** Every job, with its stages. */
    List<String> jobs() {
        settle();
        return jobs;
    }

    Map<Integer, Long> rowsByStage() {
        settle();
        return rowsByStage;
    }

    Map<Integer, String> stages() {
        settle();
        return stages;
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
