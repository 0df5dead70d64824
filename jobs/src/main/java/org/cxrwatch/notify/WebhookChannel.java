package org.cxrwatch.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.alert.Fingerprint;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.port.Channel;
import org.cxrwatch.wire.NoticeJson;

/**
 * Posts JSON to a webhook, as docs/webhook.schema.json says, with the headers of Standard Webhooks. The same message
 * has the same id whenever it is sent, by which a receiver can drop what it has.
 */
public final class WebhookChannel implements Channel {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SCHEMA_VERSION = 1;

    private final String name;
    private final SubjectTemplate subject;
    private final Hook hook;
    private final Optional<WebhookSignature> signature;
    private final Clock clock;

    /**
     * A webhook.
     *
     * @param endpoint where it is
     * @param secret what messages are signed with, {@code whsec_…}; empty if they are not
     * @param sender that posts
     */
    public record Hook(Endpoint endpoint, Optional<String> secret, HttpSender sender) {

        /** Without the secret. */
        @Override
        public String toString() {
            return endpoint.toString();
        }
    }

    /** A receiver of this name; the clock is for what the signature says of time. */
    public WebhookChannel(String name, SubjectTemplate subject, Hook hook, Clock clock) {
        this.name = name;
        this.subject = subject;
        this.hook = hook;
        this.signature = hook.secret().map(WebhookSignature::new);
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery send(Message message) {
        String id = id(message);
        String body = body(id, message);
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = new TreeMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(timestamp));
        signature.ifPresent(key -> headers.put("webhook-signature", key.header(id, timestamp, body)));
        return hook.sender().post(hook.endpoint(), headers, body);
    }

    private String id(Message message) {
        return "msg_" + Fingerprint.of((message.dedupKey() + "@" + name).getBytes(StandardCharsets.UTF_8));
    }

    private String body(String id, Message message) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("schema_version", SCHEMA_VERSION);
        body.put("id", id);
        body.put("type", "cxrwatch." + message.purpose().text());
        body.put("purpose", message.purpose().text());
        body.put("receiver", name);
        body.put("severity", message.severity().text());
        body.put("as_of", message.asOf().toString());
        body.put("subject", subject.subject(message));
        ArrayNode lines = body.putArray("lines");
        message.lines().forEach(lines::add);
        body.set("cases", NoticeJson.cases(message.notice()));
        return body.toString();
    }
}
