package org.cxrwatch.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.config.Configuration;
import org.cxrwatch.config.ConfigurationLayers;
import org.cxrwatch.config.Settings;

/** Where a command works: what it was told, what it may use, and where its answer goes. */
final class Workplace {

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final PortsOpener opener;

    Workplace(Surroundings surroundings, GlobalOptions options, PortsOpener opener) {
        this.surroundings = surroundings;
        this.options = options;
        this.opener = opener;
    }

    /** The settings and where they come from, read and checked. */
    Configuration configuration() {
        return configuration(List.of());
    }

    Settings settings() {
        return configuration().settings();
    }

    /** The same, where a command's own options stand for these assignments. */
    Configuration configuration(List<String> assignments) {
        List<String> overrides = Stream.concat(options.overrides().stream(), assignments.stream())
                .toList();
        return Configuration.load(new ConfigurationLayers(
                surroundings.installation(),
                home(),
                surroundings.settingsFile(options.config()),
                surroundings.environment(),
                overrides));
    }

    /** Folder of the program. */
    Path installation() {
        return surroundings.installation();
    }

    Path home() {
        return surroundings.home(options.home());
    }

    Instant now() {
        return surroundings.clock().instant();
    }

    String user() {
        return surroundings.user();
    }

    /** What a command works with. */
    Ports open(String command) {
        return open(command, settings());
    }

    /** What a command works with, by settings that were read before. */
    Ports open(String command, Settings settings) {
        return opener.open(settings, command, this::say);
    }

    /** The answer, once, on stdout. */
    void answer(Answer answer) {
        Surroundings.Console console = surroundings.console();
        console.out().print(options.isJson() ? JsonText.of(answer) : answer.text(console.screen()));
        console.out().flush();
    }

    /** A remark beside the answer, on stderr. */
    void say(String sentence) {
        surroundings.console().err().println("cxrwatch: " + ShownText.plain(sentence));
    }

    /** Shows people who wait how far a job has come, on stderr. */
    ProgressLines progress() {
        return new ProgressLines(surroundings.console(), surroundings.clock());
    }
}
