package org.cxrwatch.command;

import java.util.concurrent.Callable;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.job.Nights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evaluate}. */
@Command(
        name = "evaluate",
        description = "Scores the last complete day, and whatever became different since, and decides whom to tell.")
final class EvaluateCommand implements Callable<Integer> {

    private final Workplace place;

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    EvaluateCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        Nights nights = Nights.live(asOf.find().orElseGet(place::now));
        return new RecordedRun(place, "evaluate").run(ports -> {
            Evaluation.Outcome outcome = new Evaluation(settings, ports, place.progress()).run(nights);
            return outcome.nothingToDo()
                    ? Done.nothing(outcome.facts(), outcome.sentence())
                    : Done.of(outcome.facts(), outcome.sentence());
        });
    }
}
