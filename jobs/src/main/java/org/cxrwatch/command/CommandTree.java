package org.cxrwatch.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands, in the order people are shown them. */
final class CommandTree {

    private CommandTree() {}

    /** The commands, working in this place; what all of them understand is put into the options. */
    static CommandLine of(GlobalOptions options, Workplace place) {
        CommandLine tree = new CommandLine(new Root(options));
        tree.addSubcommand(new DemoCommand(place))
                .addSubcommand(new StatusCommand(place))
                .addSubcommand(new IngestCommand(place))
                .addSubcommand(new SummariseCommand(place))
                .addSubcommand(new EvaluateCommand(place))
                .addSubcommand(new NotifyCommand(place))
                .addSubcommand(new PushCommand(place))
                .addSubcommand(new ReportCommand(place))
                .addSubcommand(new TestChannelCommand(place))
                .addSubcommand(new EraseCommand(place))
                .addSubcommand(new NightlyCommand(place))
                .addSubcommand(new PlanCommand(place))
                .addSubcommand(new BackfillCommand(place))
                .addSubcommand(new MaintainCommand(place))
                .addSubcommand(new LabelCommand(place))
                .addSubcommand(group("labels", LabelsCommands::addTo, place))
                .addSubcommand(group("baseline", BaselineCommands::addTo, place))
                .addSubcommand(group("incident", IncidentCommands::addTo, place))
                .addSubcommand(group("drift", DriftCommands::addTo, place))
                .addSubcommand(new PowerCommand(place))
                .addSubcommand(new TrafficCommand(place))
                .addSubcommand(group("performance", PerformanceCommands::addTo, place))
                .addSubcommand(group("predictions", PredictionCommands::addTo, place))
                .addSubcommand(group("system", SystemCommands::addTo, place))
                .addSubcommand(group("models", ModelCommands::addTo, place))
                .addSubcommand(group("alerts", AlertCommands::addTo, place))
                .addSubcommand(group("bench", BenchCommands::addTo, place))
                .addSubcommand(group("config", ConfigCommands::addTo, place))
                .addSubcommand(group("db", DbCommands::addTo, place))
                .addSubcommand(new UpgradeCommand(place))
                .addSubcommand(new CompletionCommand(place));
        Examples.load().addTo(tree);
        return tree.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private interface Adding {
        void addTo(CommandLine group, Workplace place);
    }

    private static CommandLine group(String name, Adding adding, Workplace place) {
        CommandLine group = new CommandLine(new Group());
        group.getCommandSpec().name(name);
        adding.addTo(group, place);
        return group;
    }

    /** The program itself. */
    @Command(
            name = "cxrwatch",
            mixinStandardHelpOptions = true,
            scope = CommandLine.ScopeType.INHERIT,
            versionProvider = ProgramVersion.class,
            description = "Says every night whether a chest X-ray classifier is still safe to use.",
            footer = {
                "",
                "Exit codes: 0 done, 1 usage, 2 configuration, 3 data (do not retry),",
                "4 transient (retry), 5 internal, 6 another writer runs (retry later),",
                "7 done, with findings about inputs."
            })
    private static final class Root implements Runnable {

        @Mixin
        @SuppressWarnings("UnusedVariable") // picocli fills it in
        private final GlobalOptions options;

        @Spec
        private CommandSpec spec;

        Root(GlobalOptions options) {
            this.options = options;
        }

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "cxrwatch needs a command, e.g. cxrwatch demo");
        }
    }

    /** Commands of one kind. */
    @Command
    private static final class Group implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            String name = spec.qualifiedName();
            throw new ParameterException(
                    spec.commandLine(),
                    name + " needs one of "
                            + String.join(", ", spec.subcommands().keySet()));
        }
    }
}
