package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.DataException;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.Reconcile;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.XidWindow;

/** Reads the sources: what is new of each, and of a database its models and a comparison of the last days. */
final class SourceReading {

    private final Settings settings;
    private final Ports ports;

    SourceReading(Settings settings, Ports ports) {
        this.settings = settings;
        this.ports = ports;
    }

    /**
     * What was read.
     *
     * @param ingested what is new
     * @param compared what the database holds beside the lake, if one is read
     */
    record Outcome(Ingest.Report ingested, Optional<Reconcile.Result> compared) {}

    /** Reads what is new. */
    Outcome run(Instant at) {
        Ingest ingest = new Ingest(ports.feeds(), ports.ledger(), ports.sourceChecks());
        Ingest.Report report = ingest.run(at);
        Optional<ServiceDatabase> database = ports.serviceDatabase();
        database.map(ServiceDatabase::models).ifPresent(models -> ports.models().note(LogSources.POSTGRES, models));
        return new Outcome(report, database.flatMap(asked -> compare(asked, at)));
    }

    /** Reads days of the database again, whatever was taken of them. */
    Outcome repair(XidWindow.Days days, Instant at) {
        ServiceDatabase database = ports.serviceDatabase()
                .orElseThrow(() -> new DataException(
                        "Only days of a database can be read again, and none is read",
                        "Files need no repair: one that changed is read again by itself. For a database set"
                                + " sources.postgres.url"));
        if (position(ports.ledger()).isEmpty()) {
            throw new DataException(
                    "The first load of the database is not finished, so that no day can be repaired",
                    "Run `cxrwatch ingest` first");
        }
        Ingest ingest = new Ingest(ports.feeds(), ports.ledger(), ports.sourceChecks());
        Ingest.Report report = ingest.take(database.feed(), database.repair(days, at), at);
        return new Outcome(report, compare(database, at));
    }

    private Optional<Reconcile.Result> compare(ServiceDatabase database, Instant at) {
        int days = (int) settings.postgres().checking().reconcile().toDays();
        return position(ports.ledger()).map(window -> {
            LocalDate today = LocalDate.ofInstant(at, settings.postgres().timeZone());
            Reconcile reconcile =
                    new Reconcile(LogSources.POSTGRES, database.rows(window), database.taken(), ports.sourceChecks());
            return reconcile.run(new XidWindow.Days(today.minusDays(days), today), at);
        });
    }

    /** The last window, once the first load is over. */
    private static Optional<XidWindow> position(Ledger ledger) {
        return ledger.taken(LogSources.POSTGRES)
                .position()
                .map(Batch::plan)
                .flatMap(plan -> plan.window())
                .filter(window -> window.mode() != XidWindow.Mode.LOAD);
    }

    /** What a comparison says, in lines. */
    static List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.compared().map(Reconcile.Result::sentence).ifPresent(lines::add);
        return lines;
    }
}
