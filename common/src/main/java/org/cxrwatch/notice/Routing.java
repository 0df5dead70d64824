package org.cxrwatch.notice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;

/**
 * Who is told of what. Routes are tried in order; the first that matches takes the alert, unless it lets it go on. What
 * no route takes goes to the receivers of the default route, of which there is at least one.
 *
 * @param routes in the order they are tried
 * @param otherwise who is told of what no route takes
 * @param escalation who is told in addition when nobody acknowledges; empty if those told before are told again
 */
public record Routing(List<Route> routes, List<Receiver> otherwise, List<Receiver> escalation) {

    /**
     * A way from alerts to receivers.
     *
     * @param matcher which alerts
     * @param to who is told
     * @param after what becomes of the alert
     */
    public record Route(AlertMatcher matcher, List<Receiver> to, After after) {

        /** Copies the list. */
        public Route {
            to = List.copyOf(to);
        }
    }

    /** What becomes of an alert that a route took. */
    public enum After {
        /** No further route sees it. */
        STOP,
        /** The routes after it see it too. */
        CONTINUE
    }

    /** Everything to whoever reads the log. */
    public static final Routing LOG = to(List.of(Receiver.LOG));

    /** Copies the lists; refuses to tell nobody. */
    public Routing {
        routes = List.copyOf(routes);
        otherwise = List.copyOf(otherwise);
        escalation = List.copyOf(escalation);
        if (otherwise.isEmpty()) {
            throw new IllegalArgumentException(
                    "Somebody must be told of what no route takes: name a receiver in the default route.");
        }
    }

    /** Everything to the same receivers. */
    public static Routing to(List<Receiver> receivers) {
        return new Routing(List.of(), receivers, List.of());
    }

    /** Everybody who may be told of a change, each once. */
    public List<Receiver> everybody() {
        return Stream.concat(routes.stream().flatMap(route -> route.to().stream()), otherwise.stream())
                .distinct()
                .toList();
    }

    /** Who is told of a change: each once, those whose least severity it reaches. */
    public List<Receiver> receivers(Transition change) {
        Set<Receiver> found = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.matcher().matches(change.key(), change.severity(), change.caseId())) {
                found.addAll(route.to());
                if (route.after() == After.STOP) {
                    return hearing(found, change.severity());
                }
            }
        }
        if (found.isEmpty()) {
            found.addAll(otherwise);
        }
        return hearing(found, change.severity());
    }

    private static List<Receiver> hearing(Set<Receiver> receivers, AlertSeverity severity) {
        return new ArrayList<>(receivers)
                .stream().filter(receiver -> receiver.hears(severity)).toList();
    }
}
