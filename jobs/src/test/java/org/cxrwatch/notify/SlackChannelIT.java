package org.cxrwatch.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.Channel.Delivery.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SlackChannelIT {

    private final HookServer server = new HookServer();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waits = new ArrayList<>();
    private final SlackHooks hooks = new SlackHooks(HookServer.sender(), nanos::get, wait -> {
        waits.add(wait);
        nanos.addAndGet(wait.toNanos());
    });

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageIsPostedAsBlocksWithATextForNotifications() throws Exception {
        Delivery delivery = channel("slack").send(Messages.alert());

        assertThat(delivery).isEqualTo(Delivery.sent("HTTP 200: ok"));
        JsonNode body = server.last();
        assertThat(body.path("text").asText()).isEqualTo("CRITICAL valley: images changed [case-1]");
        assertThat(body.path("blocks").findValuesAsText("type"))
                .containsSubsequence("header", "divider", "section", "section", "section");
        assertThat(body.path("blocks").get(2).path("text").path("text").asText())
                .isEqualTo("*CRITICAL* valley: images changed\nCase `case-1`\n• *opened*"
                        + " drift_detected_data/v1.0.0/DAY/site=valley: text");
        assertThat(body.path("blocks").get(3).path("fields").get(0).path("text").asText())
                .isEqualTo("*mean_intensity valley*\n158 (usually 131)");
        assertThat(body.path("blocks").get(4).path("text").path("text").asText())
                .contains("1. Look at ten images of valley")
                .contains("`cxrwatch alerts ack case-1 --note 'valley'`")
                .contains("<https://docs.hospital.example/runbooks?a=1&amp;b=2|Runbook of valley>");
    }

    @ParameterizedTest
    @FieldSource("org.cxrwatch.notify.Messages#HOSTILE")
    void noNameMentionsAnybodyOrBecomesALink(String name) throws Exception {
        channel("slack").send(Messages.hostile(name));

        List<String> texts = server.last().findValuesAsText("text");
        assertThat(texts)
                .isNotEmpty()
                .noneMatch(text -> text.contains("<!") || text.contains("<@") || text.contains("<http://evil"))
                .noneMatch(text -> text.contains("\u001b") || text.contains("\u202e") || text.contains("\r"));
        assertThat(markedUp(server.last()))
                .isNotEmpty()
                .allMatch(text -> text.path("verbatim").asBoolean());
    }

    /** Texts in which Slack reads markup, and makes mentions of names unless it is told not to. */
    private static List<JsonNode> markedUp(JsonNode body) {
        return body.findParents("type").stream()
                .filter(node -> node.path("type").asText().equals("mrkdwn"))
                .toList();
    }

    @Test
    void whateverIsToldStaysWithinSlacksLimits() throws Exception {
        String longName = "<&>".repeat(3_000);
        List<Notice.CaseNews> cases = IntStream.range(0, 60)
                .mapToObj(i -> Messages.told("case-" + i, "site", longName, "v", longName))
                .toList();
        List<Notice.Figure> figures = Collections.nCopies(12, new Notice.Figure(longName, longName, Optional.empty()));
        Notice.CaseNews first = cases.get(0);
        List<Notice.CaseNews> all = new ArrayList<>(cases);
        all.set(
                0,
                new Notice.CaseNews(
                        first.caseId(),
                        first.severity(),
                        first.headline(),
                        first.alerts(),
                        first.symptoms(),
                        figures,
                        first.checks(),
                        first.commands(),
                        first.links()));

        channel("slack").send(Messages.message("k", longName, new Notice(all)));

        JsonNode blocks = server.last().path("blocks");
        assertThat(blocks.size()).isBetween(40, 50);
        assertThat(blocks.get(0).path("text").path("text").asText().length()).isLessThanOrEqualTo(150);
        for (JsonNode block : blocks) {
            assertThat(block.path("text").path("text").asText().length()).isLessThanOrEqualTo(3_000);
            assertThat(block.path("fields").size()).isLessThanOrEqualTo(10);
            block.path("fields")
                    .forEach(field ->
                            assertThat(field.path("text").asText().length()).isLessThanOrEqualTo(2_000));
        }
        assertThat(blocks.get(blocks.size() - 1).path("text").path("text").asText())
                .matches("_and \\d+ more, which .*_");
        assertThat(server.last().findValuesAsText("text")).noneMatch(text -> text.matches("(?s).*&(?!amp;|lt;|gt;).*"));
    }

    @Test
    void aMessageWithoutCasesShowsItsLines() throws Exception {
        channel("slack").send(Messages.test(AlertSeverity.INFO));

        assertThat(server.last().path("blocks").get(1).path("text").path("text").asText())
                .isEqualTo("Somebody tries this channel.");
    }

    @Test
    void oneWebhookTakesAMessageASecondHoweverManyReceiversUseIt() {
        channel("a").send(Messages.alert());
        channel("b").send(Messages.alert());
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        channel("a").send(Messages.alert());
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        channel("a").send(Messages.alert());

        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(600));
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void whatAskedToWaitIsLeftAloneThatLong() {
        server.answers(aResponse().withStatus(429).withHeader("Retry-After", "30"));
        Delivery first = channel("slack").send(Messages.alert());
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        Delivery second = channel("slack").send(Messages.alert());
        server.answers(aResponse().withStatus(200).withBody("ok"));
        nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        Delivery third = channel("slack").send(Messages.alert());

        assertThat(first.after()).contains(Duration.ofSeconds(30));
        assertThat(second.status()).isEqualTo(Status.RETRY);
        assertThat(second.after()).contains(Duration.ofSeconds(20));
        assertThat(third.status()).isEqualTo(Status.SENT);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void theAddressIsInNothingThatIsSaid() {
        server.answers(aResponse().withStatus(404).withBody("no_service " + server.url()));

        Delivery delivery = channel("slack").send(Messages.alert());

        assertThat(delivery.status()).isEqualTo(Status.REJECTED);
        assertThat(delivery.detail())
                .contains("answered HTTP 404: no_service (hidden)", "make a new webhook")
                .doesNotContain("SENTINEL", "s3nt1nel");
    }

    private SlackChannel channel(String name) {
        return new SlackChannel(name, SubjectTemplate.OWN, hooks.at(server.endpoint()));
    }
}
