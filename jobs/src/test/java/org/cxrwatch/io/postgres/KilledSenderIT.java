package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.cxrwatch.job.Notify;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.SampleAlerts;
import org.cxrwatch.port.SampleRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Senders that are killed after a message has left and before that is noted, and senders that meet. */
class KilledSenderIT {

    /** Seconds that one sender may take: a second or two, and minutes on a machine that is busy with other things. */
    private static final int BOUND = 300;

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    private Path folder;

    private final ResultsDatabase database = SERVER.migrated();
    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.merge(exchange.getRequestHeaders().getFirst("Webhook-Id"), 1, Integer::sum);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void hangUp() {
        receiver.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
    }

    private void publish(int messages) {
        Results results = database.results();
        Results.Publication publication = results.begin(List.of(SampleRows.night(1)));
        results.commit(
                publication,
                List.of(),
                SampleAlerts.messages(IntStream.range(0, messages)
                        .mapToObj(i -> SampleAlerts.message("message-" + i))
                        .toList()),
                Set.of());
    }

    private int send(int killedAt) throws IOException, InterruptedException {
        DatabaseAddress address = database.address();
        DatabaseAddress.Login login = address.login().orElseThrow();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SendingProcess.class.getName(),
                        address.host(),
                        Integer.toString(address.port()),
                        address.database(),
                        login.user(),
                        login.password(),
                        address().toString(),
                        Integer.toString(killedAt))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sender.txt").toFile())
                .start();
        assertThat(process.waitFor(BOUND, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Kills senders at the first, second or third message each; how many were killed. */
    private int kill(int senders) throws IOException, InterruptedException {
        Random random = new Random(30);
        int killed = 0;
        for (int sender = 0; sender < senders; sender++) {
            killed += send(1 + random.nextInt(3)) == SendingProcess.KILLED ? 1 : 0;
        }
        int last = send(0);
        assertThat(last)
                .as("the last one, left alone: %s", Files.readString(folder.resolve("sender.txt")))
                .isZero();
        return killed;
    }

    private void assertNoneLostAndAtMostOneTwiceAKill(int messages, int killed) {
        assertThat(received.keySet())
                .as("a receiver that honours the id has each message, once")
                .hasSize(messages);
        int sent = received.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println(killed + " senders killed: " + messages + " messages, received " + sent + " times");
        assertThat(sent - messages).isBetween(1, killed);
        assertThat(database.outbox().lease(1, Duration.ofHours(1), Set.of())).isEmpty();
    }

    @Test
    void ofTwentySendersThatAreKilledNoMessageIsLost() throws Exception {
        publish(45);

        int killed = kill(20);

        assertThat(killed).isEqualTo(20);
        assertNoneLostAndAtMostOneTwiceAKill(45, killed);
    }

    @Test
    @Tag("long")
    void ofTwoHundredSendersThatAreKilledNoMessageIsLost() throws Exception {
        publish(450);

        int killed = kill(200);

        assertThat(killed).isEqualTo(200);
        assertNoneLostAndAtMostOneTwiceAKill(450, killed);
    }

    @Test
    void twoSendersAtOnceSendNothingTwice() throws Exception {
        publish(40);
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService senders = Executors.newFixedThreadPool(2);
        try {
            List<Future<Notify.Result>> results = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Outbox outbox = new ResultsDatabase(database.address(), "cxrwatch notify " + i).outbox();
                results.add(senders.submit(() -> {
                    together.await(BOUND, TimeUnit.SECONDS);
                    return new Notify(
                                    outbox,
                                    List.of(SendingProcess.posting("log", address())),
                                    new Notify.Terms(
                                            Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(1), 12))
                            .run();
                }));
            }
            for (Future<Notify.Result> result : results) {
                assertThat(result.get(BOUND, TimeUnit.SECONDS).attempts())
                        .as("both had a share")
                        .isNotEmpty();
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(received).hasSize(40);
        assertThat(received.values()).containsOnly(1);
    }
}
