package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.port.Source;
import org.cxrwatch.s3.FaultyGateway;
import org.cxrwatch.s3.FaultyGateway.Fault;
import org.cxrwatch.s3.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Each test has a bucket of its own: Hadoop keeps one client a bucket, with the settings it was first asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketLogFilesIT implements LogFilesContract {

    private static final String NAME = "predictions_2026-09-10.jsonl";

    private final AtomicInteger buckets = new AtomicInteger();
    private S3Server server;
    private FaultyGateway gateway;
    private S3Client client;

    @BeforeAll
    void start() {
        server = S3Server.started();
        gateway = FaultyGateway.before(server);
        client = server.client();
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        server.close();
    }

    @Override
    public Bucket place() {
        return place(server.endpoint());
    }

    private Bucket place(URI endpoint) {
        String name = "logs-" + buckets.incrementAndGet();
        server.createBucket(name);
        return new Bucket(client, name, settings(endpoint));
    }

    /** What ingest uses, but for the credentials, which it finds in its environment, and shorter pauses. */
    private static Map<String, String> settings(URI endpoint) {
        Map<String, String> settings = new TreeMap<>(
                new Settings.S3(Optional.of(endpoint), Optional.of(S3Server.REGION), Settings.PathStyle.AUTO).hadoop());
        settings.put("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        settings.put("fs.s3a.access.key", S3Server.ACCESS_KEY);
        settings.put("fs.s3a.secret.key", S3Server.SECRET_KEY);
        settings.put("fs.s3a.retry.interval", "10ms");
        settings.put("fs.s3a.retry.throttle.interval", "10ms");
        return settings;
    }

    record Bucket(S3Client client, String name, Map<String, String> settings) implements Place {

        private static final String PREFIX = "cxr/logs/";

        @Override
        public LogFiles files() {
            return LogFiles.inBucket("s3a://" + name + "/cxr/logs", settings);
        }

        @Override
        public void put(String path, byte[] bytes, Instant modified) {
            client.putObject(to -> to.bucket(name).key(PREFIX + path), RequestBody.fromBytes(bytes));
        }

        @Override
        public void move(String from, String to) {
            client.copyObject(copy -> copy.sourceBucket(name)
                    .sourceKey(PREFIX + from)
                    .destinationBucket(name)
                    .destinationKey(PREFIX + to));
            remove(from);
        }

        @Override
        public void remove(String path) {
            client.deleteObject(from -> from.bucket(name).key(PREFIX + path));
        }
    }

    @Test
    void anObjectRewrittenSinceItWasListedIsNotReadInItsNewForm() {
        Bucket place = place();
        Nights nights = new Nights(place.files());
        place.put(NAME, Lines.prediction("a") + "\n", YESTERDAY);
        Source.Listing listing = nights.list();

        place.put(NAME, Lines.prediction("b") + "\n", YESTERDAY);

        assertThat(nights.read(listing).end(NAME).quarantine())
                .isEqualTo("it was rewritten since it was listed, and is read in its new form next time");
        assertThat(nights.next().ids(NAME)).containsExactly("b");
    }

    @Test
    void anObjectIsNoFolder() {
        Bucket place = place();
        place.put(NAME, Lines.prediction("a") + "\n", YESTERDAY);
        LogFiles object = LogFiles.inBucket("s3a://" + place.name() + "/cxr/logs/" + NAME, place.settings());

        assertThatThrownBy(() -> new Nights(object).list())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cxr/logs/" + NAME + " (sources.files.folder) is no folder, but an object.")
                .hasMessageContaining("Name the prefix below which the classifier's logs lie");
        assertThatThrownBy(object::look).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void anObjectUploadedAgainAsItWasAndACopyOfTheBucketAreNothingNew() {
        Bucket place = place();
        Bucket copy = place();
        Nights nights = new Nights(place.files());
        place.put(NAME, Lines.prediction("a") + "\n", YESTERDAY);
        nights.next();

        place.put(NAME, Lines.prediction("a") + "\n", YESTERDAY);
        copy.put(NAME, Lines.prediction("a") + "\n", YESTERDAY);

        assertThat(nights.list().plan()).isEmpty();
        assertThat(nights.listAlso(copy.files()).plan()).isEmpty();
        assertThat(nights.listAlso(copy.files()).known()).isEqualTo(1);
    }

    @Test
    void aPrefixWithoutObjectsIsLikeAnEmptyFolderAndSaid() {
        Bucket place = place();

        Source.Listing listing = new Nights(place.files()).list();

        assertThat(listing.plan()).isEmpty();
        assertThat(listing.remarks())
                .singleElement()
                .asString()
                .startsWith("There is no object below s3a://" + place.name() + "/cxr/logs.");
        assertThat(place.files().look()).isEqualTo(listing.remarks().get(0));
    }

    @Test
    void aWholeBucketCanBeRead() {
        Bucket place = place();
        place.put(NAME, Lines.prediction("a") + "\n", YESTERDAY);
        LogFiles all = LogFiles.inBucket("s3a://" + place.name(), place.settings());

        assertThat(all.look()).isEqualTo("s3a://" + place.name() + " answers, and can be listed.");
        assertThat(new Nights(all).next().ids("cxr/logs/" + NAME)).containsExactly("a");
    }

    @Test
    void noCopyOfAnObjectIsLeftBehind() throws Exception {
        Bucket place = place();
        place.put(NAME, Lines.prediction("a") + "\n", YESTERDAY);
        place.put(NAME + ".gz", "garbage", YESTERDAY);
        long before = fetched();

        new Nights(place.files()).next();

        assertThat(fetched()).isEqualTo(before);
    }

    private static long fetched() throws java.io.IOException {
        try (var files = java.nio.file.Files.list(java.nio.file.Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.toString().endsWith(".fetched")).count();
        }
    }

    /** One request of twenty, by its number: which one it hits depends on nothing else. */
    @ParameterizedTest
    @CsvSource({"ERROR", "BUSY", "RESET", "SLOW", "LOST_ANSWER"})
    void aStoreThatFailsNowAndThenChangesNothingOfWhatIsRead(Fault fault) {
        Bucket place = place(gateway.endpoint());
        for (int part = 1; part <= 30; part++) {
            place.put("predictions_2026-09-10_%02d.jsonl".formatted(part), Lines.prediction("a") + "\n", YESTERDAY);
        }
        int harmed = gateway.harmed();
        int asked = gateway.requests();
        gateway.plan(request -> (request.number() - asked) % 20 == 1 ? fault : Fault.NONE);

        Nights.Night night = new Nights(place.files()).next();
        gateway.plan(request -> Fault.NONE);

        assertThat(gateway.harmed() - harmed).isGreaterThanOrEqualTo(2);
        assertThat(night.paths()).hasSize(30);
        assertThat(night.paths()).allSatisfy(path -> {
            assertThat(night.end(path).quarantine()).isEmpty();
            assertThat(night.ids(path)).containsExactly("a");
        });
    }

    @Test
    void aBucketThatIsNotThereIsSaid() {
        refused(LogFiles.inBucket("s3a://nowhere-to-be-found/x", settings(server.endpoint())), ExitCode.CONFIGURATION)
                .hasMessageStartingWith(
                        "s3a://nowhere-to-be-found/x cannot be listed: there is no such bucket (NoSuchBucket).")
                .hasMessageContaining("Correct the bucket's name in sources.files.folder, or s3.endpoint");
    }

    @Test
    void aWrongSecretIsSaidAndNotShown() {
        Bucket place = place();
        Map<String, String> settings = new TreeMap<>(place.settings());
        settings.put("fs.s3a.secret.key", "wr0ng-secret");

        refused(LogFiles.inBucket("s3a://" + place.name(), settings), ExitCode.CONFIGURATION)
                .hasMessageContaining("the store does not accept the credentials (SignatureDoesNotMatch).")
                .hasMessageContaining("Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
                .hasMessageNotContaining("wr0ng-secret")
                .hasMessageNotContaining(S3Server.ACCESS_KEY);
    }

    @Test
    void anUnknownUserIsSaid() {
        Bucket place = place();
        Map<String, String> settings = new TreeMap<>(place.settings());
        settings.put("fs.s3a.access.key", "somebody-else");

        refused(LogFiles.inBucket("s3a://" + place.name(), settings), ExitCode.CONFIGURATION)
                .hasMessageContaining("cannot be listed: ")
                .hasMessageNotContaining("somebody-else");
    }

    @Test
    void missingCredentialsAreSaid() {
        Bucket place = place();
        Map<String, String> settings = new TreeMap<>(place.settings());
        settings.remove("fs.s3a.access.key");
        settings.remove("fs.s3a.secret.key");
        settings.put(
                "fs.s3a.aws.credentials.provider",
                "software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider");

        refused(LogFiles.inBucket("s3a://" + place.name(), settings), ExitCode.CONFIGURATION)
                .hasMessageContaining("no credentials were found")
                .hasMessageContaining("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void anObjectThatMayNotBeReadStopsTheNightAsItWouldNotBeReadOnceItMay() {
        Bucket place = place(gateway.endpoint());
        place.put(NAME, Lines.prediction("a") + "\n", YESTERDAY);
        Nights nights = new Nights(place.files());
        Source.Listing listing = nights.list();
        gateway.plan(request -> request.path().endsWith(NAME) ? Fault.DENIED : Fault.NONE);

        assertThatThrownBy(() -> nights.read(listing))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read at " + NAME)
                .hasMessageContaining("the store refuses it to these credentials (AccessDenied).")
                .hasMessageContaining("s3:GetObject");

        gateway.plan(request -> Fault.NONE);
        assertThat(nights.read(listing).ids(NAME)).containsExactly("a");
    }

    @Test
    void aStoreThatIsDownIsTransient() {
        Map<String, String> settings = settings(URI.create("http://127.0.0.1:9"));

        refused(LogFiles.inBucket("s3a://down-for-now/x", settings), ExitCode.TRANSIENT)
                .hasMessageStartingWith("s3a://down-for-now/x cannot be listed: the store does not answer as it should")
                .hasMessageContaining("Check that s3.endpoint is right");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            LogFiles files, ExitCode code) {
        assertThatThrownBy(files::look).isInstanceOf(CxrwatchException.class);
        return assertThatThrownBy(() -> files.source("files", LogFiles.Arriving.AUTO)
                        .list(org.cxrwatch.port.Ledger.Taken.nothing(), Instant.EPOCH))
                .satisfies(refusal ->
                        assertThat(((CxrwatchException) refusal).exitCode()).isEqualTo(code));
    }
}
