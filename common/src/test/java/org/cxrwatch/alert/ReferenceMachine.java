package org.cxrwatch.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

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
        return run(windows, List.of());
    }

    /** The same, where people said that it was over. */
    List<Occurrence> run(List<JudgedWindow> windows, List<ResolvedByHand> events) {
        List<ResolvedByHand> ours = new ArrayList<>(
                events.stream().filter(event -> event.key().equals(key)).toList());
        ours.sort(Comparator.comparing(ResolvedByHand::at));
        int said = 0;
        for (JudgedWindow window : windows) {
            Instant start = window.window().start();
            for (; said < ours.size() && !ours.get(said).at().isAfter(start); said++) {
                isOver(ours.get(said).at());
            }
            boolean counts = true;
            for (ResolvedByHand event : ours) {
                boolean later = event.last().start().isBefore(start);
                counts = counts && !(later && start.isBefore(event.at()));
            }
            for (Judgement judgement : window.judgements()) {
                if (counts && judgement.key().equals(key)) {
                    see(window.window(), judgement);
                }
            }
        }
        for (; said < ours.size(); said++) {
            isOver(ours.get(said).at());
        }
        if (firing) {
            occurrences.add(occurrence(AlertState.FIRING, Optional.empty()));
        }
        return occurrences;
    }

    /** Somebody says so. */
    private void isOver(Instant at) {
        if ((bad > 0 || firing) && opened.start().isBefore(at)) {
            if (firing) {
                Window day = new Window(WindowKind.DAY, at.truncatedTo(ChronoUnit.DAYS));
                occurrences.add(occurrence(AlertState.RESOLVED, Optional.of(day)));
            }
            firing = false;
            bad = 0;
            good = 0;
        }
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
