package org.cxrwatch.command;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.error.DataException;
import org.cxrwatch.port.MetricsGateway;
import org.cxrwatch.port.Runs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A push alone says what is wrong and ends with its code; a night warns and goes on. */
class PushCommandTest {

    private static final String SECRET = "gateway-s3cret";

    @RegisterExtension
    static final WireMockExtension GATEWAY = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void openWithTheGatewayOfTheSettings() {
        desk = new Desk(home);
        desk.opener = (settings, command, notes) -> {
            desk.ports.metricsGateway = GatewayWiring.gateway(settings.push());
            return desk.ports;
        };
        desk.environment.put("PUSHGATEWAY_URL", GATEWAY.baseUrl().replace("//", "//ada:" + SECRET + "@"));
    }

    private static void answers(int status, String body) {
        GATEWAY.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private Desk.Ended night(String... options) {
        return desk.run(Stream.concat(Stream.of("nightly", "--set", "sources.files.folder=" + home), Stream.of(options))
                .toArray(String[]::new));
    }

    private static String shown() {
        return GATEWAY.baseUrl().replace("//", "//ada@");
    }

    @Test
    void whatWasPushedIsSaid() {
        answers(200, "");
        long run = desk.ports.runs().start("nightly", Desk.NOW.minusSeconds(60));
        desk.ports.runs().finish(run, Runs.Outcome.DONE, "", Desk.NOW);

        Desk.Ended ended = desk.run("push");
        JsonNode json = desk.run("push", "--json").json();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .isEqualTo("Pushed 4 numbers to " + shown()
                        + "; no day was evaluated yet, so they tell of runs and messages alone.\n");
        assertThat(json.get("numbers").asInt()).isEqualTo(4);
        assertThat(json.get("day").isNull()).isTrue();
        assertThat(ended.out() + ended.err() + json).doesNotContain(SECRET);
        GATEWAY.verify(2, putRequestedFor(urlEqualTo("/metrics/job/cxrwatch")));
        GATEWAY.verify(2, postRequestedFor(urlEqualTo("/metrics/job/cxrwatch/part/runs")));
    }

    @Test
    void withoutAGatewayPushSaysHowToNameOneAndANightSaysNothing() {
        desk.environment.clear();

        Desk.Ended push = desk.run("push");
        Desk.Ended night = night();

        assertThat(push.code()).isEqualTo(2);
        assertThat(push.err())
                .contains("No Pushgateway is configured")
                .contains("push.url")
                .contains("PUSHGATEWAY_URL");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out() + night.err()).doesNotContainIgnoringCase("push");
    }

    @Test
    void aRefusalIsAMatterOfConfiguration() {
        answers(400, "pushed metrics are invalid or inconsistent with existing metrics");

        Desk.Ended ended = desk.run("push");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains(
                        "The Pushgateway at " + shown() + " refused the numbers (HTTP 400: pushed metrics are invalid")
                .contains("what was pushed before stands there")
                .contains("Check that push.url is the address of the Pushgateway itself")
                .doesNotContain(SECRET);
        GATEWAY.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aGatewayThatCannotJustNowIsTriedAgainLater() {
        answers(503, "");

        Desk.Ended ended = desk.run("push");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err())
                .contains("The Pushgateway at " + shown() + " did not take the numbers (HTTP 503)")
                .contains("run `cxrwatch push` again")
                .doesNotContain(SECRET);
    }

    @Test
    void aNightSucceedsWhateverTheGatewayDoes() throws IOException {
        answers(400, "no");
        Desk.Ended refused = night();
        Desk.Ended down;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            desk.environment.put("PUSHGATEWAY_URL", "http://127.0.0.1:" + socket.getLocalPort());
            socket.close();
            down = night();
        }
        Desk.Ended slow;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            desk.environment.put("PUSHGATEWAY_URL", "http://127.0.0.1:" + silent.getLocalPort());
            slow = night("--set", "push.timeout=1 s");
        }

        assertWarned(refused, "refused the numbers (HTTP 400: no)");
        assertWarned(down, "did not take the numbers (no connection");
        assertWarned(slow, "did not take the numbers (no answer within 1.0 seconds)");
        assertThat(desk.ports.runs().latest(10))
                .hasSize(3)
                .allSatisfy(run -> assertThat(run.outcome()).isNotEqualTo(Optional.of(Runs.Outcome.FAILED)));
    }

    private static void assertWarned(Desk.Ended night, String why) {
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out()).isNotBlank();
        assertThat(night.err())
                .contains("The night is done, its numbers were not pushed: The Pushgateway at ")
                .contains(why);
    }

    @Test
    void aNightThatCannotReadWhatItWouldPushSucceedsAllTheSame() {
        desk.opener = (settings, command, notes) -> {
            desk.ports.metricsGateway = Optional.of(new Unreadable());
            return desk.ports;
        };

        Desk.Ended night = night();

        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.err())
                .contains("its numbers were not pushed: the table cell is damaged")
                .contains("Restore it.");
    }

    /** As if what is pushed could not be read. */
    private static final class Unreadable implements MetricsGateway {
        @Override
        public Answer replace(Group group, List<Gauge> gauges) {
            throw new DataException("the table cell is damaged", "Restore it.");
        }

        @Override
        public Answer add(Group group, List<Gauge> gauges) {
            throw new DataException("the table cell is damaged", "Restore it.");
        }
    }

    @Test
    void aNightPushesItsOwnSuccess() {
        answers(200, "");

        Desk.Ended night = night();

        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.err())
                .contains("Pushed ")
                .contains(" numbers to " + shown())
                .doesNotContain(SECRET);
        GATEWAY.verify(postRequestedFor(urlEqualTo("/metrics/job/cxrwatch/part/runs"))
                .withRequestBody(containing("cxrwatch_last_success_timestamp_seconds{command=\"nightly\",} "
                        + (double) Desk.NOW.getEpochSecond())));
    }
}
