package org.cxrwatch.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.DriftMetric;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * An alert as it was known at an instant.
 *
 * @param episode what it is about and the windows it rested on
 * @param state where it stood: firing, acknowledged, resolved or retracted
 * @param severity the worst it had been
 * @param evidence what had been found, in words
 * @param drift of drift: the score that moved farthest on the last day with evidence known then
 */
record KnownAlert(
        Episode episode, String state, AlertSeverity severity, String evidence, Optional<SubjectScore> drift) {

    /** As known now. */
    static KnownAlert now(Episode episode) {
        return new KnownAlert(
                episode, episode.state().text(), episode.severity(), episode.evidence(), Optional.empty());
    }

    /** As known at an instant; empty if it was not. */
    static Optional<KnownAlert> at(Instant asOf, Episode episode, List<Transition> changes) {
        return changes.stream()
                .filter(change -> change.kind().isOfState() && !change.asOf().isAfter(asOf))
                .reduce((earlier, later) -> later)
                .map(last -> new KnownAlert(
                        asKnown(asOf, episode), state(last), last.severity(), last.text(), Optional.empty()));
    }

    /**
     * Without what later nights added. Changes hold no windows: the last with evidence lay at the latest where a window
     * had ended by then. Nor do they hold symptoms: which of today's were known then cannot be said, so that none are.
     */
    private static Episode asKnown(Instant asOf, Episode episode) {
        Episode.Span span = episode.span();
        Window latest = latest(asOf, span.last().kind());
        Window last = latest.compareTo(span.last()) < 0 ? latest : span.last();
        return new Episode(
                episode.key(),
                episode.number(),
                episode.state(),
                episode.severity(),
                new Episode.Span(
                        span.opened(), last.compareTo(span.opened()) < 0 ? span.opened() : last, Optional.empty()),
                episode.openedAsOf(),
                episode.resolvedAsOf(),
                episode.caseId(),
                episode.evidence(),
                List.of(),
                episode.acknowledgement(),
                episode.heard());
    }

    /** The latest window that has ended. */
    private static Window latest(Instant asOf, WindowKind kind) {
        ChronoUnit step = kind == WindowKind.HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        return new Window(kind, asOf.truncatedTo(step).minus(kind.length()));
    }

    private static String state(Transition last) {
        return switch (last.kind()) {
            case OPENED, RAISED, EXPIRED, ESCALATED -> "firing";
            case ACKNOWLEDGED, RESOLVED, RETRACTED -> last.kind().text();
            case SUPPRESSED, INHIBITED, HELD, TOLD ->
                throw new IllegalStateException("What is " + last.kind().text() + " is no state.");
        };
    }

    KnownAlert with(Optional<SubjectScore> moved) {
        return new KnownAlert(episode, state, severity, evidence, moved);
    }

    /** How bad, for people: the evidence is its last window's, and an earlier one may have been worse. */
    String worst() {
        return worst(severity);
    }

    /** A severity that it had reached, likewise. */
    String worst(AlertSeverity reached) {
        boolean isOneWindow = episode.span().opened().equals(episode.span().last());
        return (isOneWindow ? "" : "at worst ") + reached.text();
    }

    boolean isOpen() {
        return state.equals("firing") || state.equals("acknowledged");
    }

    Slice slice() {
        return episode.key().slice();
    }

    /** Of drift, which kind. */
    Optional<DriftKind> driftKind() {
        return episode.key().type() != AlertType.DRIFT_DETECTED
                ? Optional.empty()
                : DriftMetric.find(episode.key().metric()).map(DriftMetric::kind);
    }

    /** Whether it says that the model is less right. */
    boolean isOfAccuracy() {
        return episode.key().type() == AlertType.ACCURACY_DROP
                || driftKind().filter(kind -> kind == DriftKind.CONCEPT).isPresent();
    }

    /** Whether it says that the answers are others. */
    boolean isOfAnswers() {
        return driftKind().filter(kind -> kind == DriftKind.PREDICTION).isPresent();
    }

    /** When it began: the day dated by its own history, else its first window with evidence. */
    String since() {
        return drift.flatMap(SubjectScore::onset)
                .map(Onset::toString)
                .orElseGet(() -> ShownText.instant(episode.span().opened().start()));
    }

    /** In which windows it was found; how much and how sure, the evidence says. */
    String found() {
        return "found from " + window(episode.span().opened().start()) + " to "
                + window(episode.span().last().start());
    }

    private String window(Instant start) {
        return episode.key().window() == WindowKind.HOUR ? ShownText.instant(start) + " UTC" : ShownText.instant(start);
    }

    /** For programs. */
    Map<String, Object> fields(String runbook) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alert_key", episode.key().toString());
        fields.put("alert_type", episode.key().type().text());
        fields.put("metric", episode.key().metric());
        fields.put("model_version", episode.key().scope());
        fields.put("slice_key", slice().key());
        fields.put("slice_value", slice().value());
        fields.put("episode", episode.number());
        fields.put("case_id", episode.caseId());
        fields.put("state", state);
        fields.put("severity", severity.text());
        fields.put("opened_window_start", episode.span().opened().start());
        fields.put("last_window_start", episode.span().last().start());
        fields.put("opened_as_of", episode.openedAsOf());
        fields.put("since", drift.flatMap(SubjectScore::onset).map(Onset::first));
        fields.put("since_earliest", drift.flatMap(SubjectScore::onset).map(Onset::earliest));
        fields.put("since_latest", drift.flatMap(SubjectScore::onset).map(Onset::latest));
        fields.put("subject", drift.map(SubjectScore::subject));
        fields.put(
                "excess",
                drift.flatMap(score -> Score.of(score.evidence().excess()).measured())
                        .map(Score.Measured::value));
        fields.put("p_adjusted", drift.map(score -> score.evidence().adjusted()));
        fields.put("evidence", evidence);
        fields.put("symptoms", episode.symptoms().stream().map(Slice::toString).toList());
        fields.put("runbook", runbook);
        return fields;
    }
}
