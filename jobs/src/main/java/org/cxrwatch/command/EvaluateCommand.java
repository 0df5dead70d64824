package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.Nights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}. */
@Command(
        name = "evaluate",
        description = "Scores the last complete day, and whatever became different since, and decides whom to tell.")
final class EvaluateCommand implements Callable<Integer> {

    private final Workplace place;

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    @Option(
            names = "--date",
            paramLabel = "D",
            description =
                    "The night of this UTC day, for schedulers: of the last complete day as always; an earlier one"
                            + " that never was evaluated as it was known at its end, telling nobody; else nothing.")
    private LocalDate date;

    EvaluateCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        if (date == null) {
            Nights nights = Nights.live(asOf.find().orElseGet(place::now));
            return new RecordedRun(place, "evaluate").run(ports -> evaluated(settings, ports, nights));
        }
        LocalDate yesterday = LocalDate.ofInstant(place.now(), ZoneOffset.UTC).minusDays(1);
        refuseMisuse(date, yesterday);
        return date.equals(yesterday)
                ? new RecordedRun(place, "evaluate").run(ports -> evaluated(settings, ports, Nights.live(place.now())))
                : new RecordedRun(place, "evaluate --date").run(ports -> missed(settings, ports));
    }

    private void refuseMisuse(LocalDate day, LocalDate yesterday) {
        if (asOf.find().isPresent()) {
            throw new UsageException(
                    "--date names a night, and with it what was known; it does not go with --as-of.",
                    "Leave one of them out.");
        }
        if (day.isAfter(yesterday)) {
            throw new UsageException(
                    "evaluate scores days that are over, and " + day + " is not.",
                    "Let --date be " + yesterday + " or earlier; days end at midnight UTC.");
        }
    }

    /** One of the past: its successors have been told of, or will be by the next night. */
    private Done missed(Settings settings, Ports ports) {
        Optional<Instant> night = ports.history().nights().stream()
                .filter(asOf ->
                        LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(1).equals(date))
                .findFirst();
        if (night.isPresent()) {
            String said = "The night of " + date + " was evaluated as of " + ShownText.instant(night.get())
                    + ", and stays as it was; what has arrived since is told by the next night.";
            return Done.nothing(Facts.said(said).with("nights", 0).with("as_of", night.get()), said);
        }
        Done done = evaluated(settings, ports, Nights.replay(date, date));
        place.say(date + " is not the last complete day: it was evaluated as it was known at its end, and nobody is"
                + " told. What has arrived since is told by the next night.");
        return done;
    }

    private Done evaluated(Settings settings, Ports ports, Nights nights) {
        Evaluation.Outcome outcome = new Evaluation(settings, ports, place.progress()).run(nights);
        return outcome.nothingToDo()
                ? Done.nothing(outcome.facts(), outcome.sentence())
                : Done.of(outcome.facts(), outcome.sentence());
    }
}
