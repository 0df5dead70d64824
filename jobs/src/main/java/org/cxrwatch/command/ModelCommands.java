package org.cxrwatch.command;

import picocli.CommandLine;

/** {@code models}: which versions there are. */
final class ModelCommands {

    private ModelCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec()
                .usageMessage()
                .description("Which versions of the model there are: registered, answering, compared with a baseline or"
                        + " with each other.");
        group.addSubcommand(new ModelsListCommand(place))
                .addSubcommand(new ModelsAddCommand(place))
                .addSubcommand(new ModelsCompareCommand(place));
    }
}
