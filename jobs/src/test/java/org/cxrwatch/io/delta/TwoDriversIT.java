package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.cxrwatch.s3.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Two processes commit to one log at the same time. */
class TwoDriversIT {

    private static final String BUCKET = "two-drivers";
    private static final int MANY = 200;

    private static S3Server server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = S3Server.started();
        server.createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noCommitIsLostOrDoubled() throws Exception {
        List<String> acknowledged = new Drivers(ConditionalLogStore.class, "conditional", 60).acknowledged();

        assertThat(acknowledged).hasSize(2 * 60);
        assertThat(kept("conditional")).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    @Tag("long")
    void noCommitOfManyIsLostOrDoubled() throws Exception {
        List<String> acknowledged = new Drivers(ConditionalLogStore.class, "many", MANY).acknowledged();

        assertThat(acknowledged).hasSize(2 * MANY);
        assertThat(kept("many")).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    /** What the store that Delta takes by itself does to them: the reason why there is another. */
    @Test
    @Tag("long")
    void deltasOwnStoreLosesCommitsOfTwoDrivers() throws Exception {
        List<String> acknowledged = new Drivers(Commits.UNDER_LOCK.logStore(), "single", MANY).acknowledged();

        assertThat(acknowledged).hasSize(2 * MANY);
        List<String> lost = new ArrayList<>(acknowledged);
        lost.removeAll(kept("single"));
        assertThat(lost).isNotEmpty();
    }

    /** Two processes that commit so many times each. */
    private final class Drivers {

        private final Class<? extends LogStore> logStore;
        private final String log;
        private final int commits;

        Drivers(Class<? extends LogStore> logStore, String log, int commits) {
            this.logStore = logStore;
            this.log = log;
            this.commits = commits;
        }

        List<String> acknowledged() throws Exception {
            try (S3Client client = server.client()) {
                client.putObject(request -> request.bucket(BUCKET).key(log + "/"), RequestBody.empty());
            }
            List<Process> processes = List.of(start(0), start(1));
            List<String> acknowledged = new ArrayList<>();
            for (int number = 0; number < 2; number++) {
                assertThat(processes.get(number).waitFor(3, TimeUnit.MINUTES)).isTrue();
                assertThat(processes.get(number).exitValue())
                        .as(Files.readString(errors(number)))
                        .isZero();
                acknowledged.addAll(Files.readAllLines(printed(number)));
            }
            return acknowledged;
        }

        private Process start(int number) throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            CommittingProcess.class.getName(),
                            logStore.getName(),
                            server.endpoint().toString(),
                            "s3a://" + BUCKET + "/" + log,
                            Integer.toString(commits))
                    .redirectOutput(printed(number).toFile())
                    .redirectError(errors(number).toFile())
                    .start();
        }

        private Path printed(int number) {
            return folder.resolve(log + number + ".commits");
        }

        private Path errors(int number) {
            return folder.resolve(log + number + ".errors");
        }
    }

    /** What the versions of the log hold, from 0 on without a gap. */
    private static List<String> kept(String log) {
        try (S3Client client = server.client()) {
            List<String> keys =
                    client
                            .listObjectsV2Paginator(
                                    request -> request.bucket(BUCKET).prefix(log + "/"))
                            .contents()
                            .stream()
                            .map(S3Object::key)
                            .filter(key -> key.endsWith(".json"))
                            .toList();
            assertThat(keys)
                    .containsExactlyElementsOf(IntStream.range(0, keys.size())
                            .mapToObj(version -> log + "/%020d.json".formatted(version))
                            .toList());
            return keys.stream()
                    .map(key -> client.getObjectAsBytes(
                                    request -> request.bucket(BUCKET).key(key))
                            .asString(StandardCharsets.UTF_8)
                            .strip())
                    .toList();
        }
    }
}
