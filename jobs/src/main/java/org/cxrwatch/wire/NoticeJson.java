package org.cxrwatch.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** A notice as JSON; {@code read(write(notice))} is the notice. docs/webhook.schema.json says what each field means. */
public final class NoticeJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private NoticeJson() {}

    /** As text. */
    public static String write(Notice notice) {
        try {
            return MAPPER.writeValueAsString(MAPPER.createObjectNode().set("cases", cases(notice)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is told could not be written as JSON.", e);
        }
    }

    /** From such a text. */
    public static Notice read(String json) {
        try {
            return new Notice(list(MAPPER.readTree(json).path("cases"), NoticeJson::told));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a notice as JSON; it begins " + start(json) + ".", e);
        }
    }

    /** Its cases, the worst first. */
    public static ArrayNode cases(Notice notice) {
        return array(notice.cases(), NoticeJson::node);
    }

    private static ObjectNode node(Notice.CaseNews told) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("case_id", told.caseId());
        node.put("severity", told.severity().text());
        node.put("headline", told.headline());
        node.set("alerts", array(told.alerts(), NoticeJson::node));
        node.set("symptoms", texts(told.symptoms()));
        node.set("figures", array(told.figures(), NoticeJson::node));
        node.set("checks", texts(told.checks()));
        node.set("commands", texts(told.commands()));
        node.set(
                "links",
                array(
                        told.links(),
                        link -> MAPPER.createObjectNode()
                                .put("label", link.label())
                                .put("target", link.target())));
        return node;
    }

    private static Notice.CaseNews told(JsonNode node) {
        return new Notice.CaseNews(
                node.path("case_id").asText(),
                constant(AlertSeverity.class, node.path("severity")),
                node.path("headline").asText(),
                list(node.path("alerts"), NoticeJson::alert),
                list(node.path("symptoms"), JsonNode::asText),
                list(node.path("figures"), NoticeJson::figure),
                list(node.path("checks"), JsonNode::asText),
                list(node.path("commands"), JsonNode::asText),
                list(
                        node.path("links"),
                        link -> new Notice.Link(
                                link.path("label").asText(), link.path("target").asText())));
    }

    private static ObjectNode node(Notice.AlertNews alert) {
        AlertKey key = alert.key();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("alert_key", key.toString());
        node.put("fingerprint", key.fingerprint());
        node.put("alert_type", key.type().text());
        node.put("metric", key.metric());
        node.put("model_version", key.scope());
        node.put("window_kind", key.window().name());
        node.put("slice_key", key.slice().key());
        node.put("slice_value", key.slice().value());
        node.put("episode", alert.episode());
        node.put("change", alert.kind().text());
        node.put("severity", alert.severity().text());
        node.put("opened_window_start", alert.span().opened().start().toString());
        node.put("last_window_start", alert.span().last().start().toString());
        node.put(
                "resolved_window_start",
                alert.span().resolved().map(window -> window.start().toString()).orElse(null));
        node.put("unwatched", alert.span().watch() == Episode.Watch.GIVEN_UP);
        node.put("text", alert.text());
        return node;
    }

    private static Notice.AlertNews alert(JsonNode node) {
        WindowKind kind = constant(WindowKind.class, node.path("window_kind"));
        AlertKey key = new AlertKey(
                constant(AlertType.class, node.path("alert_type")),
                node.path("metric").asText(),
                node.path("model_version").asText(),
                kind,
                new Slice(
                        node.path("slice_key").asText(),
                        node.path("slice_value").asText()));
        Optional<Window> resolved =
                find(node.path("resolved_window_start")).map(start -> new Window(kind, Instant.parse(start)));
        return new Notice.AlertNews(
                key,
                node.path("episode").asInt(),
                constant(Transition.Kind.class, node.path("change")),
                constant(AlertSeverity.class, node.path("severity")),
                new Episode.Span(
                        window(kind, node.path("opened_window_start")),
                        window(kind, node.path("last_window_start")),
                        resolved,
                        node.path("unwatched").asBoolean() ? Episode.Watch.GIVEN_UP : Episode.Watch.KEPT),
                node.path("text").asText());
    }

    private static ObjectNode node(Notice.Figure figure) {
        return MAPPER.createObjectNode()
                .put("name", figure.name())
                .put("value", figure.value())
                .put("baseline", figure.baseline().orElse(null));
    }

    private static Notice.Figure figure(JsonNode node) {
        return new Notice.Figure(node.path("name").asText(), node.path("value").asText(), find(node.path("baseline")));
    }

    private static Window window(WindowKind kind, JsonNode start) {
        return new Window(kind, Instant.parse(start.asText()));
    }

    private static Optional<String> find(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? Optional.empty() : Optional.of(node.asText());
    }

    private static <T> ArrayNode array(List<T> items, Function<T, JsonNode> node) {
        ArrayNode array = MAPPER.createArrayNode();
        items.forEach(item -> array.add(node.apply(item)));
        return array;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>();
        array.forEach(node -> items.add(item.apply(node)));
        return items;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node) {
        return Enum.valueOf(type, node.asText().toUpperCase(Locale.ROOT));
    }

    private static String start(String json) {
        return json.length() > 40 ? json.substring(0, 40) + "…" : json;
    }
}
