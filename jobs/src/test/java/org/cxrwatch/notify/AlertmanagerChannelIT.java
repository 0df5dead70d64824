package org.cxrwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.Channel.Delivery.Status;
import org.cxrwatch.server.DebianProgram;
import org.cxrwatch.server.DebianServer;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A real Alertmanager is told of alerts, told again, and told that they are over. */
class AlertmanagerChannelIT {

    /** Alertmanager ends alerts by its own clock. */
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static final Duration VALIDITY = Duration.ofHours(26);

    private static DebianServer server;

    @BeforeAll
    static void start() {
        server = DebianServer.started(DebianProgram.ALERTMANAGER, "/-/ready", place -> {
            Path file = place.directory().resolve("alertmanager.yml");
            Files.writeString(file, "route: { receiver: nobody }\nreceivers: [ { name: nobody } ]\n");
            return List.of(
                    "--config.file=" + file,
                    "--storage.path=" + place.directory().resolve("data"),
                    "--web.listen-address=" + place.address(),
                    "--cluster.listen-address=");
        });
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void anAlertIsThereIsRenewedAndIsOverWhenItIs() throws IOException {
        Notice.CaseNews opened = news("walk", Transition.Kind.OPENED, AlertSeverity.CRITICAL);

        Delivery sent = channel(NOW).send(Messages.message("k", "s", new Notice(List.of(opened))));

        assertThat(sent.status()).as(sent.detail()).isEqualTo(Status.SENT);
        JsonNode alert = active("walk").get(0);
        assertThat(alert.path("labels").toString())
                .isEqualTo(
                        "{\"alert_type\":\"drift_detected\",\"alertname\":\"drift_detected_data\",\"case_id\":\"case-1\","
                                + "\"metric\":\"data\",\"model_version\":\"v1.0.0\",\"severity\":\"critical\","
                                + "\"slice\":\"site=walk\",\"window\":\"DAY\"}");
        assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("walk: images changed");
        assertThat(alert.path("annotations").path("figures").asText())
                .isEqualTo("mean_intensity walk 158 (usually 131); rows 412");
        assertThat(alert.path("annotations").path("runbook").asText()).startsWith("https://docs.hospital.example");
        assertThat(alert.path("generatorURL").asText()).isEqualTo("https://status.hospital.example/cxrwatch");
        assertThat(Instant.parse(alert.path("startsAt").asText())).isEqualTo(Instant.parse("2026-09-22T00:00:00Z"));
        assertThat(Instant.parse(alert.path("endsAt").asText())).isEqualTo(NOW.plus(VALIDITY));

        Instant later = NOW.plus(Duration.ofHours(3));
        Delivery renewed = channel(later).renew(List.of(opened));

        assertThat(renewed.status()).isEqualTo(Status.SENT);
        assertThat(active("walk")).hasSize(1);
        assertThat(Instant.parse(active("walk").get(0).path("endsAt").asText())).isEqualTo(later.plus(VALIDITY));

        Notice.CaseNews over = news("walk", Transition.Kind.RESOLVED, AlertSeverity.CRITICAL);
        channel(NOW).send(Messages.message("k2", "s", new Notice(List.of(over))));

        assertThat(active("walk")).isEmpty();
    }

    @Test
    void whatGotWorseIsThereOnceAtItsPresentSeverity() throws IOException {
        channel(NOW).renew(List.of(news("worse", Transition.Kind.OPENED, AlertSeverity.WARNING)));
        channel(NOW).renew(List.of(news("worse", Transition.Kind.RAISED, AlertSeverity.CRITICAL)));

        assertThat(active("worse"))
                .extracting(alert -> alert.path("labels").path("severity").asText())
                .containsExactly("critical");
    }

    /** It lists what is silenced, too. */
    @Test
    void aDigestFiresNothing() throws IOException {
        Notice.CaseNews open = news("listed", Transition.Kind.OPENED, AlertSeverity.CRITICAL);
        Message digest = new Message(
                "digest/2026-W42/abc",
                Message.Purpose.DIGEST,
                "alertmanager",
                "manager",
                AlertSeverity.INFO,
                NOW,
                "Alerts of the week",
                List.of("Open:"),
                new Notice(List.of(open)));

        assertThat(channel(NOW).send(digest).status()).isEqualTo(Status.SENT);
        assertThat(active("listed")).isEmpty();
    }

    @Test
    void whatCameAndWentInOneNightIsToldOfAndEndsByItself() throws IOException {
        Notice.CaseNews opened = news("brief", Transition.Kind.OPENED, AlertSeverity.CRITICAL);
        Notice.AlertNews alert = opened.alerts().get(0);
        Notice.AlertNews gone = new Notice.AlertNews(
                alert.key(),
                alert.episode(),
                alert.kind(),
                alert.severity(),
                new Episode.Span(
                        alert.span().opened(), alert.span().last(), Optional.of(Window.day(LocalDate.of(2026, 9, 23)))),
                alert.text());

        channel(NOW)
                .send(Messages.message(
                        "k3",
                        "s",
                        new Notice(List.of(new Notice.CaseNews(
                                opened.caseId(),
                                opened.severity(),
                                opened.headline(),
                                List.of(gone),
                                opened.symptoms(),
                                opened.figures(),
                                opened.checks(),
                                opened.commands(),
                                opened.links())))));

        assertThat(Instant.parse(active("brief").get(0).path("endsAt").asText()))
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aTestSaysSoAndEndsAfterFiveMinutes() throws IOException {
        Delivery delivery = channel(NOW).send(Messages.test(AlertSeverity.INFO));

        assertThat(delivery.status()).isEqualTo(Status.SENT);
        JsonNode alert = find("/labels/alertname", "cxrwatch_test").get(0);
        assertThat(alert.path("labels").path("test").asText()).isEqualTo("true");
        assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("[TEST] Nothing has happened");
        assertThat(Instant.parse(alert.path("endsAt").asText())).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void withoutAnOpenAlertNothingIsPosted() {
        AlertmanagerChannel nowhere = new AlertmanagerChannel(
                "prom",
                new AlertmanagerChannel.Terms(VALIDITY, Optional.empty()),
                new Endpoint(URI.create("http://127.0.0.1:" + ScriptedMailServer.deadPort())),
                HookServer.sender(),
                Messages.CLOCK);

        assertThat(nowhere.renew(List.of()).status()).isEqualTo(Status.SENT);
        assertThat(nowhere.renew(List.of(news("x", Transition.Kind.OPENED, AlertSeverity.INFO)))
                        .status())
                .isEqualTo(Status.RETRY);
    }

    @ParameterizedTest
    @FieldSource("org.cxrwatch.notify.Messages#HOSTILE")
    void namesAreHandedOnAsTheyAre(String name) throws IOException {
        Delivery delivery = channel(NOW).send(Messages.hostile(name));

        assertThat(delivery.status()).as(delivery.detail()).isEqualTo(Status.SENT);
        assertThat(active(name)).hasSize(1);
    }

    private static Notice.CaseNews news(String site, Transition.Kind kind, AlertSeverity severity) {
        Notice.CaseNews told = Messages.told("case-1", "site", site, "v1.0.0", "text");
        return new Notice.CaseNews(
                told.caseId(),
                severity,
                told.headline(),
                List.of(Messages.alert("site", site, "v1.0.0", kind, severity, "text")),
                told.symptoms(),
                told.figures(),
                told.checks(),
                told.commands(),
                told.links());
    }

    /** Those of a site that Alertmanager would tell of now. */
    private static List<JsonNode> active(String site) throws IOException {
        return find("/labels/slice", "site=" + site);
    }

    private static List<JsonNode> find(String pointer, String value) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        new ObjectMapper().readTree(server.read("/api/v2/alerts?active=true")).forEach(alert -> {
            if (alert.at(pointer).asText().equals(value)) {
                found.add(alert);
            }
        });
        return found;
    }

    private static AlertmanagerChannel channel(Instant now) {
        return new AlertmanagerChannel(
                "prom",
                new AlertmanagerChannel.Terms(
                        VALIDITY, Optional.of(URI.create("https://status.hospital.example/cxrwatch"))),
                new Endpoint(server.endpoint()),
                HookServer.sender(),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
