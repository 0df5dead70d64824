package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cxrwatch.s3.FaultyGateway;
import org.cxrwatch.s3.FaultyGateway.Fault;
import org.cxrwatch.s3.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people see of a lake in a bucket: how it is checked, used, and why it is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LakeInBucketIT {

    private static final String KEY = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";
    private static final Predicate<FaultyGateway.Request> PUT =
            request -> request.method().equals("PUT");

    private S3Server server;
    private FaultyGateway gateway;
    private Desk desk;
    private Path logs;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = S3Server.started();
        gateway = FaultyGateway.before(server);
        desk = new Desk(Files.createDirectory(folder.resolve("home")));
        desk.opener = Wiring::open;
        desk.environment.put("AWS_ENDPOINT_URL_S3", gateway.endpoint().toString());
        desk.environment.put("AWS_REGION", S3Server.REGION);
        logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("predictions_2026-09-01.jsonl"), """
                {"prediction_id": "IMG-1", "timestamp": "2026-09-01T08:00:00Z", "model_version": "v1", \
                "prediction": "NORMAL", "confidence": 0.9, "processing_time_ms": 100, "status": "success"}
                """);
        System.setProperty(KEY, S3Server.ACCESS_KEY);
        System.setProperty(SECRET, S3Server.SECRET_KEY);
    }

    @AfterAll
    void stop() {
        System.clearProperty(KEY);
        System.clearProperty(SECRET);
        desk.run("db", "stop");
        gateway.close();
        server.close();
    }

    @AfterEach
    void noHarm() {
        gateway.plan(request -> Fault.NONE);
        System.setProperty(KEY, S3Server.ACCESS_KEY);
        System.setProperty(SECRET, S3Server.SECRET_KEY);
        desk.environment.put("AWS_ENDPOINT_URL_S3", gateway.endpoint().toString());
    }

    private Desk.Ended run(String bucket, String... words) {
        return desk.run(Stream.concat(
                        Stream.of(words),
                        Stream.of(
                                "--set",
                                "lake.path=s3a://" + bucket + "/lake",
                                "--set",
                                "sources.files.folder=" + logs))
                .toArray(String[]::new));
    }

    private void refused(Desk.Ended ended, int code, String... words) {
        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
        assertThat(ended.out() + ended.err())
                .contains(words)
                .doesNotContain(S3Server.SECRET_KEY)
                .doesNotContain("Exception");
    }

    @Test
    void whatIsWrittenIsReadByThoseWhoMayOnlyRead() {
        server.createBucket("lake-used");
        Desk.Ended checked = run("lake-used", "config", "check");
        assertThat(checked.code()).as(checked.out()).isZero();
        assertThat(checked.out()).contains("s3a://lake-used/lake can be written; commits by conditional writes.");

        Desk.Ended ingested = run("lake-used", "ingest");
        assertThat(ingested.code()).as(ingested.err()).isZero();
        assertThat(keys("lake-used"))
                .contains("lake/cxrwatch-lake.properties", "lake/prediction/_delta_log/00000000000000000001.json")
                .noneMatch(key -> key.contains("probe"));

        gateway.plan(request -> PUT.test(request) ? Fault.DENIED : Fault.NONE);
        Desk.Ended recent = run("lake-used", "predictions", "recent");
        assertThat(recent.code()).as(recent.err()).isZero();
        assertThat(recent.out()).contains("IMG-1");
        Desk.Ended status = run("lake-used", "status");
        assertThat(status.code()).as(status.err()).isZero();
        assertThat(status.out())
                .contains("s3a://lake-used/lake; how its commits are kept apart is not known")
                .contains("denies access (AccessDenied)");
        refused(
                run("lake-used", "summarise"),
                2,
                "The lake s3a://lake-used/lake cannot be used: the object store denies access (AccessDenied).",
                "s3:ListBucket, GetObject, PutObject, DeleteObject");

        gateway.plan(request -> Fault.NONE);
        assertThat(run("lake-used", "status").out()).contains("s3a://lake-used/lake; commits by conditional writes");
    }

    @Test
    void aStoreThatIgnoresConditionsIsRefusedWithTheEmbeddedDatabase() {
        server.createBucket("lake-ignoring");
        gateway.plan(request -> PUT.test(request) ? Fault.IGNORED_CONDITION : Fault.NONE);

        refused(
                run("lake-ignoring", "config", "check"),
                2,
                "The object store of s3a://lake-ignoring/lake ignores the conditions of writes",
                "Name a PostgreSQL server as results.postgres");
        assertThat(keys("lake-ignoring")).noneMatch(key -> !key.endsWith("/"));
    }

    @Test
    void aBucketThatDoesNotExistIsSaid() {
        refused(
                run("lake-missing", "config", "check"),
                2,
                "The lake s3a://lake-missing/lake cannot be reached: its bucket does not exist.",
                "have the bucket made: cxrwatch makes none");
    }

    @Test
    void aWrongSecretIsSaidAndNotShown() {
        server.createBucket("lake-secret");
        System.setProperty(SECRET, "not-" + S3Server.SECRET_KEY);

        refused(
                run("lake-secret", "config", "check"),
                2,
                "the object store refuses the credentials (SignatureDoesNotMatch).",
                "Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void anUnknownKeyIsSaid() {
        server.createBucket("lake-key");
        System.setProperty(KEY, "nobody");

        refused(
                run("lake-key", "config", "check"),
                2,
                "the object store refuses the credentials (",
                "Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void aStoreThatIsDownIsSaidInSeconds() {
        desk.environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9");

        refused(
                run("lake-down", "config", "check"),
                4,
                "The lake s3a://lake-down/lake cannot be reached: nothing answers at http://127.0.0.1:9 (s3.endpoint).",
                "if the object store is only down, run the command again later");
    }

    @Test
    void aStoreThatFailsIsTransient() {
        server.createBucket("lake-failing");
        gateway.plan(request -> Fault.ERROR);

        refused(
                run("lake-failing", "config", "check"),
                4,
                "The lake s3a://lake-failing/lake cannot be reached: the object store does not answer, or fails"
                        + " (InternalError).",
                "it goes on where it stopped");
    }

    @Test
    void aRegionIsNeededOnlyIfTheStoreMindsIt() {
        server.createBucket("lake-nowhere");
        desk.environment.remove("AWS_REGION");
        try {
            Desk.Ended checked = run("lake-nowhere", "config", "check");
            if (S3Server.mindsRegion()) {
                refused(checked, 2, "its bucket is in another region, or no region is known.", "Set s3.region");
            } else {
                assertThat(checked.code()).as(checked.out()).isZero();
            }
        } finally {
            desk.environment.put("AWS_REGION", S3Server.REGION);
        }
    }

    private List<String> keys(String bucket) {
        try (var client = server.client()) {
            return client.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                    .map(object -> object.key())
                    .toList();
        }
    }
}
