package org.cxrwatch.command;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.port.Incidents.Incident;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code incident}: days that were not normal, kept out of baselines. */
final class IncidentCommands {

    private IncidentCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("Days that were not normal and are kept out of baselines.");
        group.addSubcommand(new Add(place)).addSubcommand(new List(place));
    }

    @Command(name = "add", description = "Marks days, from --from to --to or one --date, as not normal.")
    private static final class Add implements Callable<Integer> {

        private final Workplace place;

        @Mixin
        private final PeriodOptions period = new PeriodOptions();

        @Mixin
        private final NoteOptions note = new NoteOptions();

        @Mixin
        private final AsOfOption asOf = new AsOfOption();

        Add(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            LocalDate first = period.firstDay()
                    .orElseThrow(() -> new UsageException(
                            "incident add does not know which days are meant.",
                            "Name them: --from 2026-09-16 --to 2026-09-17, or --date 2026-09-16."));
            LocalDate last = period.lastDay().orElse(first);
            if (last.isBefore(first)) {
                throw new UsageException(
                        "The incident would end on " + last + ", before it begins on " + first + ".",
                        "Let --from be before --to.");
            }
            String reason = note.reason()
                    .orElseThrow(() -> new UsageException(
                            "incident add does not know why these days were not normal.",
                            "Say so in words: --reason \"harbor gateway failed\"."));
            Incident incident = new Incident(
                    first, last, reason, note.by(place), asOf.find().orElseGet(place::now));
            return new RecordedRun(place, "incident add").run(ports -> {
                ports.incidents().add(incident);
                String said = "From " + first + " to " + last + " is marked: " + reason
                        + ". Baselines established from now on leave these days out.";
                return Done.of(
                        Facts.said(said)
                                .with("first_day", first)
                                .with("last_day", last)
                                .with("reason", reason)
                                .with("added_by", incident.by())
                                .with("valid_from", incident.validFrom()),
                        said);
            });
        }
    }

    @Command(name = "list", description = "The days that were marked.")
    private record List(Workplace place) implements Callable<Integer> {

        @Override
        public Integer call() {
            try (Ports ports = place.open("incident list")) {
                place.answer(new Listing<>(ports.incidents().list(), "No days are marked.")
                        .column("first_day", "FIRST DAY", Incident::firstDay)
                        .column("last_day", "LAST DAY", Incident::lastDay)
                        .column("reason", "REASON", Incident::reason)
                        .column("added_by", "BY", Incident::by)
                        .column("valid_from", "SINCE", Incident::validFrom));
            }
            return ExitCode.DONE.number();
        }
    }
}
