package org.cxrwatch.command;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.server.SMTPServer;

/** What somebody sees who tries a receiver; the channels are those of the program, made from settings. */
class TestChannelCommandIT {

    private static final String SENTINEL = "s3nt1nelT0ken4711";

    @TempDir
    private Path home;

    private Desk desk;
    private WireMockServer server;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
        desk.opener = Wiring::open;
        server = new WireMockServer(
                WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        desk.environment.put("SLACK_WEBHOOK_URL", "http://127.0.0.1:" + server.port() + "/services/" + SENTINEL);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void whatTheServerAnsweredIsPrinted() {
        answers(200, "ok");

        Desk.Ended ended = desk.run("test-channel", "slack", "--severity", "critical");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .isEqualTo("Sent to slack (Slack's webhook at 127.0.0.1): HTTP 200: ok.\n"
                        + "Look whether it is there; it says [TEST].\n");
        assertThat(server.getAllServeEvents().get(0).getRequest().getBodyAsString())
                .contains("[TEST] cxrwatch: nothing has happened (critical)");
    }

    @Test
    void programsAreToldTheSame() {
        answers(200, "ok");

        Desk.Ended ended = desk.run("test-channel", "slack", "--json");

        assertThat(ended.json().path("status").asText()).isEqualTo("sent");
        assertThat(ended.json().path("answer").asText()).isEqualTo("HTTP 200: ok");
        assertThat(ended.json().path("channel").asText()).isEqualTo("slack");
    }

    @Test
    void whatMayWorkLaterAndWhatNeverWillEndOtherwise() {
        answers(503, "maintenance\u001b[2J\nmore");
        Desk.Ended later = desk.run("test-channel", "slack");
        answers(404, "no_service /services/" + SENTINEL);
        Desk.Ended never = desk.run("test-channel", "slack");

        assertThat(later.code()).isEqualTo(4);
        assertThat(later.out()).contains("Not sent to slack: ", "answered HTTP 503: maintenance?[2J.");
        assertThat(never.code()).isEqualTo(3);
        assertThat(never.out()).contains("Refused: ", "HTTP 404: no_service /services/(hidden)", "make a new webhook");
    }

    @Test
    void aWebhookIsSignedAndAnAlertmanagerPostedToItsOwnPath() {
        answers(200, "");
        desk.environment.put("HOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String url = "url: \"http://127.0.0.1:" + server.port();

        Desk.Ended hook = desk.run(
                "test-channel",
                "hook",
                "--set",
                "notify.receivers.hook={channel: webhook, " + url + "/hook\", secret-variable: HOOK_SECRET}");
        Desk.Ended prom = desk.run(
                "test-channel", "prom", "--set", "notify.receivers.prom={channel: alertmanager, " + url + "/am/\"}");
        Desk.Ended log = desk.run("test-channel", "log");

        assertThat(List.of(hook.code(), prom.code(), log.code())).containsOnly(0);
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/hook"))
                        .withHeader("webhook-signature", matching("v1,[A-Za-z0-9+/]{43}=")));
        server.verify(
                1, postRequestedFor(urlEqualTo("/am/api/v2/alerts")).withRequestBody(containing("cxrwatch_test")));
        assertThat(hook.out()).startsWith("Sent to hook (webhook at 127.0.0.1, signed): HTTP 200.");
        assertThat(log.out()).startsWith("Sent to log (the program's own log).");
    }

    @Test
    void anUnknownReceiverIsWrongUsage() {
        Desk.Ended ended = desk.run("test-channel", "slak");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("There is no receiver slak.", "Did you mean slack? There are: log, slack;");
    }

    @Test
    void mailGoesToThoseOfTheEnvironmentAndTheServersReplyIsPrinted() {
        List<String> taken = new CopyOnWriteArrayList<>();
        SMTPServer mail = SMTPServer.port(0)
                .messageHandler((context, from, to, data) ->
                        taken.add(from + " " + to + "\n" + new String(data, StandardCharsets.UTF_8)))
                .build();
        mail.start();
        try {
            desk.environment.put("SMTP_HOST", "127.0.0.1");
            desk.environment.put("SMTP_PORT", String.valueOf(mail.getPortAllocated()));
            desk.environment.put("ALERT_EMAIL_FROM", "cxr@hospital.example");
            desk.environment.put("ALERT_EMAIL_TO", "ada@hospital.example");

            Desk.Ended plain = desk.run("test-channel", "email", "--set", "notify.receivers.email.tls=disable");
            Desk.Ended secured = desk.run("test-channel", "email");

            assertThat(plain.code()).as(plain.err() + plain.out()).isZero();
            assertThat(plain.out())
                    .startsWith("Sent to email (mail to ada@hospital.example, by 127.0.0.1:")
                    .contains(": 250 ");
            assertThat(taken).hasSize(1);
            assertThat(taken.get(0))
                    .startsWith("cxr@hospital.example ada@hospital.example\n")
                    .contains("[TEST] cxrwatch");
            assertThat(secured.code()).isEqualTo(4);
            assertThat(secured.out()).contains("could not be spoken to securely", "not sent in the clear");
        } finally {
            mail.stop();
        }
    }

    @Test
    void theSecretsOfOtherReceiversAreNotAskedForAndItsOwnAre() {
        answers(200, "ok");
        desk.environment.put("SMTP_HOST", "127.0.0.1");
        desk.environment.put("SMTP_USERNAME", "cxr");
        desk.environment.put("ALERT_EMAIL_FROM", "cxr@hospital.example");
        desk.environment.put("ALERT_EMAIL_TO", "ada@hospital.example");

        Desk.Ended slack = desk.run("test-channel", "slack");
        Desk.Ended email = desk.run("test-channel", "email");

        assertThat(slack.code()).as(slack.err()).isZero();
        assertThat(email.code()).isEqualTo(2);
        assertThat(email.err()).contains("SMTP_PASSWORD");
    }

    @Test
    void checkAndShowSayWhoIsToldAndNoSecret() {
        Desk.Ended check = desk.run("config", "check");
        Desk.Ended show = desk.run("config", "show");

        assertThat(check.out())
                .contains("receiver slack", "Slack's webhook at 127.0.0.1, from warning on", "test-channel slack");
        assertThat(show.out()).contains("notify.receivers.slack.channel");
        for (Desk.Ended ended : List.of(check, show)) {
            assertThat(ended.out() + ended.err()).doesNotContain(SENTINEL);
        }
    }

    private void answers(int status, String body) {
        server.resetAll();
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }
}
