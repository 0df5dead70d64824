package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.BusyException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.Nights;
import org.cxrwatch.job.Summarise;
import org.cxrwatch.port.Runs;
import picocli.CommandLine.Command;

/** {@code nightly}. */
@Command(
        name = "nightly",
        description = "The whole night: ingest, summarise, evaluate the last complete day and whatever became"
                + " different, notify, push, report.")
final class NightlyCommand implements Callable<Integer> {

    private final Workplace place;

    NightlyCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        settings.sending().requireSecrets();
        LogSources.check(settings);
        try {
            return new RecordedRun(place, "nightly").run(ports -> night(settings, ports), ports -> {
                PushCommand.afterNight(place, settings, ports);
                ReportPages.afterNight(place, ports);
            });
        } catch (RuntimeException | Error failure) {
            tell(settings, failure);
            throw failure;
        }
    }

    private Done night(Settings settings, Ports ports) {
        Instant begun = place.now();
        NamesInDefinitions.of(settings, ports, begun).warnings().forEach(place::say);
        SourceReading.Outcome read = new SourceReading(settings, ports).run(begun);
        Done intake = IngestCommand.done(read, Duration.between(begun, place.now()));
        Summarise.Result summarised = new Summarise(ports.ledger(), ports.summariser()).run();
        Evaluation.Outcome evaluated = new Evaluation(settings, ports, place.progress()).run(Nights.live(place.now()));
        Sending.Sent sent = new Sending(settings, ports).afterSuccess(place.now());
        return done(new Taken(read.ingested(), intake), summarised, evaluated, sent);
    }

    /** A night that fails says so itself, as the next one may fail too before it sends anything. */
    private void tell(Settings settings, Throwable failure) {
        if (failure instanceof BusyException) {
            return;
        }
        try {
            Done told = new RecordedRun(place, "notify")
                    .done(ports -> new Sending(settings, ports).run(place.now()).done(List.of()));
            place.say(told.summary());
        } catch (RuntimeException untold) {
            failure.addSuppressed(untold);
        }
    }

    /** What was read, and what is said of it. */
    private record Taken(Ingest.Report report, Done said) {}

    private static Done done(
            Taken taken, Summarise.Result summarised, Evaluation.Outcome evaluated, Sending.Sent sent) {
        Ingest.Report ingested = taken.report();
        Done intake = taken.said();
        boolean nothing =
                ingested.nothingNew() && summarised.nothingToDo() && evaluated.nothingToDo() && sent.nothing();
        List<String> lines = nothing
                ? List.of("Nothing has changed since the last night: nothing was read, scored or sent.")
                : Stream.of(
                                intake.answer().text(Screen.ENDLESS).lines(),
                                Stream.of(summarised.sentence()),
                                evaluated.lines().stream(),
                                sent.lines().stream())
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
                .with("revisions", evaluated.of().revisions());
        if (nothing) {
            return Done.nothing(sent.with(facts), lines.get(0));
        }
        String summary =
                String.join(" ", intake.summary(), summarised.sentence(), evaluated.sentence(), sent.sentence());
        return new Done(sent.with(facts), Runs.Outcome.DONE, summary, exitCode(intake, sent));
    }

    private static ExitCode exitCode(Done intake, Sending.Sent sent) {
        return sent.exitCode() == ExitCode.DONE ? intake.exitCode() : sent.exitCode();
    }
}
