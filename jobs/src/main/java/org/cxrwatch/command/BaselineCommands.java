package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineStates;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.port.BaselineRegister;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code baseline}: what windows are compared with. */
final class BaselineCommands {

    private BaselineCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("What windows are compared with: a period that was normal.");
        group.addSubcommand(new BaselineEstablishCommand(place))
                .addSubcommand(new List(place))
                .addSubcommand(new Show(place))
                .addSubcommand("promote", new Change(place, BaselineState.ACTIVE))
                .addSubcommand("retire", new Change(place, BaselineState.RETIRED));
        describe(group, "promote", "Compares its version's windows with this baseline from now on.");
        describe(group, "retire", "Stops comparing with this baseline from now on.");
    }

    private static void describe(CommandLine group, String name, String description) {
        group.getSubcommands().get(name).getCommandSpec().usageMessage().description(description);
    }

    /** A baseline and what it is used for at an instant. */
    private record Standing(BaselineRecord baseline, BaselineState state, Optional<BaselineTransition> since) {

        static java.util.List<Standing> all(BaselineRegister register, Instant at) {
            BaselineStates states = new BaselineStates(register.transitions());
            return register.list().stream()
                    .map(baseline ->
                            new Standing(baseline, states.of(baseline.id(), at), states.latest(baseline.id(), at)))
                    .toList();
        }

        Optional<Instant> sinceWhen() {
            return since.map(BaselineTransition::validFrom);
        }
    }

    private static Listing<Standing> listing(java.util.List<Standing> standings) {
        return new Listing<>(
                        standings,
                        "There are no baselines yet; `cxrwatch baseline establish` makes one of a normal week.")
                .column(
                        "baseline_id",
                        "BASELINE",
                        standing -> standing.baseline().id())
                .column(
                        "model_version",
                        "VERSION",
                        standing -> standing.baseline().modelVersion())
                .column("state", "STATE", standing -> Readings.lower(standing.state()))
                .column("valid_from", "SINCE", Standing::sinceWhen)
                .column(
                        "first_day",
                        "FIRST DAY",
                        standing -> standing.baseline().firstDay())
                .column("last_day", "LAST DAY", standing -> standing.baseline().lastDay())
                .column(
                        "predictions",
                        "PREDICTIONS",
                        standing -> standing.baseline().predictions())
                .field("definition", standing -> standing.baseline().definition())
                .field("content_hash", standing -> standing.baseline().contentHash())
                .field("created_at", standing -> standing.baseline().createdAt())
                .field("created_by", standing -> standing.baseline().createdBy())
                .column("reason", "REASON", standing -> standing.baseline().reason());
    }

    @Command(name = "list", description = "All baselines and what they are used for.")
    private static final class List implements Callable<Integer> {

        private final Workplace place;

        @Mixin
        private final AsOfOption asOf = new AsOfOption();

        List(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            try (Ports ports = place.open("baseline list")) {
                place.answer(listing(Standing.all(ports.baselines(), asOf.find().orElseGet(place::now))));
            }
            return ExitCode.DONE.number();
        }
    }

    private static BaselineRecord find(BaselineRegister register, String id) {
        java.util.List<BaselineRecord> all = register.list();
        return all.stream()
                .filter(baseline -> baseline.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "There is no baseline " + id + ".",
                        all.isEmpty()
                                ? "There are none yet; `cxrwatch baseline establish` makes one."
                                : "There are: "
                                        + all.stream().map(BaselineRecord::id).collect(Collectors.joining(", "))
                                        + "."));
    }

    @Command(name = "show", description = "One baseline and what was ever done with it.")
    private static final class Show implements Callable<Integer> {

        private final Workplace place;

        @Parameters(paramLabel = "ID", description = "Which; `baseline list` shows them.")
        private String id;

        @Mixin
        private final AsOfOption asOf = new AsOfOption();

        Show(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            try (Ports ports = place.open("baseline show")) {
                BaselineRecord baseline = find(ports.baselines(), id);
                java.util.List<BaselineTransition> changes = ports.baselines().transitions().stream()
                        .filter(change -> change.baselineId().equals(id))
                        .toList();
                BaselineState state =
                        new BaselineStates(changes).of(id, asOf.find().orElseGet(place::now));
                place.answer(facts(baseline, state, changes));
            }
            return ExitCode.DONE.number();
        }

        private static Facts facts(
                BaselineRecord baseline, BaselineState state, java.util.List<BaselineTransition> changes) {
            java.util.List<String> lines = new ArrayList<>();
            lines.add("Baseline " + baseline.id() + " of version " + baseline.modelVersion() + ": "
                    + Readings.lower(state));
            lines.add("  period       " + baseline.firstDay() + " to " + baseline.lastDay() + ", "
                    + ShownText.count(baseline.predictions()) + " successful predictions");
            lines.add("  made         " + ShownText.instant(baseline.createdAt()) + " by " + baseline.createdBy() + ": "
                    + baseline.reason());
            lines.add("  content      " + baseline.contentHash() + ", counted by definition " + baseline.definition());
            changes.forEach(change -> lines.add("  " + String.format("%-12s ", Readings.lower(change.state())) + "from "
                    + ShownText.instant(change.validFrom()) + " by " + change.by() + ": " + change.reason()));
            return Facts.said(lines)
                    .with("baseline_id", baseline.id())
                    .with("model_version", baseline.modelVersion())
                    .with("state", Readings.lower(state))
                    .with("first_day", baseline.firstDay())
                    .with("last_day", baseline.lastDay())
                    .with("predictions", baseline.predictions())
                    .with("definition", baseline.definition())
                    .with("content_hash", baseline.contentHash())
                    .with("created_at", baseline.createdAt())
                    .with("created_by", baseline.createdBy())
                    .with("reason", baseline.reason())
                    .with("transitions", changes.stream().map(Show::fields).toList());
        }

        private static Map<String, Object> fields(BaselineTransition change) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("state", Readings.lower(change.state()));
            fields.put("valid_from", change.validFrom());
            fields.put("changed_by", change.by());
            fields.put("reason", change.reason());
            return fields;
        }
    }

    @Command
    private static final class Change implements Callable<Integer> {

        private final Workplace place;
        private final BaselineState state;

        @Parameters(paramLabel = "ID", description = "Which; `baseline list` shows them.")
        private String id;

        @Mixin
        private final AsOfOption asOf = new AsOfOption();

        @Mixin
        private final NoteOptions note = new NoteOptions();

        Change(Workplace place, BaselineState state) {
            this.place = place;
            this.state = state;
        }

        @Override
        public Integer call() {
            String word = state == BaselineState.ACTIVE ? "promote" : "retire";
            return new RecordedRun(place, "baseline " + word).run(ports -> {
                BaselineRecord baseline = find(ports.baselines(), id);
                BaselineTransition change = new BaselineTransition(
                        id,
                        baseline.modelVersion(),
                        state,
                        asOf.find().orElseGet(place::now),
                        note.by(place),
                        note.reason().orElse(word + "d"));
                return done(ports.baselines(), change);
            });
        }

        private Done done(BaselineRegister register, BaselineTransition change) {
            BaselineState before = new BaselineStates(register.transitions()).of(id, change.validFrom());
            String since = ShownText.instant(change.validFrom());
            if (before == state) {
                String said = "Baseline " + id + " is " + Readings.lower(state) + " already; nothing was changed.";
                return Done.nothing(facts(said, change), said);
            }
            register.record(change);
            String said = state == BaselineState.ACTIVE
                    ? "Windows of version " + change.modelVersion() + " are compared with baseline " + id + " as of "
                            + since + "."
                    : "Baseline " + id + " is retired as of " + since + "; version " + change.modelVersion()
                            + " has no baseline until another one is promoted.";
            return Done.of(facts(said, change), said);
        }

        private static Facts facts(String said, BaselineTransition change) {
            return Facts.said(said)
                    .with("baseline_id", change.baselineId())
                    .with("model_version", change.modelVersion())
                    .with("state", Readings.lower(change.state()))
                    .with("valid_from", change.validFrom());
        }
    }
}
