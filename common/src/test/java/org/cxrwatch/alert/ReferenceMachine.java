package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.window.Window;

/**
 * The states of one alert as a text book would draw them: one field a fact, one branch an arrow; no tracks, no
 * checkpoints.
 */
final class ReferenceMachine {

    private final AlertKey key;
    private final Persistence persistence;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private boolean firing;
    private int bad;
    private int good;
    private Window opened;
    private Window last;
    private AlertSeverity worst;
    private String evidence;

    ReferenceMachine(AlertKey key, Persistence persistence) {
        this.key = key;
        this.persistence = persistence;
    }

    /** All that was ever open, given the judgements of windows in their order. */
    List<Occurrence> run(List<JudgedWindow> windows) {
        for (JudgedWindow window : windows) {
            for (Judgement judgement : window.judgements()) {
                if (judgement.key().equals(key)) {
                    see(window.window(), judgement);
                }
            }
        }
        if (firing) {
            occurrences.add(occurrence(AlertState.FIRING, Optional.empty()));
        }
        return occurrences;
    }

    private void see(Window window, Judgement judgement) {
        if (judgement instanceof Judgement.Raised raised) {
            if (bad == 0 && !firing) {
                opened = window;
                worst = AlertSeverity.INFO;
            }
            bad++;
            good = 0;
            last = window;
            evidence = raised.text();
            worst = raised.severity().ordinal() > worst.ordinal() ? raised.severity() : worst;
            firing = firing || bad == persistence.windows();
        } else if (judgement instanceof Judgement.Explained explained && firing) {
            good = 0;
            last = window;
            evidence = explained.text();
        } else if (judgement instanceof Judgement.Over over) {
            bad = 0;
            good = 0;
            if (firing) {
                evidence = over.text();
                occurrences.add(occurrence(AlertState.RESOLVED, Optional.of(window)));
                firing = false;
            }
        } else if (judgement instanceof Judgement.Clear) {
            bad = 0;
            good++;
            if (firing && good == persistence.clearWindows()) {
                occurrences.add(occurrence(AlertState.RESOLVED, Optional.of(window)));
                firing = false;
            }
            if (!firing) {
                good = 0;
            }
        }
    }

    private Occurrence occurrence(AlertState state, Optional<Window> resolved) {
        return new Occurrence(
                key, new Track.Current(state, worst, new Episode.Span(opened, last, resolved), evidence, List.of()));
    }
}
