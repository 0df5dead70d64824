package org.cxrwatch.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cxrwatch.alert.Acknowledgement;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.Transition;

/** Episodes and what happened to them, for programs: named as the columns of their tables. */
final class EpisodeFields {

    private EpisodeFields() {}

    static Map<String, Object> of(Episode episode) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alert_key", episode.key().toString());
        fields.put("alert_id", episode.key().fingerprint());
        fields.put("alert_type", episode.key().type().text());
        fields.put("metric", episode.key().metric());
        fields.put("model_version", episode.key().scope());
        fields.put("slice_key", episode.key().slice().key());
        fields.put("slice_value", episode.key().slice().value());
        fields.put("episode", episode.number());
        fields.put("state", episode.state().text());
        fields.put("severity", episode.severity().text());
        fields.put("opened_window_start", episode.span().opened().start());
        fields.put("last_window_start", episode.span().last().start());
        fields.put("resolved_window_start", episode.span().resolved().map(window -> window.start()));
        fields.put("opened_as_of", episode.openedAsOf());
        fields.put("resolved_as_of", episode.resolvedAsOf());
        fields.put("case_id", episode.caseId());
        fields.put("evidence", episode.evidence());
        fields.put("symptoms", episode.symptoms());
        fields.put("acknowledged_by", episode.acknowledgement().map(Acknowledgement::by));
        fields.put("acknowledged_until", episode.acknowledgement().map(Acknowledgement::until));
        fields.put("told_first_at", episode.heard().told().map(Heard.Told::first));
        fields.put("held_kind", episode.heard().held().map(held -> held.kind().text()));
        fields.put("held_by", episode.heard().held().map(Heard.Held::by));
        return fields;
    }

    /** With what happened to it, in the order in which it was seen. */
    static Map<String, Object> of(Episode episode, List<Transition> events) {
        Map<String, Object> fields = of(episode);
        fields.put("events", events.stream().map(EpisodeFields::event).toList());
        return fields;
    }

    private static Map<String, Object> event(Transition change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", change.kind().text());
        fields.put("severity", change.severity().text());
        fields.put("as_of", change.asOf());
        fields.put("text", change.text());
        fields.put("actor", change.handling().map(Handling::by));
        fields.put("comment", change.handling().map(Handling::comment));
        fields.put("until", change.handling().flatMap(Handling::until));
        return fields;
    }
}
