package org.cxrwatch.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Configuration;
import org.cxrwatch.config.ReceiverSettings;
import org.cxrwatch.config.Secret;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.io.files.LogFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code config}: what holds, and whether it will do. */
final class ConfigCommands {

    private ConfigCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("What is set, and whether it will do.");
        group.addSubcommand(new Show(place)).addSubcommand(new Check(place));
    }

    @Command(name = "show", description = "Every setting as it holds, and where it comes from.")
    private record Show(Workplace place) implements Callable<Integer> {

        @Override
        public Integer call() {
            place.answer(new Listing<>(place.configuration().list(), "There are no settings.")
                    .column("key", "SETTING", Configuration.Setting::key)
                    .column("value", "VALUE", Configuration.Setting::value)
                    .column("origin", "FROM", Configuration.Setting::origin));
            return ExitCode.DONE.number();
        }
    }

    /** One thing that was looked at; the failure, if it will not do. */
    private record Finding(String subject, String result, List<CxrwatchException> failure) {

        static Finding good(String subject, String result) {
            return new Finding(subject, result, List.of());
        }

        static Finding bad(String subject, CxrwatchException failure) {
            return new Finding(subject, failure.getMessage(), List.of(failure));
        }

        boolean isGood() {
            return failure.isEmpty();
        }
    }

    @Command(
            name = "check",
            description = "Reads the settings and tries what they name: folder or bucket, lake, database.")
    private record Check(Workplace place) implements Callable<Integer> {

        @Override
        public Integer call() {
            Settings settings = place.settings();
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.good("settings", "All of them are known and in range."));
            if (settings.definition().computes()) {
                findings.add(expressions(settings));
                findings.addAll(names(settings));
            }
            findings.add(files(settings));
            findings.add(settings.stores().lake().folder().map(Check::lake).orElseGet(() -> bucket(settings)));
            findings.add(database(settings));
            settings.sending().receivers().forEach(receiver -> findings.add(receiver(receiver)));
            place.answer(new Listing<>(findings, "Nothing to check.")
                    .column("subject", "CHECKED", Finding::subject)
                    .column("ok", "OK", finding -> finding.isGood())
                    .column("detail", "RESULT", Finding::result));
            return findings.stream()
                    .flatMap(finding -> finding.failure().stream())
                    .findFirst()
                    .map(CxrwatchException::exitCode)
                    .orElse(ExitCode.DONE)
                    .number();
        }

        private static Finding expressions(Settings settings) {
            String subject = "features.derived, metrics.custom";
            try {
                Wiring.checkExpressions(settings);
                return Finding.good(
                        subject,
                        settings.custom().derived().size() + " derived features and "
                                + settings.custom().metrics().size() + " metrics, all of which can be computed.");
            } catch (CxrwatchException failure) {
                return Finding.bad(subject, failure);
            }
        }

        /** Only where all of them can be computed, and once there is a lake that knows names. */
        private List<Finding> names(Settings settings) {
            String subject = "names in them";
            boolean isThere =
                    settings.stores().lake().folder().map(Files::isDirectory).orElse(true);
            try {
                Wiring.checkExpressions(settings);
                if (!isThere) {
                    return found(subject, NamesInDefinitions.withoutLake(settings));
                }
                try (Ports ports = place.open("config check", settings)) {
                    return found(subject, NamesInDefinitions.of(settings, ports, place.now()));
                }
            } catch (CxrwatchException failure) {
                return failure.exitCode() == ExitCode.CONFIGURATION && isComputable(settings)
                        ? List.of(Finding.bad(subject, failure))
                        : List.of();
            }
        }

        private static boolean isComputable(Settings settings) {
            return expressions(settings).isGood();
        }

        private static List<Finding> found(String subject, NamesInDefinitions names) {
            return names.warnings().stream()
                    .map(warning -> Finding.good(subject, warning))
                    .toList();
        }

        private static Finding files(Settings settings) {
            String subject = "sources.files.folder";
            try {
                return Finding.good(
                        subject,
                        LogSources.files(settings).map(LogFiles::look).orElse("Not set: ingest will ask for it."));
            } catch (CxrwatchException failure) {
                return Finding.bad(subject, failure);
            }
        }

        private Finding bucket(Settings settings) {
            try (Ports ports = place.open("config check", settings)) {
                return Finding.good(
                        "lake.path",
                        settings.stores().lake() + " can be written; "
                                + ports.lakeCommits().orElseThrow() + ".");
            } catch (CxrwatchException failure) {
                return Finding.bad("lake.path", failure);
            }
        }

        private static Finding lake(Path lake) {
            Path existing = lake.toAbsolutePath();
            while (existing.getParent() != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            return Files.isDirectory(existing) && Files.isWritable(existing)
                    ? Finding.good("lake.path", lake + (existing.equals(lake.toAbsolutePath()) ? "" : " will be made."))
                    : Finding.bad(
                            "lake.path",
                            new ConfigurationException(
                                    "The lake " + lake + " cannot be written: " + existing
                                            + " is no folder, or not ours",
                                    "Correct lake.path, or let the user who runs cxrwatch write there"));
        }

        /** Nothing is sent: people would be told something each time settings are checked. */
        private static Finding receiver(ReceiverSettings receiver) {
            String subject = "receiver " + receiver.common().name();
            try {
                receiver.secrets().forEach(Secret::reveal);
                return Finding.good(
                        subject,
                        receiver.shown() + ", from "
                                + receiver.common().least().text()
                                + " on; not tried: cxrwatch test-channel "
                                + receiver.common().name());
            } catch (CxrwatchException failure) {
                return Finding.bad(subject, failure);
            }
        }

        private Finding database(Settings settings) {
            String subject = "results.postgres";
            if (settings.stores().postgres().isEmpty()) {
                return Finding.good(
                        subject,
                        "Not set: the embedded PostgreSQL under "
                                + settings.stores().home() + " is used, and started when it is needed.");
            }
            try (Ports ports = place.open("config check", settings)) {
                ports.prepare();
                return Finding.good(subject, ports.databaseName() + " answers, and its schema is up to date.");
            } catch (CxrwatchException failure) {
                return Finding.bad(subject, failure);
            }
        }
    }
}
