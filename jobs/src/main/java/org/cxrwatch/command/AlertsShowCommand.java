package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.error.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code alerts show}. */
@Command(name = "show", description = "One case or alert: what was found, and what changed on which night.")
final class AlertsShowCommand implements Callable<Integer> {

    private final Workplace place;

    @Parameters(paramLabel = "CASE|KEY", description = "The id of a case or the key of an alert.")
    private String wanted;

    AlertsShowCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        try (Ports ports = place.open("alerts show")) {
            NamedAlerts named = new NamedAlerts(ports.alertLog());
            Map<Episode, List<Transition>> changes = new LinkedHashMap<>();
            named.find(wanted).forEach(episode -> changes.put(episode, named.changes(episode)));
            place.answer(facts(wanted, changes));
        }
        return ExitCode.DONE.number();
    }

    private static Facts facts(String wanted, Map<Episode, List<Transition>> changes) {
        List<String> lines = new ArrayList<>();
        changes.forEach((episode, transitions) -> {
            KnownAlert known = KnownAlert.now(episode);
            lines.add(episode.key() + " (" + known.worst() + ", "
                    + episode.state().text() + ", case " + episode.caseId() + ")");
            lines.add("  " + episode.evidence());
            if (!episode.symptoms().isEmpty()) {
                lines.add("  moved with it: " + ShownText.of(episode.symptoms()));
            }
            transitions.forEach(change -> lines.add("  " + ShownText.instant(change.asOf()) + "  "
                    + change.kind().text() + ", " + severity(known, change) + ": " + change.text()));
            if (!transitions.isEmpty()
                    && !transitions.get(transitions.size() - 1).agreesWith(episode)) {
                lines.add("  as known now: " + windows(episode));
            }
        });
        return Facts.said(lines)
                .with("wanted", wanted)
                .with(
                        "alerts",
                        changes.entrySet().stream()
                                .map(entry -> fields(entry.getKey(), entry.getValue()))
                                .toList());
    }

    /** What is told of an end is what was found last, however bad it was before. */
    private static String severity(KnownAlert known, Transition change) {
        return switch (change.kind()) {
            case OPENED, RAISED -> Readings.lower(change.severity());
            case ACKNOWLEDGED, RESOLVED, RETRACTED -> known.worst(change.severity());
        };
    }

    /** Late labels and rows move windows without a change of state, which no event tells. */
    private static String windows(Episode episode) {
        Episode.Span span = episode.span();
        return "first window " + ShownText.instant(span.opened().start()) + ", last with evidence "
                + ShownText.instant(span.last().start())
                + span.resolved()
                        .map(over -> (episode.isUnwatched() ? ", not looked at any more since " : ", over since ")
                                + ShownText.instant(over.start()))
                        .orElse("");
    }

    private static Map<String, Object> fields(Episode episode, List<Transition> transitions) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alert_key", episode.key().toString());
        fields.put("alert_type", episode.key().type().text());
        fields.put("metric", episode.key().metric());
        fields.put("model_version", episode.key().scope());
        fields.put("slice_key", episode.key().slice().key());
        fields.put("slice_value", episode.key().slice().value());
        fields.put("episode", episode.number());
        fields.put("state", episode.state().text());
        fields.put("severity", Readings.lower(episode.severity()));
        fields.put("opened_window_start", episode.span().opened().start());
        fields.put("last_window_start", episode.span().last().start());
        fields.put("resolved_window_start", episode.span().resolved().map(window -> window.start()));
        fields.put("opened_as_of", episode.openedAsOf());
        fields.put("resolved_as_of", episode.resolvedAsOf());
        fields.put("case_id", episode.caseId());
        fields.put("evidence", episode.evidence());
        fields.put("symptoms", episode.symptoms());
        fields.put("events", transitions.stream().map(AlertsShowCommand::event).toList());
        return fields;
    }

    private static Map<String, Object> event(Transition change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", change.kind().text());
        fields.put("severity", Readings.lower(change.severity()));
        fields.put("as_of", change.asOf());
        fields.put("text", change.text());
        return fields;
    }
}
