package org.cxrwatch.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A master and workers on free ports of this machine, each a process of its own, of a Spark that knows nothing of us. */
final class StandaloneCluster implements AutoCloseable {

    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://127\\.0\\.0\\.1:[0-9]+)");
    private static final Pattern WORKER = Pattern.compile("Successfully registered with master");

    private final Path folder;
    private final Path home;
    private final SparkProcess master;
    private final String address;
    private final List<SparkProcess> workers = new ArrayList<>();

    private StandaloneCluster(Path folder) {
        this.folder = folder;
        this.home = Distribution.built().sparkHome();
        this.master = SparkProcess.ofClass(
                home,
                folder.resolve("master.log"),
                environment(home),
                List.of(
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--webui-port",
                        "0"));
        this.address = master.says(MASTER);
    }

    static StandaloneCluster started(Path folder) {
        return new StandaloneCluster(folder);
    }

    /** What Spark's scripts set before they start one of its processes. */
    private static Map<String, String> environment(Path home) {
        return Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13");
    }

    /** {@code spark://127.0.0.1:port}. */
    String address() {
        return address;
    }

    Path home() {
        return home;
    }

    /** Adds workers of one core and waits until the master knows them. */
    void add(int many, Map<String, String> environment) {
        List<SparkProcess> started = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            started.add(worker(workers.size() + started.size(), environment));
        }
        started.forEach(worker -> worker.says(WORKER));
        workers.addAll(started);
    }

    private SparkProcess worker(int number, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(environment(home));
        return SparkProcess.ofClass(
                home,
                folder.resolve("worker-" + number + ".log"),
                all,
                List.of(
                        "org.apache.spark.deploy.worker.Worker",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--webui-port",
                        "0",
                        "--cores",
                        "1",
                        "--memory",
                        "2g",
                        "--work-dir",
                        folder.resolve("work-" + number).toString(),
                        address));
    }

    /** Kills a worker and its executors while one of them works. */
    void killAtWork(int number) {
        SparkProcess worker = workers.get(number);
        Path executor = executorLog(worker, number);
        worker.says(executor, Pattern.compile("Running task [0-9.]+ in stage"));
        worker.kill();
    }

    /** What the executors of a worker printed. */
    String executorLogs() {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < workers.size(); number++) {
            for (Path log : logs(folder.resolve("work-" + number))) {
                text.append(SparkProcess.text(log));
            }
        }
        return text.toString();
    }

    private Path executorLog(SparkProcess worker, int number) {
        worker.says(Pattern.compile("Launch command: "));
        return logs(folder.resolve("work-" + number)).stream().findFirst().orElseThrow();
    }

    private static List<Path> logs(Path work) {
        if (!Files.isDirectory(work)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(work)) {
            return found.filter(path -> path.endsWith("stderr")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command by plain {@code spark-submit}: with Spark's own class path and the one jar. */
    SparkProcess submit(Path log, Submission submission) {
        List<String> words = new ArrayList<>(List.of(
                "-Dlog4j2.configurationFile=" + Distribution.built().file("conf/log4j2.properties"),
                "org.apache.spark.deploy.SparkSubmit"));
        words.addAll(submission.words(address));
        return SparkProcess.ofClass(home, log, submission.environment(), words);
    }

    private static void remove(Path home) {
        try (Stream<Path> found = Files.walk(home)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workers.forEach(SparkProcess::close);
        master.close();
        remove(home);
    }
}
