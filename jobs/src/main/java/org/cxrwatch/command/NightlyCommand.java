package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.Nights;
import org.cxrwatch.job.Notify;
import org.cxrwatch.job.Summarise;
import org.cxrwatch.port.Channel.Delivery.Status;
import org.cxrwatch.port.Runs;
import picocli.CommandLine.Command;

/** {@code nightly}. */
@Command(
        name = "nightly",
        description = "The whole night: ingest, summarise, evaluate the last complete day and whatever became"
                + " different, notify, push.")
final class NightlyCommand implements Callable<Integer> {

    private final Workplace place;

    NightlyCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        LogSources.check(settings);
        return new RecordedRun(place, "nightly")
                .run(ports -> night(settings, ports), ports -> PushCommand.afterNight(place, settings, ports));
    }

    private Done night(Settings settings, Ports ports) {
        Instant begun = place.now();
        NamesInDefinitions.of(settings, ports, begun).warnings().forEach(place::say);
        SourceReading.Outcome read = new SourceReading(settings, ports).run(begun);
        Done intake = IngestCommand.done(read, Duration.between(begun, place.now()));
        Summarise.Result summarised = new Summarise(ports.ledger(), ports.summariser()).run();
        Evaluation.Outcome evaluated = new Evaluation(settings, ports, place.progress()).run(Nights.live(place.now()));
        Notify.Result notified = new Notify(ports.outbox(), ports.channels(), Policies.sending(settings)).run();
        return done(new Taken(read.ingested(), intake), summarised, evaluated, notified);
    }

    /** What was read, and what is said of it. */
    private record Taken(Ingest.Report report, Done said) {}

    private static Done done(
            Taken taken, Summarise.Result summarised, Evaluation.Outcome evaluated, Notify.Result notified) {
        Ingest.Report ingested = taken.report();
        Done intake = taken.said();
        boolean nothing = ingested.nothingNew()
                && summarised.nothingToDo()
                && evaluated.nothingToDo()
                && notified.attempts().isEmpty();
        List<String> lines = nothing
                ? List.of("Nothing has changed since the last night: nothing was read, scored or sent.")
                : Stream.of(
                                intake.answer().text().lines(),
                                Stream.of(summarised.sentence()),
                                evaluated.lines().stream(),
                                NotifyCommand.done(notified).answer().text().lines())
                        .flatMap(each -> each)
                        .toList();
        Facts facts = Facts.said(lines)
                .with(
                        "files_taken",
                        ingested.done().stream()
                                .mapToLong(done -> done.taken().files().size())
                                .sum())
                .with("batches_summarised", summarised.batches().size())
                .with("nights", evaluated.of().nights())
                .with("revisions", evaluated.of().revisions())
                .with("sent", notified.with(Status.SENT).size())
                .with("retry", notified.with(Status.RETRY).size())
                .with("rejected", notified.with(Status.REJECTED).size());
        if (nothing) {
            return Done.nothing(facts, lines.get(0));
        }
        String summary =
                String.join(" ", intake.summary(), summarised.sentence(), evaluated.sentence(), notified.sentence());
        return new Done(facts, Runs.Outcome.DONE, summary, exitCode(intake, notified));
    }

    private static ExitCode exitCode(Done intake, Notify.Result notified) {
        ExitCode sending = NotifyCommand.done(notified).exitCode();
        return sending == ExitCode.DONE ? intake.exitCode() : sending;
    }
}
