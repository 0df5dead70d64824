package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.s3.FaultyGateway;
import org.cxrwatch.s3.FaultyGateway.Fault;
import org.cxrwatch.s3.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Logs in a bucket, read by the command as people call it, from a store that is busy at every fifth request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BucketIngestIT {

    private static final Path STREAM = Path.of("src/demo/pneumonia-stream");
    private static final String BROKEN = "predictions_2026-09-03.jsonl.gz";

    private S3Server server;
    private FaultyGateway gateway;
    private Desk desk;

    @BeforeAll
    void fillTheBucket(@TempDir Path folder) throws IOException {
        server = S3Server.started();
        gateway = FaultyGateway.before(server);
        server.createBucket("xray-logs");
        for (String day : List.of("01", "02")) {
            for (String kind : List.of("predictions", "labels", "system_metrics")) {
                String path = kind + "/" + kind + "_2026-09-" + day + ".jsonl.gz";
                put(path, Files.readAllBytes(STREAM.resolve(path)));
            }
        }
        put(BROKEN, new byte[] {1, 2, 3});
        put("notes.txt", new byte[0]);
        desk = new Desk(Files.createDirectory(folder.resolve("home")));
        desk.opener = Wiring::open;
        // The first place where AWS's programs look, and the only one that a JVM that runs already can be told.
        System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    }

    private void put(String path, byte[] bytes) {
        try (S3Client client = server.client()) {
            client.putObject(to -> to.bucket("xray-logs").key("cxr/" + path), RequestBody.fromBytes(bytes));
        }
    }

    @AfterAll
    void stop() {
        desk.run("db", "stop");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        gateway.close();
        server.close();
    }

    private Desk.Ended run(String command, String place, String... options) {
        Stream<String> where = Stream.of(
                "--set", "sources.files.folder=" + place,
                "--set", "s3.endpoint=" + gateway.endpoint(),
                "--set", "s3.region=" + S3Server.REGION);
        return desk.run(Stream.of(Stream.of(command.split(" ")), where, Stream.of(options))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    @Test
    @Order(1)
    void theBucketIsTriedBeforeItIsRead() {
        Desk.Ended checked = run("config check", "s3a://xray-logs/cxr");
        Desk.Ended missing = run("ingest", "s3a://xray-nowhere/cxr");

        assertThat(checked.out()).contains("s3a://xray-logs/cxr answers, and can be listed.");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err())
                .contains("s3a://xray-nowhere/cxr cannot be listed: there is no such bucket (NoSuchBucket).")
                .contains("Correct the bucket's name in sources.files.folder")
                .doesNotContain(S3Server.SECRET_KEY);
        assertThat(run("config check", "s3a://xray-nowhere/cxr").code()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void everythingInItIsReadOnceThoughTheStoreFailsNowAndThen() throws IOException {
        int harmed = gateway.harmed();
        gateway.plan(request -> request.number() % 5 == 3 ? Fault.BUSY : Fault.NONE);

        Desk.Ended first = run("ingest", "s3a://xray-logs/cxr", "--json");
        Desk.Ended second = run("ingest", "s3a://xray-logs/cxr", "--json");

        assertThat(first.code()).as(first.err()).isEqualTo(7);
        int rows = 0;
        for (String day : List.of("2026-09-01", "2026-09-02")) {
            rows += new ObjectMapper()
                    .readTree(STREAM.resolve("truth.json").toFile())
                    .at("/days/" + day + "/predictions")
                    .asInt();
        }
        assertThat(first.json().toString())
                .contains("\"predictions_taken\":" + rows)
                .contains(BROKEN)
                .contains("upload it again")
                .contains("notes.txt");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.json().toString()).doesNotContain("predictions_taken");
        assertThat(gateway.harmed()).isGreaterThan(harmed);
        assertThat(first.err() + second.err())
                .doesNotContain(S3Server.SECRET_KEY)
                .doesNotContain("WARN");
    }

    @Test
    @Order(3)
    void aPrefixWithoutObjectsIsSaid() {
        Desk.Ended ended = run("plan", "s3a://xray-logs/elsewhere");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("There is no object below s3a://xray-logs/elsewhere.");
    }
}
