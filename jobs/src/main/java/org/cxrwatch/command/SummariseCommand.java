package org.cxrwatch.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.RebuildCells;
import org.cxrwatch.job.Recount;
import org.cxrwatch.job.Summarise;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code summarise}. */
@Command(name = "summarise", description = "Counts what was ingested into cells, or counts days again with --rebuild.")
final class SummariseCommand implements Callable<Integer> {

    private final Workplace place;

    @Option(
            names = "--rebuild",
            description =
                    "Counts all days, or those from --from to --to, again from their rows, compares byte for byte,"
                            + " and replaces what differs.")
    private boolean rebuild;

    @Option(names = "--dry-run", description = "Says what --rebuild would have to read, and changes nothing.")
    private boolean dryRun;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    SummariseCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        if ((period.isGiven() || dryRun) && !rebuild) {
            throw new UsageException(
                    "summarise takes every batch that waits; --from, --to, --date and --dry-run are for --rebuild.",
                    "Leave them out, or add --rebuild.");
        }
        Settings settings = place.settings();
        if (dryRun) {
            return cost(settings);
        }
        String name = rebuild ? "summarise --rebuild" : "summarise";
        return new RecordedRun(place, name).run(ports -> {
            NamesInDefinitions.of(settings, ports, place.now()).warnings().forEach(place::say);
            return rebuild ? rebuilt(ports, settings) : summarised(ports);
        });
    }

    private static Done summarised(Ports ports) {
        Summarise.Result result = new Summarise(ports.ledger(), ports.summariser()).run();
        Facts facts = Facts.said(result.sentence())
                .with("batches", List.copyOf(result.batches().keySet()))
                .with("cells", result.total("cells"))
                .with("requests", result.total("requests_summarised"))
                .with("labels", result.total("labels_summarised"))
                .with("samples", result.total("samples_summarised"))
                .with("days_counted_anew", result.total("days_counted_anew"));
        return result.nothingToDo() ? Done.nothing(facts, result.sentence()) : Done.of(facts, result.sentence());
    }

    private int cost(Settings settings) {
        try (Ports ports = place.open("summarise --rebuild --dry-run", settings)) {
            period.widened().ifPresent(place::say);
            RebuildCells job = job(ports, settings);
            RebuildCells.Cost cost = job.cost(period.firstDay(), period.lastDay());
            String said = job.nothing(period.firstDay(), period.lastDay()).orElseGet(cost::sentence);
            place.answer(Facts.said(said).with("days", cost.days()).with("predictions", cost.predictions()));
        }
        return ExitCode.DONE.number();
    }

    private static RebuildCells job(Ports ports, Settings settings) {
        return new RebuildCells(new Recount(
                ports.ledger(),
                ports.cells(),
                ports.cellRebuild(),
                settings.definition(),
                ports.expiries().expired()));
    }

    private Done rebuilt(Ports ports, Settings settings) {
        RebuildCells job = job(ports, settings);
        period.widened().ifPresent(place::say);
        Optional<String> nothing = job.nothing(period.firstDay(), period.lastDay());
        if (nothing.isEmpty()) {
            place.say(job.cost(period.firstDay(), period.lastDay()).sentence());
        }
        RebuildCells.Result result = job.run(period.firstDay(), period.lastDay());
        String said = nothing.orElseGet(result::sentence);
        Facts facts = Facts.said(said)
                .with("days_equal", List.copyOf(result.equal()))
                .with("days_rebuilt", List.copyOf(result.rebuilt()));
        return nothing.isPresent() ? Done.nothing(facts, said) : Done.of(facts, said);
    }
}
