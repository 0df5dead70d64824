package org.cxrwatch.io.pushgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.port.MetricsGateway.Answer;
import org.cxrwatch.port.MetricsGateway.Gauge;
import org.cxrwatch.port.MetricsGateway.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every attempt ends in time, and says what became of it. */
class PushgatewayFaultsTest {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
            .build();

    private static Pushgateway at(String url) {
        return new Pushgateway(new GatewayAddress(URI.create(url), "cxrwatch", PATIENCE));
    }

    private static Answer push(String url) {
        Gauge gauge = new Gauge("some_rate", "A rate.", new TreeMap<>(Map.of("site", "a\"b\nc")), 0.5);
        return at(url).replace(Group.RESULTS, List.of(gauge));
    }

    @Test
    void whatIsSentIsTheTextOfPrometheus() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));

        assertThat(push(SERVER.baseUrl())).isEqualTo(Answer.TAKEN);

        SERVER.verify(putRequestedFor(urlEqualTo("/metrics/job/cxrwatch"))
                .withHeader("Content-Type", equalTo("text/plain; version=0.0.4; charset=utf-8"))
                .withRequestBody(equalTo("""
                        # HELP some_rate A rate.
                        # TYPE some_rate gauge
                        some_rate{site="a\\"b\\nc",} 0.5
                        """)));
    }

    @Test
    void aUserIsToldToTheGatewayAndToNobodyElse() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(202)));

        at(SERVER.baseUrl().replace("//", "//ada:s%3Acret@")).add(Group.RUNS, List.of());

        SERVER.verify(postRequestedFor(urlEqualTo("/metrics/job/cxrwatch/part/runs"))
                .withHeader("Authorization", equalTo("Basic YWRhOnM6Y3JldA==")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "401, REFUSED",
        "404, REFUSED",
        "302, REFUSED",
        "408, UNREACHED",
        "429, UNREACHED",
        "500, UNREACHED",
        "503, UNREACHED"
    })
    void whatIsNotTakenIsToldWithTheWordsOfTheGateway(int status, Answer.Status expected) {
        SERVER.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(status).withBody("inconsistent\n  help " + "x".repeat(1_000))));

        Answer answer = push(SERVER.baseUrl());

        assertThat(answer.status()).isEqualTo(expected);
        assertThat(answer.detail())
                .startsWith("HTTP " + status + ": inconsistent help xxx")
                .endsWith("x …")
                .hasSizeLessThan(330);
    }

    @Test
    void aGatewayThatIsDownIsUnreached() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Answer answer = push("http://127.0.0.1:" + port);

        assertThat(answer.status()).isEqualTo(Answer.Status.UNREACHED);
        assertThat(answer.detail()).startsWith("no connection");
    }

    @Test
    void aGatewayThatCutsTheConnectionIsUnreached() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(push(SERVER.baseUrl()).status()).isEqualTo(Answer.Status.UNREACHED);
    }

    @Test
    void aGatewayThatHangsIsWaitedForAsLongAsWasSaidAndNoLonger() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertBounded("http://127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void aGatewayThatAnswersDropByDropIsWaitedForNoLonger() {
        SERVER.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(200)
                        .withBody("slowly".repeat(20))
                        .withChunkedDribbleDelay(60, 30_000)));

        assertBounded(SERVER.baseUrl());
    }

    private static void assertBounded(String url) {
        long begun = System.nanoTime();

        Answer answer = push(url);

        assertThat(answer).isEqualTo(new Answer(Answer.Status.UNREACHED, "no answer within 1.5 seconds"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(PATIENCE, PATIENCE.plusSeconds(15));
    }
}
