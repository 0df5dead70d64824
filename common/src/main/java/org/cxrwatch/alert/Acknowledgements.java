package org.cxrwatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who has which episodes in hand, and for how long. An acknowledgement ends when its time is over, when the episode
 * gets worse, and with the episode.
 */
public final class Acknowledgements {

    private Acknowledgements() {}

    /**
     * Puts open episodes into somebody's hand, also those in somebody's hand already. Whoever acknowledges knows: what
     * was kept back of them is not told any more. It is no news.
     *
     * @param episodes open ones
     * @param handling who, why and until when
     * @param now when
     */
    public static RecordedNight given(Collection<Episode> episodes, Handling handling, Instant now) {
        Instant until = handling.until().orElseThrow();
        List<Episode> changed = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        for (Episode episode : episodes) {
            Episode after = episode.acknowledged(new Acknowledgement(handling.by(), until))
                    .heard(known(episode, now));
            changed.add(after);
            String text = "In hand by " + handling.by() + " until " + Wording.instant(until)
                    + (handling.comment().isEmpty() ? "." : ": " + handling.comment());
            transitions.add(Transition.by(after, Transition.Kind.ACKNOWLEDGED, now, text, handling));
        }
        return new RecordedNight(changed, transitions, List.of());
    }

    /**
     * Takes those episodes out of somebody's hand whose acknowledgement is over; each is news. Asked again, it finds
     * nothing more.
     */
    public static RecordedNight expired(Collection<Episode> episodes, Instant now) {
        List<Episode> changed = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        List<News> news = new ArrayList<>();
        for (Episode episode : episodes) {
            Optional<Acknowledgement> over = episode.acknowledgement().filter(one -> one.isOver(now));
            if (over.isPresent()) {
                Episode after = episode.released();
                Acknowledgement was = over.get();
                String text = "Nobody has it in hand any more: the acknowledgement by " + was.by() + " ended "
                        + Wording.instant(was.until()) + ". "
                        + TransitionText.transition(after, Transition.Kind.EXPIRED, now)
                                .text();
                Transition transition = Transition.by(
                        after, Transition.Kind.EXPIRED, now, text, Handling.acknowledging(was.by(), "", was.until()));
                changed.add(after);
                transitions.add(transition);
                news.add(new News(transition, after));
            }
        }
        return new RecordedNight(changed, transitions, news);
    }

    private static Heard known(Episode episode, Instant now) {
        return episode.heard().told().isPresent()
                ? episode.heard().letGo()
                : episode.heard().telling(Transition.Kind.ACKNOWLEDGED, episode.severity(), now);
    }
}
