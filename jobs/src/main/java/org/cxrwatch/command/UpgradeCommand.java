package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.port.Layout;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code upgrade}. */
@Command(
        name = "upgrade",
        description = "Brings the results database and the lake to what this version of cxrwatch writes. It needs the"
                + " role monitoring_owner, and that nobody writes meanwhile; there is no way back but a copy.")
final class UpgradeCommand implements Callable<Integer> {

    private final Workplace place;

    @Option(names = "--dry-run", description = "Says what would be done, and changes nothing.")
    private boolean dryRun;

    UpgradeCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        String lake = settings.stores().lake().toString();
        try (Ports ports = place.open("upgrade", settings)) {
            Stores before = seen(ports, lake);
            if (!dryRun) {
                try (WriterLock.Held held = ports.writerLock().acquire(lake)) {
                    // Somebody may have been at work until the lock was free.
                    before = seen(ports, lake);
                    upgrade(ports, before.database());
                }
            }
            place.answer(facts(before));
        }
        return ExitCode.DONE.number();
    }

    /** Refused before anything is changed: half of an upgrade helps nobody. */
    private static Stores seen(Ports ports, String lake) {
        Stores stores = new Stores(
                ports.databaseName(),
                lake,
                ports.databaseLayout().version(),
                ports.lakeLayout().version());
        stores.refuseNewer();
        return stores;
    }

    private void upgrade(Ports ports, Layout.Version database) {
        ports.lakeLayout().upgrade();
        ports.databaseLayout().upgrade();
        if (database.isOlder()) {
            long run = ports.runs().start("upgrade", place.now());
            ports.runs()
                    .finish(
                            run,
                            Runs.Outcome.DONE,
                            "Schema from version " + database.present() + " to " + database.known() + ".",
                            place.now());
        }
    }

    /**
     * Both stores as they were before.
     *
     * @param databaseName as it can be shown
     * @param lakeName as it can be shown
     * @param database of the results
     * @param lake of the tables
     */
    private record Stores(String databaseName, String lakeName, Layout.Version database, Layout.Version lake) {

        void refuseNewer() {
            refuse(database, "The schema monitoring of the results database " + databaseName + " has version ");
            refuse(lake, "The lake " + lakeName + " has format ");
        }

        private static void refuse(Layout.Version version, String what) {
            if (version.isNewer()) {
                throw new ConfigurationException(
                        what + version.present() + "; this program knows up to " + version.known()
                                + ", and there is no way back.",
                        "Use the newer cxrwatch that wrote it, or restore the copy of database and lake that was made"
                                + " before it did.");
            }
        }
    }

    private Facts facts(Stores stores) {
        Layout.Version database = stores.database();
        List<String> lines = new ArrayList<>();
        lines.add("Results database " + stores.databaseName() + ": " + said(database, "schema version ") + ".");
        lines.add("Lake " + stores.lakeName() + ": "
                + (stores.lake().isNone()
                        ? "empty; the first ingest gives it format "
                                + stores.lake().known()
                        : said(stores.lake(), "format "))
                + ".");
        lines.add(next(database));
        return Facts.said(lines)
                .with("program", ProgramVersion.text())
                .with("dry_run", dryRun)
                .with("database_from", database.present())
                .with("database_to", database.known())
                .with("lake_from", stores.lake().present())
                .with("lake_to", stores.lake().known())
                .with("changed", !dryRun && database.isOlder());
    }

    private String said(Layout.Version version, String unit) {
        if (!version.isOlder()) {
            return unit + version.present() + ", as this version of cxrwatch writes it";
        }
        return version.isNone()
                ? unit + version.known() + (dryRun ? " would be made" : " was made")
                : (dryRun ? "would go from " : "went from ") + unit + version.present() + " to " + version.known();
    }

    private String next(Layout.Version database) {
        if (!database.isOlder()) {
            return "Nothing is to be done.";
        }
        return dryRun
                ? "Nothing was changed: without --dry-run it is done. Copy database and lake first (pg_dump; a copy of"
                        + " the folder): there is no way back."
                : "Next: upgrade every machine that writes there, then let the nights go on; an older cxrwatch refuses"
                        + " this database from now on.";
    }
}
