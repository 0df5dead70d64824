package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.job.ApplyOrphans;
import org.cxrwatch.job.Summarise;
import org.cxrwatch.port.LabelOrphans.Count;
import org.cxrwatch.port.LabelOrphans.Why;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code labels}: what became of the labels that arrived. */
final class LabelsCommands {

    private LabelsCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("What became of the labels that arrived.");
        group.addSubcommand(new Orphans(place));
    }

    @Command(
            name = "orphans",
            description =
                    "Labels that count nowhere, by the month they arrived and why: no prediction has their id, the"
                            + " prediction is not counted, or it lies beyond labels.horizon.")
    private static final class Orphans implements Callable<Integer> {

        private final Workplace place;

        @Option(
                names = "--apply",
                description = "Pairs those beyond the horizon with their predictions, once: they count from now on.")
        private boolean apply;

        Orphans(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            if (apply) {
                return new RecordedRun(place, "labels orphans --apply").run(this::applied);
            }
            try (Ports ports = place.open("labels orphans")) {
                ports.ledger();
                List<Count> orphans = ports.labelOrphans().count();
                place.answer(facts(table(orphans), orphans));
            }
            return ExitCode.DONE.number();
        }

        private Done applied(Ports ports) {
            long labels = new ApplyOrphans(ports.labelOrphans(), ports.ledger(), ports.sourceChecks()).run(place.now());
            Summarise.Result summarised = new Summarise(ports.ledger(), ports.summariser()).run();
            String said = labels == 0
                    ? "No label lies beyond the horizon of its prediction: there was nothing to apply."
                    : String.format(
                            Locale.ROOT,
                            "%,d %s paired with predictions beyond the horizon. They count from now on, in baselines of"
                                    + " their days too; the next `cxrwatch nightly` scores those of their days again"
                                    + " that are at most 120 days old.",
                            labels,
                            labels == 1 ? "label was" : "labels were");
            Facts facts = Facts.said(said, summarised.sentence()).with("labels_applied", labels);
            return labels == 0 ? Done.nothing(facts, said) : Done.of(facts, said);
        }
    }

    private static Facts facts(List<String> lines, List<Count> orphans) {
        return Facts.said(lines)
                .with("orphans", orphans.stream().map(LabelsCommands::fields).toList());
    }

    private static Map<String, Object> fields(Count count) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("month", count.month());
        fields.put("reason", count.why().name());
        fields.put("labels", count.labels());
        return fields;
    }

    private static List<String> table(List<Count> orphans) {
        if (orphans.isEmpty()) {
            return List.of("Every label reaches a prediction.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("ARRIVED", "NO PREDICTION", "NOT COUNTED", "BEYOND HORIZON"));
        new TreeSet<>(orphans.stream().map(Count::month).toList())
                .forEach(month -> lines.add(line(
                        month.toString(),
                        shown(orphans, month, Why.NO_PREDICTION),
                        shown(orphans, month, Why.NOT_COUNTED),
                        shown(orphans, month, Why.BEYOND_HORIZON))));
        lines.add("No prediction: nothing has their id yet; they count as soon as it arrives, if that is in time.");
        lines.add("Not counted: the request failed, or the image was counted that day already.");
        if (orphans.stream().anyMatch(count -> count.why() == Why.BEYOND_HORIZON)) {
            lines.add("Beyond horizon: they arrived more than labels.horizon after their prediction, or before it;"
                    + " `cxrwatch labels orphans --apply` counts them all the same.");
        }
        return lines;
    }

    private static String shown(List<Count> orphans, java.time.YearMonth month, Why why) {
        long labels = orphans.stream()
                .filter(count -> count.month().equals(month) && count.why() == why)
                .mapToLong(Count::labels)
                .sum();
        return ShownText.count(labels);
    }

    private static String line(String month, String none, String uncounted, String beyond) {
        return String.format("%-9s%15s%13s%16s", month, none, uncounted, beyond);
    }
}
