package org.cxrwatch.command;

import java.util.concurrent.Callable;
import org.cxrwatch.error.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: what lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a script that lets bash, and zsh with bashcompinit, complete commands and options by the tab key.",
            "For this shell: source <(cxrwatch completion)",
            "For every shell: cxrwatch completion > ~/.local/share/bash-completion/completions/cxrwatch"
        })
final class CompletionCommand implements Callable<Integer> {

    private final Workplace place;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("cxrwatch", spec.root().commandLine());
        place.answer(new Verbatim(script));
        return ExitCode.DONE.number();
    }
}
