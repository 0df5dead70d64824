package org.cxrwatch.command;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.RegisteredModel;
import org.cxrwatch.port.ModelRegister;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code models add}. */
@Command(
        name = "add",
        description = "Registers a version of a model: what people call it, and what its predictions call it. The same"
                + " again changes nothing.")
final class ModelsAddCommand implements Callable<Integer> {

    private final Workplace place;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // The inherited one goes with --version, which means the model's here.
    private boolean helpWanted;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "What the model is called.")
    private String name;

    @Option(
            names = "--version",
            paramLabel = "V",
            required = true,
            description = "The version, as model_version of its predictions says it.")
    private String version;

    @Option(names = "--architecture", paramLabel = "TEXT", description = "How it is built, e.g. densenet121.")
    private String architecture;

    @Option(names = "--status", paramLabel = "TEXT", description = "Your word for its state, e.g. active.")
    private String status;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: the user who calls.")
    private String by;

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    ModelsAddCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        RegisteredModel model = new RegisteredModel(
                said("--name", name), said("--version", version), said(architecture), said(status), Optional.empty());
        Instant at = asOf.find().orElseGet(place::now);
        String who = Optional.ofNullable(by).orElseGet(place::user);
        return new RecordedRun(place, "models add")
                .run(ports -> done(model, ports.models().add(model, at, who)));
    }

    private static Done done(RegisteredModel model, ModelRegister.Outcome outcome) {
        String which = model.name() + " " + model.version();
        String said = outcome == ModelRegister.Outcome.ADDED
                ? which + " is registered; `cxrwatch models list` shows it."
                : which + " was registered already, with nothing that contradicts: nothing was changed.";
        Facts facts = Facts.said(said)
                .with("name", model.name())
                .with("version", model.version())
                .with("architecture", model.architecture())
                .with("status", model.status())
                .with("added", outcome == ModelRegister.Outcome.ADDED);
        return outcome == ModelRegister.Outcome.ADDED ? Done.of(facts, said) : Done.nothing(facts, said);
    }

    private static String said(String option, String value) {
        return said(value)
                .orElseThrow(() -> new UsageException(
                        "models add " + option + " is empty.",
                        "Write the model's own: --name pneumonia --version v1.1.0."));
    }

    private static Optional<String> said(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
