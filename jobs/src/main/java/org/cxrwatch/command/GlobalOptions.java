package org.cxrwatch.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands. */
final class GlobalOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Settings to use instead of conf/application.conf. Default: the file that the environment"
                    + " variable CXRWATCH_CONFIG names, if it is set.")
    private Path config;

    private final List<String> overrides = new ArrayList<>();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of all that is embedded: lake, database, logs. Default: the environment variable"
                    + " CXRWATCH_HOME, else .cxrwatch in the folder of the program.")
    private Path home;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Prints one JSON array or object on stdout and nothing else.")
    private boolean json;

    /** Collects one by one: of a list picocli would forget what stood before the name of the command. */
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Overrides one setting; may be given several times.")
    void override(String assignment) {
        if (assignment != null) {
            overrides.add(assignment);
        }
    }

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    List<String> overrides() {
        return List.copyOf(overrides);
    }

    Optional<Path> home() {
        return Optional.ofNullable(home);
    }

    boolean isJson() {
        return json;
    }
}
