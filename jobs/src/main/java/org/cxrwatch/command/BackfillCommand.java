package org.cxrwatch.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.Nights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backfill}. */
@Command(
        name = "backfill",
        description = "Evaluates the days from --from to --to, each as it was known at its end; tells nobody.")
final class BackfillCommand implements Callable<Integer> {

    private final Workplace place;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    BackfillCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        LocalDate first = period.firstDay()
                .orElseThrow(() -> new UsageException(
                        "backfill does not know which days are meant.",
                        "Name them: --from 2026-09-08 --to 2026-10-12, or --date 2026-09-22."));
        LocalDate today = LocalDate.ofInstant(place.now(), ZoneOffset.UTC);
        LocalDate last = period.lastDay().orElse(today.minusDays(1));
        if (last.isBefore(first) || !last.isBefore(today)) {
            throw new UsageException(
                    "backfill evaluates days that are over, from the first to the last: " + first + " to " + last
                            + " are not.",
                    "Let --from be a day at or before --to, and --to a day before today, " + today + " (UTC).");
        }
        return new RecordedRun(place, "backfill").run(ports -> {
            Evaluation.Outcome outcome =
                    new Evaluation(settings, ports, place.progress()).run(Nights.replay(first, last));
            return Done.of(outcome.facts(), outcome.sentence());
        });
    }
}
