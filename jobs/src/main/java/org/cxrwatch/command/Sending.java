package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.alert.NightWork;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.job.FollowUp;
import org.cxrwatch.job.NightHistory;
import org.cxrwatch.job.Notify;
import org.cxrwatch.job.Renew;
import org.cxrwatch.port.Channel.Delivery.Status;

/** Follows up on what time brings about, then sends what is due; and puts both into words. */
final class Sending {

    private final Settings settings;
    private final Ports ports;

    Sending(Settings settings, Ports ports) {
        this.settings = settings;
        this.ports = ports;
    }

    /** While no night is at work. */
    Sent run(Instant now) {
        return run(new NightHistory(ports.runs(), ports.outbox()).asRecorded(), now);
    }

    /** At the end of a night that was evaluated. */
    Sent afterSuccess(Instant now) {
        return run(new NightHistory(ports.runs(), ports.outbox()).afterSuccess(now), now);
    }

    private Sent run(NightWork work, Instant now) {
        FollowUp followUp = new FollowUp(
                new FollowUp.Stores(ports.followUps(), ports.alertLog(), ports.outbox()),
                Policies.followUp(settings),
                Policies.routing(settings),
                Policies.telling(settings));
        FollowUp.Result followed = followUp.run(work);
        Notify.Result notified = new Notify(ports.outbox(), ports.channels(), Policies.sending(settings)).run();
        Renew renew = new Renew(ports.alertLog(), ports.outbox(), ports.channels(), Policies.telling(settings));
        return new Sent(followed, notified, renew.run(now));
    }

    /**
     * What came of it.
     *
     * @param followed what time had brought about
     * @param notified what was sent
     * @param unrenewed receivers that may forget what is open
     */
    record Sent(FollowUp.Result followed, Notify.Result notified, List<Renew.Unrenewed> unrenewed) {

        boolean nothing() {
            return followed.isEmpty() && notified.attempts().isEmpty() && unrenewed.isEmpty();
        }

        String sentence() {
            return Stream.of(followed.sentence(), notified.sentence())
                    .filter(sentence -> !sentence.isEmpty())
                    .reduce((one, other) -> one + " " + other)
                    .orElseThrow();
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            if (!followed.isEmpty()) {
                lines.add(followed.sentence());
                lines.addAll(followed.lines());
            }
            lines.add(notified.sentence());
            notified.attempts().stream()
                    .filter(attempt -> attempt.delivery().status() != Status.SENT)
                    .forEach(attempt -> lines.add("  " + attempt.message().channel() + " to "
                            + attempt.message().receiver() + ": "
                            + attempt.delivery().detail()));
            unrenewed.forEach(one -> lines.add("  " + one.receiver()
                    + " was not told anew of what is open, and may take it for over: " + one.detail()));
            notified.left()
                    .forEach(receiver -> lines.add("  " + receiver
                            + " has failed twice or had its share; what else it is to be told waits for the next run"));
            return lines;
        }

        /** The facts of a command, with how many were sent. */
        Facts with(Facts facts) {
            return facts.with("sent", count(Status.SENT))
                    .with("retry", count(Status.RETRY))
                    .with("rejected", count(Status.REJECTED))
                    .with("followed_up", followed.transitions().size());
        }

        ExitCode exitCode() {
            return count(Status.RETRY) > 0 || !unrenewed.isEmpty()
                    ? ExitCode.TRANSIENT
                    : count(Status.REJECTED) > 0 ? ExitCode.FINDINGS : ExitCode.DONE;
        }

        /** What a command did that had this to say before. */
        Done done(List<String> before) {
            Facts facts = with(
                    Facts.said(Stream.concat(before.stream(), lines().stream()).toList()));
            return nothing() && before.isEmpty()
                    ? Done.nothing(facts, sentence())
                    : Done.of(facts, sentence()).ending(exitCode());
        }

        private int count(Status status) {
            return notified.with(status).size();
        }
    }
}
