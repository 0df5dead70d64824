package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.job.Notify;
import org.cxrwatch.port.Channel.Delivery.Status;
import picocli.CommandLine.Command;

/** {@code notify}. */
@Command(name = "notify", description = "Sends what evaluations decided to tell people.")
final class NotifyCommand implements Callable<Integer> {

    private final Workplace place;

    NotifyCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Notify.Terms terms = Policies.sending(place.settings());
        return new RecordedRun(place, "notify")
                .run(ports -> done(new Notify(ports.outbox(), ports.channels(), terms).run()));
    }

    static Done done(Notify.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.sentence());
        result.attempts().stream()
                .filter(attempt -> attempt.delivery().status() != Status.SENT)
                .forEach(attempt -> lines.add("  " + attempt.message().channel() + " to "
                        + attempt.message().receiver() + ": "
                        + attempt.delivery().detail()));
        int sent = result.with(Status.SENT).size();
        int later = result.with(Status.RETRY).size();
        int refused = result.with(Status.REJECTED).size();
        Facts facts = Facts.said(lines).with("sent", sent).with("retry", later).with("rejected", refused);
        if (result.attempts().isEmpty()) {
            return Done.nothing(facts, result.sentence());
        }
        ExitCode code = later > 0 ? ExitCode.TRANSIENT : refused > 0 ? ExitCode.FINDINGS : ExitCode.DONE;
        return Done.of(facts, result.sentence()).ending(code);
    }
}
