package org.cxrwatch.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cxrwatch.server.ServerProcess;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server as a process of its own, on a free port of this machine. It checks signatures, and keeps conditional
 * writes. Stopped when closed, or with the JVM. It is s3proxy, its objects in memory; or the versitygw that the
 * variable {@code CXRWATCH_TEST_S3} names, its objects in a folder, which is stricter.
 */
public final class S3Server implements AutoCloseable {

    /** Who may do everything. */
    public static final String ACCESS_KEY = "cxrwatch-test";

    /** A word that is found nowhere else, so that a message can be searched for it. */
    public static final String SECRET_KEY = "s3cret-of-the-bucket";

    /** It knows no regions; clients have to name one. */
    public static final String REGION = "eu-central-1";

    private static final Pattern STARTED = Pattern.compile("Started .*ServerConnector.*\\{127\\.0\\.0\\.1:([0-9]+)}");
    private static final Pattern VERSITY_STARTED = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)");
    private static final String PROGRAM = "CXRWATCH_TEST_S3";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final ServerProcess process;
    private final URI endpoint;

    private S3Server(ServerProcess process, Pattern started) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + port(started));
    }

    /** A new server without buckets. */
    public static S3Server started() {
        try {
            Path directory = ServerProcess.directory("s3");
            Optional<String> versity = Optional.ofNullable(System.getenv(PROGRAM));
            ProcessBuilder command = versity.isPresent() ? versitygw(versity.get(), directory) : s3proxy(directory);
            return new S3Server(
                    ServerProcess.started(command, directory), versity.isPresent() ? VERSITY_STARTED : STARTED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder s3proxy(Path directory) throws IOException {
        Path settings = Files.write(
                directory.resolve("s3proxy.properties"),
                List.of(
                        "s3proxy.endpoint=http://127.0.0.1:0",
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + ACCESS_KEY,
                        "s3proxy.credential=" + SECRET_KEY,
                        "jclouds.provider=transient-nio2",
                        "jclouds.identity=none",
                        "jclouds.credential=none"));
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString(),
                "--properties",
                settings.toString());
    }

    private static ProcessBuilder versitygw(String program, Path directory) throws IOException {
        Path objects = Files.createDirectory(directory.resolve("objects"));
        // Beside the objects, because not every file system keeps attributes of files.
        Path attributes = Files.createDirectory(directory.resolve("attributes"));
        ProcessBuilder command = new ProcessBuilder(
                program,
                "--port",
                "127.0.0.1:" + ServerProcess.freePort(),
                "--region",
                REGION,
                "posix",
                "--sidecar",
                attributes.toString(),
                objects.toString());
        command.environment().put("ROOT_ACCESS_KEY", ACCESS_KEY);
        command.environment().put("ROOT_SECRET_KEY", SECRET_KEY);
        return command;
    }

    private static Path jar() {
        Path jar = Path.of("target", "s3proxy.jar").toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar + " is missing: mvn -pl jobs -am pre-integration-test copies it there.");
        }
        return jar;
    }

    private int port(Pattern start) {
        Optional<Integer> port = process.awaited(
                LONGEST_START,
                () -> Optional.of(start.matcher(log()))
                        .filter(Matcher::find)
                        .map(started -> Integer.parseInt(started.group(1))));
        if (port.isEmpty()) {
            String log = log();
            process.close();
            throw new IllegalStateException("The S3 server did not start: " + log);
        }
        return port.get();
    }

    /** What it has written to its log. */
    public String log() {
        return process.log();
    }

    /** Where it listens. */
    public URI endpoint() {
        return endpoint;
    }

    /** The environment by which programs find their credentials. */
    public static Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY, "AWS_REGION", REGION);
    }

    /** Whether it refuses clients who name no region, or another. */
    public static boolean mindsRegion() {
        return System.getenv(PROGRAM) != null;
    }

    /** A client of it, by AWS's own library. */
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    /** Makes a bucket; its name has three letters at least. */
    public void createBucket(String name) {
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(name));
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
