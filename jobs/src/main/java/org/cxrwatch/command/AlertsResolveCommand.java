package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Resolutions;
import org.cxrwatch.error.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alerts resolve}. */
@Command(
        name = "resolve",
        description = "Says that an alert, or all open alerts of a case, is over. What began before counts no more;"
                + " evidence in a window that begins afterwards opens the next episode.")
final class AlertsResolveCommand implements Callable<Integer> {

    private final Workplace place;

    @Parameters(paramLabel = "CASE|KEY", description = "The id of a case, or the key or short id of an alert.")
    private String wanted;

    @Mixin
    private final CommentOptions note = new CommentOptions();

    AlertsResolveCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        String by = note.by(place);
        try (Ports ports = place.open("alerts resolve")) {
            List<Episode> changed = OpenAlerts.change(
                    ports,
                    wanted,
                    (open, now) -> Resolutions.byHand(open, by, note.comment().orElse(""), now));
            List<String> lines = new ArrayList<>();
            changed.forEach(episode -> lines.add(episode.key() + " is over, says " + by + "."));
            lines.add("Evidence in a window that begins from now on opens the next episode, and people are told.");
            place.answer(OpenAlerts.facts(lines, changed));
        }
        return ExitCode.DONE.number();
    }
}
