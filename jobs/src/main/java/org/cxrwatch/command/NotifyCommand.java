package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.NightHistory;
import org.cxrwatch.port.Outbox;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code notify}. */
@Command(
        name = "notify",
        description = "Sends what evaluations decided to tell people, and what time brings about: alerts that nobody"
                + " acknowledged, nights that failed or are late, and once a week what is open.")
final class NotifyCommand implements Callable<Integer> {

    private final Workplace place;

    @ArgGroup
    private Dead dead = new Dead();

    @ArgGroup(exclusive = false)
    private Failed failed;

    NotifyCommand(Workplace place) {
        this.place = place;
    }

    /** What becomes of messages that were given up. */
    private static final class Dead {

        @Option(names = "--list-dead", description = "Show the messages that were given up, and why; send nothing.")
        private boolean list;

        @Option(names = "--retry-dead", description = "Try the messages that were given up again, then send as usual.")
        private boolean retry;

        @Option(names = "--drop-dead", description = "Let the messages that were given up go, then send as usual.")
        private boolean drop;
    }

    /** What a scheduler knows of a night's step that may never have begun. */
    private static final class Failed {

        @Option(
                names = "--failed",
                required = true,
                paramLabel = "COMMAND",
                description = "For schedulers: this command of the night failed. Where it did not get as far as to note"
                        + " that itself, it is noted now; then it is sent as usual.")
        private String command;

        @Option(
                names = "--because",
                required = true,
                paramLabel = "TEXT",
                description = "With --failed: why, if the command did not say it.")
        private String why;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        refuseUnwatched();
        if (dead.list) {
            try (Ports ports = place.open("notify", settings)) {
                place.answer(listed(ports.outbox().dead()));
            }
            return ExitCode.DONE.number();
        }
        settings.sending().requireSecrets();
        return new RecordedRun(place, "notify").run(ports -> {
            List<String> before = changed(ports.outbox());
            noteFailure(ports);
            return new Sending(settings, ports).run(place.now()).done(before);
        });
    }

    private void refuseUnwatched() {
        if (failed != null && !NightHistory.watched().contains(failed.command)) {
            throw new UsageException(
                    "Nobody is told that '" + failed.command + "' failed: it is no command of the night.",
                    "Let --failed be one of " + String.join(", ", NightHistory.watched())
                            + "; nightly stands for the whole night.");
        }
    }

    private void noteFailure(Ports ports) {
        if (failed != null) {
            new NightHistory(ports.runs(), ports.outbox()).noteFailure(failed.command, failed.why, place.now());
        }
    }

    private List<String> changed(Outbox outbox) {
        if (dead.retry) {
            return List.of(said(outbox.retryDead(), " is tried again", " are tried again"));
        }
        return dead.drop
                ? List.of(said(outbox.dropDead(), " is let go: nobody is told it", " are let go: nobody is told them"))
                : List.of();
    }

    private static String said(int messages, String one, String many) {
        return messages == 0
                ? "No message was given up."
                : counted(messages) + " that had been given up" + (messages == 1 ? one : many) + ".";
    }

    private static Facts listed(List<Outbox.Dead> dead) {
        List<String> lines = new ArrayList<>();
        lines.add(
                dead.isEmpty()
                        ? "No message was given up."
                        : counted(dead.size()) + " could not be delivered: people were not told what "
                                + (dead.size() == 1 ? "it says." : "they say."));
        dead.forEach(message -> {
            lines.add("  " + ShownText.instant(message.at()) + "  "
                    + message.message().channel() + " to " + message.message().receiver() + ": "
                    + message.message().subject());
            lines.add("    " + message.detail());
        });
        if (!dead.isEmpty()) {
            lines.add("Mend the channel, then `cxrwatch notify --retry-dead`; or `cxrwatch notify --drop-dead`.");
        }
        return Facts.said(lines)
                .with("dead", dead.stream().map(NotifyCommand::fields).toList());
    }

    private static Map<String, Object> fields(Outbox.Dead dead) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", dead.id());
        fields.put("at", dead.at());
        fields.put("channel", dead.message().channel());
        fields.put("receiver", dead.message().receiver());
        fields.put("purpose", dead.message().purpose().text());
        fields.put("subject", dead.message().subject());
        fields.put("attempts", dead.attempts());
        fields.put("detail", dead.detail());
        return fields;
    }

    private static String counted(int messages) {
        return messages + (messages == 1 ? " message" : " messages");
    }
}
