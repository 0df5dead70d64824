package org.cxrwatch.command;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.alert.Acknowledgement;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Silence;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.AlertLog.Filter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code alerts}: what people were or are to be told of. */
final class AlertCommands {

    private AlertCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("What people were told of, and what is open.");
        group.addSubcommand("list", new Selected(place, EnumSet.of(AlertState.FIRING, AlertState.ACKNOWLEDGED)))
                .addSubcommand(
                        "history",
                        new Selected(
                                place, EnumSet.of(AlertState.FIRING, AlertState.ACKNOWLEDGED, AlertState.RESOLVED)))
                .addSubcommand(new AlertsShowCommand(place))
                .addSubcommand(new AlertsExplainCommand(place))
                .addSubcommand(new AlertsAckCommand(place))
                .addSubcommand(new AlertsResolveCommand(place))
                .addSubcommand(new AlertsExportCommand(place))
                .addSubcommand(new AlertsRulesCommand(place))
                .addSubcommand(new AlertsTestCommand(place));
        SilenceCommands.addTo(group, place);
        describe(group, "list", "The alerts that are open now.");
        describe(group, "history", "All alerts, open or over, in the order in which they opened.");
    }

    private static void describe(CommandLine group, String name, String description) {
        group.getSubcommands().get(name).getCommandSpec().usageMessage().description(description);
    }

    static Listing<Episode> listing(List<Episode> episodes, String ifEmpty) {
        Listing<Episode> listing = new Listing<>(episodes, ifEmpty)
                .column("opened_as_of", "NIGHT", Episode::openedAsOf)
                .column("severity", "SEVERITY", episode -> episode.severity().text())
                .column("state", "STATE", episode -> episode.state().text())
                .column("alert_type", "ALERT", episode -> episode.key().type().text())
                .column("metric", "METRIC", episode -> episode.key().metric())
                .column("model_version", "SCOPE", episode -> episode.key().scope())
                .field("slice_key", episode -> episode.key().slice().key())
                .field("slice_value", episode -> episode.key().slice().value())
                .field("window_kind", episode -> episode.key().window().name())
                .field("alert_key", episode -> episode.key().toString())
                .column("slice", "SLICE", episode -> episode.key().slice().toString())
                .column(
                        "opened_window_start",
                        "FIRST WINDOW",
                        episode -> episode.span().opened().start())
                .column(
                        "last_window_start",
                        "LAST WINDOW",
                        episode -> episode.span().last().start())
                .field(
                        "resolved_window_start",
                        episode -> episode.span().resolved().map(window -> window.start()))
                .field("resolved_as_of", Episode::resolvedAsOf)
                .field("episode", Episode::number)
                .column("case_id", "CASE", Episode::caseId)
                .field("evidence", Episode::evidence)
                .field(
                        "symptoms",
                        episode ->
                                episode.symptoms().stream().map(String::valueOf).toList());
        return heard(episodes, listing.yielding("LAST WINDOW", "FIRST WINDOW", "SCOPE", "METRIC", "STATE"));
    }

    /** Who has them in hand and what is not told of them: for people only where there is some. */
    private static Listing<Episode> heard(List<Episode> episodes, Listing<Episode> listing) {
        boolean inHand =
                episodes.stream().anyMatch(episode -> episode.acknowledgement().isPresent());
        boolean kept =
                episodes.stream().anyMatch(episode -> episode.heard().held().isPresent());
        return listing.field("alert_id", episode -> episode.key().fingerprint())
                .column(
                        "acknowledged_by",
                        inHand ? "IN HAND BY" : "",
                        episode -> episode.acknowledgement().map(Acknowledgement::by))
                .column(
                        "acknowledged_until",
                        inHand ? "UNTIL" : "",
                        episode -> episode.acknowledgement().map(Acknowledgement::until))
                .field("told_first_at", episode -> episode.heard().told().map(Heard.Told::first))
                .field(
                        "held_kind",
                        episode ->
                                episode.heard().held().map(held -> held.kind().text()))
                .column(
                        "held_by",
                        kept ? "KEPT BACK BY" : "",
                        episode -> episode.heard().held().map(Heard.Held::by));
    }

    /** As it is written in options and answers. */
    private static <E extends Enum<E>> E constant(String option, String text, E[] all) {
        return Arrays.stream(all)
                .filter(each -> Readings.lower(each).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        option + " " + text + " is not known.",
                        "There are: "
                                + String.join(
                                        ", ",
                                        Arrays.stream(all).map(Readings::lower).toList()) + "."));
    }

    @Command
    private static final class Selected implements Callable<Integer> {

        private final Workplace place;
        private final EnumSet<AlertState> states;

        @Mixin
        private final PeriodOptions period = new PeriodOptions();

        @Mixin
        private final SelectionOptions selection = new SelectionOptions();

        @Option(names = "--type", paramLabel = "TYPE", description = "Of this type, e.g. accuracy_drop.")
        private String type;

        @Option(
                names = "--severity",
                paramLabel = "LEVEL",
                description = "At least this bad: info, warning, critical, emergency.")
        private String severity;

        Selected(Workplace place, EnumSet<AlertState> states) {
            this.place = place;
            this.states = EnumSet.copyOf(states);
        }

        @Override
        public Integer call() {
            Filter filter = filter();
            try (Ports ports = place.open("alerts")) {
                List<Episode> episodes = ports.alertLog().episodes(filter).stream()
                        .filter(episode -> selection.scope().isEmpty()
                                || episode.key()
                                        .scope()
                                        .equals(selection.scope().get().modelVersion()))
                        .toList();
                String none = states.contains(AlertState.RESOLVED) ? "There were no alerts." : "No alert is open.";
                List<Silence> silences = ports.alertDesk().silences();
                place.answer(listing(episodes, none)
                        .field("silenced_by", episode -> silencing(silences, episode))
                        .footer(cases(episodes)));
            }
            return ExitCode.DONE.number();
        }

        private Filter filter() {
            Filter filter = Filter.ALL.withStates(states);
            if (type != null) {
                filter = filter.withTypes(EnumSet.of(constant("--type", type, AlertType.values())));
            }
            if (severity != null) {
                filter = filter.withLeastSeverity(constant("--severity", severity, AlertSeverity.values()));
            }
            if (selection.slice().isPresent()) {
                filter = filter.withSlice(selection.slice().get());
            }
            if (period.isGiven()) {
                PeriodOptions.Period asked = period.period(place.now(), 24);
                filter = filter.withPeriod(new AlertLog.Period(asked.from(), asked.to()));
            }
            return filter;
        }

        private Optional<Long> silencing(List<Silence> silences, Episode episode) {
            return silences.stream()
                    .filter(silence -> episode.state().isOpen()
                            && silence.silences(episode.key(), episode.severity(), episode.caseId(), place.now()))
                    .map(Silence::id)
                    .findFirst();
        }

        private static String cases(List<Episode> episodes) {
            long cases = episodes.stream().map(Episode::caseId).distinct().count();
            return episodes.size() + (episodes.size() == 1 ? " alert in " : " alerts in ") + cases
                    + (cases == 1 ? " case" : " cases")
                    + "; `cxrwatch alerts explain CASE` says what was found and why.";
        }
    }
}
