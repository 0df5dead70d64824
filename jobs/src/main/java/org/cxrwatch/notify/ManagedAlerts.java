package org.cxrwatch.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;

/**
 * Alerts as Alertmanager takes them. It knows one by its labels, of which severity is one: what got worse is another
 * alert to it, and the milder one must end.
 *
 * @param terms on which they are posted
 * @param now from when on they hold, or when they end
 */
record ManagedAlerts(AlertmanagerChannel.Terms terms, Instant now) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Long enough to be told of, for what does not hold. */
    private static final Duration BRIEFLY = Duration.ofMinutes(5);

    private static final String STARTS = "startsAt";
    private static final String ENDS = "endsAt";

    /** What a case has to say, and what must end because of it. */
    List<ObjectNode> of(Notice.CaseNews told) {
        List<ObjectNode> alerts = new ArrayList<>();
        for (Notice.AlertNews alert : told.alerts()) {
            boolean isOver = alert.kind().isOver();
            Stream.of(AlertSeverity.values())
                    .filter(each -> isOver || wasBefore(each, alert))
                    .forEach(each -> alerts.add(alert(told, alert, each).put(ENDS, now.toString())));
            if (!isOver) {
                alerts.add(alert(told, alert, alert.severity())
                        .put(ENDS, now.plus(holds(alert)).toString()));
            }
        }
        return alerts;
    }

    /** What came and went before people were told of it is not renewed: it is over as soon as they are. */
    private Duration holds(Notice.AlertNews alert) {
        return alert.span().resolved().isPresent() ? BRIEFLY : terms.validity();
    }

    private static boolean wasBefore(AlertSeverity severity, Notice.AlertNews alert) {
        return alert.kind() == Transition.Kind.RAISED && severity.compareTo(alert.severity()) < 0;
    }

    /** One that says of itself that it is a test, and ends after five minutes. */
    ObjectNode test(Message message) {
        ObjectNode alert = MAPPER.createObjectNode();
        alert.putObject("labels")
                .put("alertname", "cxrwatch_test")
                .put("severity", message.severity().text())
                .put("test", "true");
        alert.putObject("annotations")
                .put("summary", message.subject())
                .put("description", String.join("\n", message.lines()));
        return alert.put(STARTS, now.toString()).put(ENDS, now.plus(BRIEFLY).toString());
    }

    private ObjectNode alert(Notice.CaseNews told, Notice.AlertNews alert, AlertSeverity severity) {
        ObjectNode node = MAPPER.createObjectNode();
        node.putObject("labels")
                .put("alertname", alert.key().type().text() + "_" + alert.key().metric())
                .put("alert_type", alert.key().type().text())
                .put("severity", severity.text())
                .put("metric", alert.key().metric())
                .put("model_version", alert.key().scope())
                .put("slice", alert.key().slice().toString())
                .put("window", alert.key().window().name())
                .put("case_id", told.caseId());
        ObjectNode annotations =
                node.putObject("annotations").put("summary", told.headline()).put("description", alert.text());
        told.links().stream().findFirst().ifPresent(link -> annotations.put("runbook", link.target()));
        if (!told.figures().isEmpty()) {
            annotations.put(
                    "figures",
                    told.figures().stream().map(ManagedAlerts::figure).collect(Collectors.joining("; ")));
        }
        generator(told).ifPresent(page -> node.put("generatorURL", page));
        return node.put(STARTS, alert.span().opened().start().toString());
    }

    private static String figure(Notice.Figure figure) {
        return figure.name() + " " + figure.value()
                + figure.baseline().map(usual -> " (usually " + usual + ")").orElse("");
    }

    private Optional<String> generator(Notice.CaseNews told) {
        return terms.generator()
                .map(Object::toString)
                .or(() -> told.links().stream()
                        .map(Notice.Link::target)
                        .filter(MailText::isWeb)
                        .filter(target -> target.matches("[\\x21-\\x7e]+"))
                        .findFirst());
    }
}
