package org.cxrwatch.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.port.Renewable;

/**
 * Posts alerts to Prometheus' Alertmanager, which then groups, silences and passes them on as it is configured to. An
 * alert holds for a time and then ends by itself, unless it is renewed; what is over ends at once.
 */
public final class AlertmanagerChannel implements Renewable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String name;
    private final Terms terms;
    private final Endpoint alerts;
    private final HttpSender sender;
    private final Clock clock;

    /**
     * On what terms alerts are posted.
     *
     * @param validity how long one holds that is not renewed
     * @param generator page that alerts point back to; empty for the first that the message names
     */
    public record Terms(Duration validity, Optional<URI> generator) {}

    /** A receiver of this name, at the address of an Alertmanager; the clock says from when on alerts hold. */
    public AlertmanagerChannel(String name, Terms terms, Endpoint manager, HttpSender sender, Clock clock) {
        this.name = name;
        this.terms = terms;
        this.alerts = manager.below("/api/v2/alerts");
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery send(Message message) {
        return switch (message.purpose()) {
            case TEST -> post(MAPPER.createArrayNode().add(new ManagedAlerts(terms, clock.instant()).test(message)));
            // It names also what is silenced, which would fire there.
            case DIGEST -> Delivery.sent("nothing to tell it of: a digest is for people to read");
            case ALERT, ESCALATION -> post(message.notice().cases());
        };
    }

    @Override
    public Delivery renew(List<Notice.CaseNews> open) {
        return post(open);
    }

    private Delivery post(List<Notice.CaseNews> cases) {
        ManagedAlerts managed = new ManagedAlerts(terms, clock.instant());
        ArrayNode body = MAPPER.createArrayNode();
        cases.forEach(told -> managed.of(told).forEach(body::add));
        return body.isEmpty() ? Delivery.sent("nothing to tell it of: no alert is open") : post(body);
    }

    private Delivery post(ArrayNode body) {
        return sender.post(alerts, Map.of(), body.toString());
    }
}
