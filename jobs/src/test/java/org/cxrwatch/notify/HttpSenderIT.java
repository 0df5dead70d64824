package org.cxrwatch.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.cxrwatch.io.postgres.source.TestAuthority;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.Channel.Delivery.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks that take messages, refuse them, redirect, hang, answer without end, or are where none may be. */
class HttpSenderIT {

    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofSeconds(3));
    private static final String TOKEN = "s3nt1nelT0ken4711";

    @TempDir
    private static Path folder;

    private static WireMockServer server;

    @BeforeAll
    static void startTheServer() {
        server = new WireMockServer(
                WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.stop();
    }

    @BeforeEach
    void forget() {
        server.resetAll();
    }

    @Test
    void jsonIsPostedOnceWithItsHeaders() {
        answers(aResponse().withStatus(200).withBody("ok"));

        Delivery delivery = sender().post(hook(), Map.of("webhook-id", "msg_1"), "{\"text\":\"münze\"}");

        assertThat(delivery).isEqualTo(Delivery.sent("HTTP 200: ok"));
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/services/" + TOKEN))
                        .withHeader("Content-Type", equalTo("application/json; charset=UTF-8"))
                        .withHeader("webhook-id", equalTo("msg_1"))
                        .withRequestBody(equalTo("{\"text\":\"münze\"}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | SENT | HTTP 200: no_text",
                "204 | SENT | HTTP 204",
                "302 | REJECTED | That is a redirect, and none is followed",
                "307 | REJECTED | That is a redirect, and none is followed",
                "400 | REJECTED | It does not want such a message",
                "403 | REJECTED | It does not let us",
                "404 | REJECTED | There is nothing at this address",
                "408 | RETRY | answered HTTP 408: no_text",
                "410 | REJECTED | There is nothing at this address",
                "429 | RETRY | answered HTTP 429: no_text",
                "500 | RETRY | answered HTTP 500: no_text",
                "503 | RETRY | answered HTTP 503: no_text"
            })
    void theStatusDecidesWhetherItIsTriedAgain(int status, Status expected, String detail) {
        answers(aResponse()
                .withStatus(status)
                .withHeader("Location", server.url("/elsewhere"))
                .withBody(status == 204 ? "" : "no_text"));

        Delivery delivery = sender().post(hook(), Map.of(), "{}");

        assertThat(delivery.status()).isEqualTo(expected);
        assertThat(delivery.detail()).contains(detail);
        assertThat(server.getAllServeEvents()).as("requests").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"30 | PT30S", "999999 | PT24H", "-5 | ", "soon | ", "0 | PT0S"})
    void theTimeItAsksToWaitIsHonouredUpToADay(String header, Duration wait) {
        answers(aResponse().withStatus(429).withHeader("Retry-After", header));

        assertThat(sender().post(hook(), Map.of(), "{}").after()).isEqualTo(Optional.ofNullable(wait));
    }

    @Test
    void itMayAskToWaitUntilADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Messages.NOW.plusSeconds(90).atOffset(ZoneOffset.UTC));
        answers(aResponse().withStatus(503).withHeader("Retry-After", date));

        assertThat(sender().post(hook(), Map.of(), "{}").after()).contains(Duration.ofSeconds(90));
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedForLongerThanAllowed() {
        answers(aResponse().withStatus(200).withFixedDelay(60_000));

        long start = System.nanoTime();
        Delivery delivery = sender().post(hook(), Map.of(), "{}");

        assertThat(delivery.status()).isEqualTo(Status.RETRY);
        assertThat(delivery.detail()).contains("did not answer in time (notify.answer-within)");
        assertThat(since(start)).isLessThan(SHORT.total().plusSeconds(2));
    }

    @Test
    void aServerThatSaysAByteNowAndThenIsEndedByTheBudget() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        try (ServerSocket slow = RawServer.open(socket -> {
            for (byte each : "HTTP/1.1 200 OK\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                    .getBytes(StandardCharsets.UTF_8)) {
                socket.getOutputStream().write(each);
                socket.getOutputStream().flush();
                done.await(500, TimeUnit.MILLISECONDS);
            }
        })) {
            long start = System.nanoTime();
            Delivery delivery = sender().post(at(slow.getLocalPort()), Map.of(), "{}");

            assertThat(delivery.status()).isEqualTo(Status.RETRY);
            assertThat(delivery.detail()).contains("did not answer wholly within 3 s");
            assertThat(since(start)).isLessThan(SHORT.total().plusSeconds(2));
        } finally {
            done.countDown();
        }
    }

    @Test
    void anAnswerOfTenMegabytesIsNotReadToItsEnd() throws IOException {
        List<Long> written = new ArrayList<>();
        CountDownLatch cut = new CountDownLatch(1);
        try (ServerSocket endless = RawServer.open(socket -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            long bytes = 0;
            try {
                for (byte[] piece = new byte[64 * 1_024]; bytes < 1_000_000_000; bytes += piece.length) {
                    socket.getOutputStream().write(piece);
                }
            } catch (IOException e) {
                written.add(bytes);
            }
            cut.countDown();
        })) {
            long start = System.nanoTime();
            Delivery delivery = sender().post(at(endless.getLocalPort()), Map.of(), "{}");

            assertThat(delivery.status()).isEqualTo(Status.SENT);
            assertThat(since(start)).isLessThan(SHORT.total());
            assertThat(await(cut)).isTrue();
            assertThat(written.get(0)).isLessThan(10_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EMPTY_RESPONSE",
                "CONNECTION_RESET_BY_PEER",
                "MALFORMED_RESPONSE_CHUNK",
                "RANDOM_DATA_THEN_CLOSE"
            })
    void aConnectionThatBreaksIsTriedAgain(Fault fault) {
        answers(aResponse().withFault(fault));

        Delivery delivery = sender().post(hook(), Map.of(), "{}");

        assertThat(delivery.status()).as(delivery.detail()).isEqualTo(Status.RETRY);
        assertThat(delivery.detail()).doesNotContain(TOKEN);
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        Delivery delivery = sender().post(at(ScriptedMailServer.deadPort()), Map.of(), "{}");

        assertThat(delivery.status()).isEqualTo(Status.RETRY);
        assertThat(delivery.detail())
                .contains("refused the connection: check that it runs")
                .doesNotContain(TOKEN);
    }

    @Test
    void aNameIsLookedUpOnceAndWhatWasLookedAtIsConnectedTo() {
        answers(aResponse().withStatus(200));
        List<String> asked = new ArrayList<>();
        DnsResolver flipping = resolver(asked, "127.0.0.1", "169.254.169.254");

        Delivery first = sender(flipping).post(named("hooks.test.example"), Map.of(), "{}");
        Delivery second = sender(flipping).post(named("hooks.test.example"), Map.of(), "{}");

        assertThat(first.status()).as(first.detail()).isEqualTo(Status.SENT);
        assertThat(second.status()).isEqualTo(Status.REJECTED);
        assertThat(second.detail()).contains("hooks.test.example has the address 169.254.169.254");
        assertThat(asked).containsExactly("hooks.test.example", "hooks.test.example");
        assertThat(server.getAllServeEvents()).hasSize(1);
    }

    @Test
    void ofSeveralAddressesNoneMayBeWhereNoWebhookIs() {
        DnsResolver both = new Names(host ->
                new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254")});

        assertThat(sender(both)
                        .post(named("hooks.test.example"), Map.of(), "{}")
                        .status())
                .isEqualTo(Status.REJECTED);
    }

    @Test
    void aNameThatIsNotFoundIsTriedAgain() {
        DnsResolver nothing = new Names(host -> {
            throw new UnknownHostException(host);
        });

        Delivery delivery = sender(nothing).post(named("hooks.test.example"), Map.of(), "{}");

        assertThat(delivery.status()).isEqualTo(Status.RETRY);
        assertThat(delivery.detail()).contains("hooks.test.example").contains("has no address that could be found");
    }

    @Test
    void aLookUpThatHangsIsEndedByTheBudget() {
        CountDownLatch never = new CountDownLatch(1);
        DnsResolver hanging = new Names(host -> {
            await(never);
            throw new UnknownHostException(host);
        });

        assertThat(sender(hanging)
                        .post(named("hooks.test.example"), Map.of(), "{}")
                        .detail())
                .contains("did not answer wholly within 3 s");
        never.countDown();
    }

    @Test
    void aCertificateMustBeOfATrustedAuthorityAndOfTheHost() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        SSLContext trusting = TrustedAuthorities.tls(Optional.of(authority.root()));
        SSLContext good = ServerTls.of(authority.loopback(TestAuthority.Validity.VALID));
        SSLContext other = ServerTls.of(authority.host("elsewhere.example"));

        assertThat(overTls(good, trusting).status()).isEqualTo(Status.SENT);
        assertThat(overTls(good, SSLContext.getDefault()).detail())
                .contains("could not be spoken to securely", "notify.ca-file");
        assertThat(overTls(other, trusting).detail()).contains("could not be spoken to securely");
        assertThat(overTls(other, trusting).status()).isEqualTo(Status.RETRY);
    }

    @Test
    void anAnswerThatRepeatsTheAddressDoesNotGiveItAway() {
        answers(aResponse()
                .withStatus(404)
                .withBody("\n<b>\u001b[31mno such path /services/" + TOKEN + " at " + server.baseUrl() + "</b>\nmore"));

        assertThat(sender().post(hook(), Map.of(), "{}").detail())
                .startsWith(
                        "127.0.0.1:" + server.port() + " answered HTTP 404: <b>?[31mno such path /services/(hidden) at")
                .doesNotContain(TOKEN, "more", "\u001b");
        assertThat(hook().toString()).isEqualTo("127.0.0.1:" + server.port());
    }

    private Delivery overTls(SSLContext shown, SSLContext trusted) throws IOException {
        try (SSLServerSocket secured = (SSLServerSocket)
                shown.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RawServer.serve(
                    secured,
                    socket -> socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.UTF_8)));
            return new HttpSender(SHORT, trusted, Messages.CLOCK)
                    .post(
                            new Endpoint(URI.create("https://127.0.0.1:" + secured.getLocalPort() + "/" + TOKEN)),
                            Map.of(),
                            "{}");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Looks names up as a test says. */
    private record Names(Lookup lookup) implements DnsResolver {

        private interface Lookup {
            InetAddress[] of(String host) throws UnknownHostException;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return lookup.of(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static DnsResolver resolver(List<String> asked, String... answers) {
        return new Names(host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.getByName(answers[Math.min(asked.size(), answers.length) - 1])};
        });
    }

    private static void answers(ResponseDefinitionBuilder response) {
        server.stubFor(post(anyUrl()).willReturn(response));
    }

    private static HttpSender sender() {
        return sender(SystemDefaultDnsResolver.INSTANCE);
    }

    private static HttpSender sender(DnsResolver names) {
        return new HttpSender(SHORT, TrustedAuthorities.tls(Optional.empty()), Messages.CLOCK, names);
    }

    private static Endpoint hook() {
        return at(server.port());
    }

    private static Endpoint at(int port) {
        return new Endpoint(URI.create("http://127.0.0.1:" + port + "/services/" + TOKEN));
    }

    private static Endpoint named(String host) {
        return new Endpoint(URI.create("http://" + host + ":" + server.port() + "/services/" + TOKEN));
    }
}
