package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.window.Window;

/**
 * One episode as it was recorded and as the windows known now have it; at least one of both is there.
 *
 * @param key what it is about
 * @param number of the episode
 * @param before as recorded by an earlier night
 * @param after as folded tonight; empty if the evidence is gone
 */
record EpisodeChange(AlertKey key, int number, Optional<Episode> before, Optional<Occurrence> after) {

    /** What changed of its state, in the order of happening. */
    List<Transition.Kind> kinds() {
        List<Transition.Kind> kinds = new ArrayList<>();
        boolean wasOpen = before.map(was -> was.state().isOpen()).orElse(false);
        boolean isOpen = after.map(Occurrence::isOpen).orElse(false);
        if (before.isEmpty()) {
            kinds.add(Transition.Kind.OPENED);
        } else if (wasOpen && isWorse()) {
            kinds.add(Transition.Kind.RAISED);
        }
        if (after.isEmpty()) {
            kinds.add(Transition.Kind.RETRACTED);
        } else if (!isOpen && (wasOpen || before.isEmpty())) {
            kinds.add(Transition.Kind.RESOLVED);
        }
        return kinds;
    }

    /**
     * Whether it changes something for people: what was open or is open, or came and went in windows that nobody had
     * decided before. What a re-decision finds or loses in a closed past is recorded only; so is what is merely
     * worth recording.
     */
    boolean isNews(Night night) {
        boolean wasOpen = before.map(was -> was.state().isOpen()).orElse(false);
        boolean isOpen = after.map(Occurrence::isOpen).orElse(false);
        boolean cameAndWent = before.isEmpty()
                && after.map(Occurrence::last)
                        .map(Window::end)
                        .filter(night.decidedThrough()::isBefore)
                        .isPresent();
        return night.telling() == Night.Telling.TELL
                && severity() != AlertSeverity.INFO
                && (wasOpen || isOpen || cameAndWent);
    }

    /** The worst it has been on any night. */
    AlertSeverity severity() {
        AlertSeverity known = before.map(Episode::severity).orElse(AlertSeverity.INFO);
        AlertSeverity now = after.map(is -> is.found().severity()).orElse(AlertSeverity.INFO);
        return known.compareTo(now) >= 0 ? known : now;
    }

    /** The windows it rests on; a retracted episode keeps those it rested on and has none that cleared it. */
    Episode.Span span() {
        return after.map(is -> is.found().span())
                .or(() -> before.map(
                        was -> new Episode.Span(was.span().opened(), was.span().last(), Optional.empty())))
                .orElseThrow();
    }

    /** The episode to record. */
    Episode episode(Night night, String caseId) {
        boolean isOpen = after.map(Occurrence::isOpen).orElse(false);
        Optional<Acknowledgement> inHand = isOpen ? inHand() : Optional.empty();
        return new Episode(
                key,
                number,
                state(inHand),
                severity(),
                span(),
                before.map(Episode::openedAsOf).orElse(night.asOf()),
                isOpen
                        ? Optional.empty()
                        : before.flatMap(Episode::resolvedAsOf).or(() -> Optional.of(night.asOf())),
                caseId,
                after.map(is -> is.found().evidence())
                        .or(() -> before.map(Episode::evidence))
                        .orElseThrow(),
                after.map(is -> is.found().symptoms())
                        .or(() -> before.map(Episode::symptoms))
                        .orElseThrow(),
                inHand,
                before.map(Episode::heard).orElse(Heard.NOTHING));
    }

    private AlertState state(Optional<Acknowledgement> inHand) {
        if (!after.map(Occurrence::isOpen).orElse(false)) {
            return AlertState.RESOLVED;
        }
        return inHand.isPresent() ? AlertState.ACKNOWLEDGED : AlertState.FIRING;
    }

    /** Who has it in hand keeps it in hand, unless it got worse. */
    private Optional<Acknowledgement> inHand() {
        return isWorse() ? Optional.empty() : before.flatMap(Episode::acknowledgement);
    }

    private boolean isWorse() {
        return before.filter(was -> severity().compareTo(was.severity()) > 0).isPresent();
    }
}
