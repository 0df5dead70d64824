package org.cxrwatch.command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program. */
public final class Cxrwatch {

    private final Surroundings surroundings;
    private final PortsOpener opener;

    Cxrwatch(Surroundings surroundings, PortsOpener opener) {
        this.surroundings = surroundings;
        this.opener = opener;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new Cxrwatch(Surroundings.ofThisProcess(), Wiring::open).run(arguments));
    }

    /** Runs a command and gives its exit code; whatever happens, people are told in words. */
    int run(String... arguments) {
        GlobalOptions options = new GlobalOptions();
        Workplace place = new Workplace(surroundings, options, opener);
        Failures failures = new Failures(surroundings.console().err(), place);
        try {
            CommandLine tree = CommandTree.of(options, place);
            tree.setOut(writer(surroundings.console().out()));
            tree.setErr(writer(surroundings.console().err()));
            tree.setOverwrittenOptionsAllowed(true);
            tree.setUsageHelpWidth(surroundings.console().screen().helpColumns());
            tree.setParameterExceptionHandler((failure, given) -> failures.report(failure));
            tree.setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
            return tree.execute(arguments);
        } catch (Exception | Error failure) {
            return failures.report(failure);
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
