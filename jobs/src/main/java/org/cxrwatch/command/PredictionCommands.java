package org.cxrwatch.command;

import picocli.CommandLine;

/** {@code predictions}: what was asked and answered. */
final class PredictionCommands {

    private PredictionCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("What was asked of the model, and what it answered.");
        group.addSubcommand(new PredictionsRecordCommand(place))
                .addSubcommand(new PredictionsRecentCommand(place))
                .addSubcommand(new PredictionsSummaryCommand(place))
                .addSubcommand(new PredictionsAccuracyCommand(place));
    }
}
