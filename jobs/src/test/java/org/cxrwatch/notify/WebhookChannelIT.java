package org.cxrwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.SampleAlerts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import wiremock.com.networknt.schema.InputFormat;
import wiremock.com.networknt.schema.JsonSchema;
import wiremock.com.networknt.schema.JsonSchemaFactory;
import wiremock.com.networknt.schema.SpecVersion;

class WebhookChannelIT {

    /** That of the example in the documentation of Svix, which Standard Webhooks is from. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final Path SCHEMA = Path.of("../docs/webhook.schema.json");

    private final HookServer server = new HookServer();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Example of <a href="https://docs.svix.com/receiving/verifying-payloads/how-manual">Svix</a>. */
    @Test
    void theSignatureIsThatOfThePublishedExample() {
        assertThat(new WebhookSignature(SECRET)
                        .header("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whatIsPostedCanBeVerifiedByWhoKnowsTheSecret() throws Exception {
        Delivery delivery = channel("hook", Optional.of(SECRET)).send(Messages.alert());

        assertThat(delivery).isEqualTo(Delivery.sent("HTTP 200: ok"));
        LoggedRequest request = server.requests().get(0);
        String id = request.getHeader("webhook-id");
        String timestamp = request.getHeader("webhook-timestamp");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(request.getHeader("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.getBody())));
        assertThat(timestamp).isEqualTo(String.valueOf(Messages.NOW.getEpochSecond()));
        assertThat(id)
                .matches("msg_[0-9a-f]{12}")
                .isEqualTo(server.last().path("id").asText());
    }

    @Test
    void theSameMessageHasTheSameIdAndAnotherHasAnother() {
        channel("hook", Optional.empty()).send(Messages.alert());
        channel("hook", Optional.empty()).send(Messages.alert());
        channel("hook", Optional.empty()).send(Messages.message("other", "s", new Notice(List.of())));
        channel("second", Optional.empty()).send(Messages.alert());

        List<String> ids = server.requests().stream()
                .map(request -> request.getHeader("webhook-id"))
                .toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(List.of(ids.get(0), ids.get(2), ids.get(3))).doesNotHaveDuplicates();
    }

    @Test
    void withoutASecretNothingIsSigned() {
        channel("hook", Optional.empty()).send(Messages.alert());

        assertThat(server.requests().get(0).containsHeader("webhook-signature")).isFalse();
    }

    @Test
    void whatIsPostedFitsTheDocumentedSchema() throws Exception {
        for (Message message : List.of(
                Messages.alert(),
                Messages.test(AlertSeverity.INFO),
                Messages.message("k", "subject", SampleAlerts.notice()))) {
            channel("hook", Optional.empty()).send(message);

            assertThat(schema().validate(server.last().toString(), InputFormat.JSON))
                    .isEmpty();
        }
        assertThat(schema().validate(
                                server.last().toString().replace("\"change\":\"resolved\"", "\"change\":7"),
                                InputFormat.JSON))
                .as("the schema finds what does not fit")
                .hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("org.cxrwatch.notify.Messages#HOSTILE")
    void namesAreHandedOnAsTheyAreAndStayText(String name) throws Exception {
        channel("hook", Optional.of(SECRET)).send(Messages.hostile(name));

        assertThat(server.last()
                        .path("cases")
                        .get(0)
                        .path("alerts")
                        .get(0)
                        .path("slice_value")
                        .asText())
                .isEqualTo(name);
        assertThat(server.last()
                        .path("cases")
                        .get(0)
                        .path("alerts")
                        .get(0)
                        .path("model_version")
                        .asText())
                .isEqualTo(name);
        assertThat(schema().validate(server.last().toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(server.requests().get(0).getHeader("webhook-id")).matches("msg_[0-9a-f]{12}");
    }

    @Test
    void theSecretIsInNothingThatShowsAWebhook() {
        assertThat(new WebhookChannel.Hook(server.endpoint(), Optional.of(SECRET), HookServer.sender()).toString())
                .startsWith("127.0.0.1:")
                .doesNotContain(SECRET, "s3nt1nel");
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    }

    private WebhookChannel channel(String name, Optional<String> secret) {
        return new WebhookChannel(
                name,
                SubjectTemplate.OWN,
                new WebhookChannel.Hook(server.endpoint(), secret, HookServer.sender()),
                Messages.CLOCK);
    }
}
