package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.DataException;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.Reconcile;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.retention.Kept;

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
     * @param trouble what could not be looked at, in sentences
     */
    record Outcome(Ingest.Report ingested, Optional<Reconcile.Result> compared, List<String> trouble) {

        /** Whether all was looked at and nothing differs. */
        boolean isSound() {
            return trouble.isEmpty()
                    && compared.map(result -> result.differences().isEmpty()).orElse(true);
        }

        /** What is to be said of it beside what is new. */
        List<String> lines() {
            return Stream.concat(compared.map(Reconcile.Result::sentence).stream(), trouble.stream())
                    .toList();
        }
    }

    /** Reads what is new. */
    Outcome run(Instant at) {
        return run(at, Ingest.Which.CHANGED);
    }

    /** Reads these files, and what is new in a database. */
    Outcome run(Instant at, Ingest.Which which) {
        Ingest ingest = new Ingest(ports.feeds(), ports.ledger(), ports.sourceChecks());
        Ingest.Report report = ingest.run(at, which);
        return ports.serviceDatabase()
                .map(database -> looked(report, database, at))
                .orElseGet(() -> new Outcome(report, Optional.empty(), List.of()));
    }

    /** Reads days of the database again, whatever was taken of them. */
    Outcome repair(XidWindow.Days days, Instant at) {
        ServiceDatabase database = ports.serviceDatabase()
                .orElseThrow(() -> new DataException(
                        "Only days of a database can be read again, and none is read",
                        "Files need no repair: one that changed is read again by itself. For a database set"
                                + " sources.postgres.url"));
        ports.expiries()
                .expired()
                .requireRows(
                        "The database cannot be read again",
                        days.first().datesUntil(days.last().plusDays(1)).toList(),
                        Kept.PREDICTIONS);
        if (position(ports.ledger()).isEmpty()) {
            throw new DataException(
                    "The first load of the database is not finished, so that no day can be repaired",
                    "Run `cxrwatch ingest` first");
        }
        Ingest ingest = new Ingest(ports.feeds(), ports.ledger(), ports.sourceChecks());
        Ingest.Report report = ingest.take(database.feed(), database.repair(days, at), at);
        return looked(report, database, at);
    }

    /** What was taken is taken: a night does not end because a further look at the database fails. */
    private Outcome looked(Ingest.Report report, ServiceDatabase database, Instant at) {
        List<String> trouble = new ArrayList<>();
        attempt("Its models were not read", trouble, () -> {
            ports.models().note(LogSources.POSTGRES, database.models());
            return true;
        });
        Optional<Reconcile.Result> compared = attempt(
                        "It was not compared with the lake", trouble, () -> compare(database, at))
                .flatMap(one -> one);
        return new Outcome(report, compared, trouble);
    }

    private static <T> Optional<T> attempt(String failing, List<String> trouble, Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (CxrwatchException e) {
            trouble.add(failing + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Reconcile.Result> compare(ServiceDatabase database, Instant at) {
        int days = (int) settings.postgres().checking().reconcile().toDays();
        return position(ports.ledger()).map(window -> {
            LocalDate today = LocalDate.ofInstant(at, settings.postgres().timeZone());
            Reconcile reconcile = new Reconcile(
                    LogSources.POSTGRES,
                    database.rows(window),
                    database.taken(),
                    ports.sourceChecks(),
                    ports.erasures().ids());
            return reconcile.run(new XidWindow.Days(firstKept(today.minusDays(days)), today), at);
        });
    }

    /** What has expired is not missing; the database's day may begin a day before the lake's. */
    private LocalDate firstKept(LocalDate wanted) {
        return ports.expiries()
                .expired()
                .firstKept(Kept.PREDICTIONS)
                .map(day -> day.plusDays(1))
                .filter(wanted::isBefore)
                .orElse(wanted);
    }

    /** The last window, once the first load is over. */
    private static Optional<XidWindow> position(Ledger ledger) {
        return ledger.taken(LogSources.POSTGRES)
                .position()
                .map(Batch::plan)
                .flatMap(plan -> plan.window())
                .filter(window -> window.mode() != XidWindow.Mode.LOAD);
    }
}
