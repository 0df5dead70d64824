package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cxrwatch.alert.Acknowledgements;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alerts ack}. */
@Command(
        name = "ack",
        description = "Says that you have an alert, or all open alerts of a case, in hand. People hear of it again if"
                + " it gets worse, when it is over, and when your time for it is.")
final class AlertsAckCommand implements Callable<Integer> {

    private final Workplace place;

    @Parameters(paramLabel = "CASE|KEY", description = "The id of a case, or the key or short id of an alert.")
    private String wanted;

    @Mixin
    private final UntilOptions until = new UntilOptions();

    @Mixin
    private final CommentOptions note = new CommentOptions();

    AlertsAckCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        String by = note.by(place);
        List<String> lines = new ArrayList<>();
        try (Ports ports = place.open("alerts ack", settings)) {
            List<Episode> changed = OpenAlerts.change(ports, wanted, (open, now) -> {
                Instant end = end(now, settings);
                open.forEach(episode -> lines.add(said(episode, by, end)));
                String comment = note.comment().orElse("");
                return Acknowledgements.given(open, Handling.acknowledging(by, comment, end), now);
            });
            lines.add("People hear of it again if it gets worse, when it is over, and when this time is.");
            place.answer(OpenAlerts.facts(lines, changed));
        }
        return ExitCode.DONE.number();
    }

    private Instant end(Instant now, Settings settings) {
        Instant end = until.end(now).orElseGet(() -> now.plus(settings.alerts().acknowledgement()));
        if (!end.isAfter(now)) {
            throw new UsageException(
                    "The acknowledgement would end " + ShownText.instant(end) + " UTC, and it is "
                            + ShownText.instant(now) + " UTC now.",
                    "Name a later end with --until, or a length with --for, e.g. --for 3d.");
        }
        return end;
    }

    private static String said(Episode episode, String by, Instant end) {
        String now = "in hand by " + by + " until " + ShownText.instant(end) + " UTC";
        return episode.acknowledgement()
                .map(was -> episode.key() + " was acknowledged already, by " + was.by() + " until "
                        + ShownText.instant(was.until()) + " UTC; it is " + now + ".")
                .orElseGet(() -> episode.key() + " is " + now + ".");
    }
}
