package org.cxrwatch.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.cxrwatch.s3.FaultyGateway.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the tests of S3 rest on: the server keeps conditional writes, and faults of the gateway reach its clients. */
class S3ServerIT {

    private static S3Server server;
    private static FaultyGateway gateway;

    @BeforeAll
    static void start() {
        server = S3Server.started();
        server.createBucket("facts");
        gateway = FaultyGateway.before(server);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        server.close();
    }

    @Test
    void aSecondConditionalWriteIsRefused() throws Exception {
        try (FileSystem files = fileSystem()) {
            create(files, "first");

            assertThatThrownBy(() -> create(files, "first"))
                    .isInstanceOf(org.apache.hadoop.fs.s3a.RemoteFileChangedException.class);
        }
    }

    @Test
    void aLostAnswerLooksLikeALostRace() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        gateway.plan(
                request -> request.method().equals("PUT") && !done.getAndSet(true) ? Fault.LOST_ANSWER : Fault.NONE);
        try (FileSystem files = fileSystem()) {
            assertThatThrownBy(() -> create(files, "lost"))
                    .isInstanceOf(org.apache.hadoop.fs.s3a.RemoteFileChangedException.class);
            assertThat(files.exists(new Path("s3a://facts/lost"))).isTrue();
        }
        assertThat(gateway.harmed()).isEqualTo(1);
    }

    private static void create(FileSystem files, String name) throws Exception {
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(new Path("s3a://facts/" + name));
        builder.overwrite(true);
        builder.opt("fs.option.create.conditional.overwrite", true);
        try (FSDataOutputStream out = builder.build()) {
            out.writeBytes("some bytes");
        }
    }

    private static FileSystem fileSystem() throws Exception {
        Configuration settings = new Configuration();
        settings.set("fs.s3a.endpoint", gateway.endpoint().toString());
        settings.set("fs.s3a.endpoint.region", S3Server.REGION);
        settings.set("fs.s3a.path.style.access", "true");
        settings.set("fs.s3a.access.key", S3Server.ACCESS_KEY);
        settings.set("fs.s3a.secret.key", S3Server.SECRET_KEY);
        return FileSystem.newInstance(java.net.URI.create("s3a://facts/"), settings);
    }
}
