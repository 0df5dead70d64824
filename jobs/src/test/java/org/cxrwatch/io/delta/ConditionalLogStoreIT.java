package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.storage.CloseableIterator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.AWSBadRequestException;
import org.cxrwatch.io.delta.Commits.Conditions;
import org.cxrwatch.s3.FaultyGateway;
import org.cxrwatch.s3.FaultyGateway.Fault;
import org.cxrwatch.s3.S3Server;
import org.cxrwatch.s3.TestBucket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits of one version, whose answers are lost or who meet, and what the probe makes of a store. */
class ConditionalLogStoreIT {

    private static final String LOG = "s3a://log-store/lake/table/_delta_log/";
    private static final Predicate<FaultyGateway.Request> PUT =
            request -> request.method().equals("PUT");

    private static S3Server server;
    private static FaultyGateway gateway;
    private static Configuration configuration;

    private final AtomicInteger requests = new AtomicInteger();

    @BeforeAll
    static void start() {
        server = S3Server.started();
        server.createBucket("log-store");
        gateway = FaultyGateway.before(server);
        configuration = new Configuration();
        TestBucket.settings(gateway.endpoint()).forEach(configuration::set);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        server.close();
    }

    @BeforeEach
    void noHarm() {
        gateway.plan(request -> Fault.NONE);
    }

    @Test
    void theSecondCommitOfAVersionIsRefused() throws IOException {
        write("first/0.json", "ours");

        assertThatThrownBy(() -> write("first/0.json", "theirs")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read("first/0.json")).containsExactly("ours");
    }

    @Test
    void aCommitWhoseAnswerWasLostIsOurs() throws IOException {
        once(PUT, Fault.LOST_ANSWER);

        write("lost/0.json", "ours, with a number of its own");

        assertThat(read("lost/0.json")).containsExactly("ours, with a number of its own");
        assertThat(requests).hasPositiveValue();
    }

    @Test
    void aCommitIsAnothersIfItsContentIs() throws IOException {
        write("other/0.json", "theirs");
        once(PUT, Fault.LOST_ANSWER);

        assertThatThrownBy(() -> write("other/0.json", "theirs, but longer"))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read("other/0.json")).containsExactly("theirs");
    }

    @Test
    void aCommitThatMeetsAnotherIsTriedAgain() throws IOException {
        gateway.plan(request -> PUT.test(request) && requests.incrementAndGet() <= 3 ? Fault.CONFLICT : Fault.NONE);

        write("conflict/0.json", "ours");

        assertThat(read("conflict/0.json")).containsExactly("ours");
        assertThat(requests).hasValue(4);
    }

    @Test
    void aConflictThatDoesNotEndIsAFailureAndNotALostRace() {
        gateway.plan(request -> PUT.test(request) ? Fault.CONFLICT : Fault.NONE);

        assertThatThrownBy(() -> write("endless/0.json", "ours")).isInstanceOf(AWSBadRequestException.class);
    }

    @Test
    void whatMayBeOverwrittenIs() throws IOException {
        write("first/_last_checkpoint", "1");
        new ConditionalLogStore(configuration)
                .write(new Path(LOG + "first/_last_checkpoint"), List.of("2").iterator(), true, configuration);

        assertThat(read("first/_last_checkpoint")).containsExactly("2");
    }

    @Test
    void aLogIsListedFromAVersionOnInOrder() throws IOException {
        for (String version : List.of("2", "0", "1", "3")) {
            write("listed/" + version + ".json", version);
        }
        List<String> names = new ArrayList<>();
        new ConditionalLogStore(configuration)
                .listFrom(new Path(LOG + "listed/1.json"), configuration)
                .forEachRemaining(file -> names.add(file.getPath().getName()));

        assertThat(names).containsExactly("1.json", "2.json", "3.json");
    }

    @Test
    void aLogThatIsNotThereIsToldApartFromAnEmptyOne() {
        assertThatThrownBy(() -> new ConditionalLogStore(configuration)
                        .listFrom(new Path("s3a://log-store/lake/none/_delta_log/0.json"), configuration))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void theProbeFindsAStoreThatKeepsConditionsAndLeavesNothing() {
        assertThat(new StoreProbe("s3a://log-store/kept", configuration).conditions())
                .isEqualTo(Conditions.KEPT);

        assertThat(keys("kept")).isEmpty();
    }

    @Test
    void theProbeIsNotMisledByALostAnswer() {
        gateway.plan(
                request -> PUT.test(request) && requests.incrementAndGet() % 2 == 1 ? Fault.LOST_ANSWER : Fault.NONE);

        assertThat(new StoreProbe("s3a://log-store/lossy", configuration).conditions())
                .isEqualTo(Conditions.KEPT);
    }

    @Test
    void theProbeFindsAStoreThatIgnoresConditionsAndLeavesNothing() {
        gateway.plan(request -> PUT.test(request) ? Fault.IGNORED_CONDITION : Fault.NONE);

        assertThat(new StoreProbe("s3a://log-store/ignored", configuration).conditions())
                .isEqualTo(Conditions.IGNORED);
        assertThat(keys("ignored")).isEmpty();
    }

    @Test
    void theProbeFindsAStoreThatDoesNotKnowConditions() {
        gateway.plan(request -> PUT.test(request) ? Fault.UNKNOWN : Fault.NONE);

        assertThat(new StoreProbe("s3a://log-store/unknown", configuration).conditions())
                .isEqualTo(Conditions.IGNORED);
    }

    private void once(Predicate<FaultyGateway.Request> which, Fault fault) {
        AtomicBoolean done = new AtomicBoolean();
        gateway.plan(request -> {
            if (!which.test(request) || done.getAndSet(true)) {
                return Fault.NONE;
            }
            requests.incrementAndGet();
            return fault;
        });
    }

    private static void write(String name, String line) throws IOException {
        new ConditionalLogStore(configuration)
                .write(new Path(LOG + name), List.of(line).iterator(), false, configuration);
    }

    private static List<String> read(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        try (CloseableIterator<String> read =
                new ConditionalLogStore(configuration).read(new Path(LOG + name), configuration)) {
            read.forEachRemaining(lines::add);
        }
        return lines;
    }

    /** Objects that hold something; a folder's mark may be left. */
    private static List<String> keys(String prefix) {
        try (var client = server.client()) {
            return client.listObjectsV2(request -> request.bucket("log-store").prefix(prefix)).contents().stream()
                    .map(object -> object.key())
                    .filter(key -> !key.endsWith("/"))
                    .toList();
        }
    }
}
