package org.cxrwatch.command;

import java.util.Optional;
import org.cxrwatch.config.Settings;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.io.postgres.source.PostgresReader;
import org.cxrwatch.io.postgres.source.PostgresSource;
import org.cxrwatch.io.postgres.source.SourceTerms;
import org.cxrwatch.log.ReadingRules;

/**
 * The service's database, as settings name it.
 *
 * @param source says what there is
 * @param reader reads it
 */
record SourceDatabase(PostgresSource source, PostgresReader reader) {

    private static final long MEBIBYTE = 1L << 20;

    /** The database that is read, if one is; nothing is connected yet. */
    static Optional<SourceDatabase> of(Settings settings, String command, ReadingRules rules) {
        return settings.postgres().url().map(url -> {
            DatabaseServer server = new DatabaseServer(
                    DatabaseAddress.parse(url.complete().reveal()), "cxrwatch " + command, DatabaseServer.Use.SOURCE);
            SourceTerms terms = terms(settings.postgres(), rules);
            return new SourceDatabase(
                    new PostgresSource(LogSources.POSTGRES, server, terms), new PostgresReader(server, terms));
        });
    }

    private static SourceTerms terms(Settings.Postgres postgres, ReadingRules rules) {
        Settings.PostgresReading reading = postgres.reading();
        return new SourceTerms(
                postgres.schema(),
                rules,
                SourceTerms.Unit.valueOf(postgres.processingTime().name()),
                postgres.xidColumn(),
                new SourceTerms.Limits(
                        reading.connections(),
                        reading.batchMebibytes() * MEBIBYTE,
                        reading.mebibytesPerSecond() * MEBIBYTE,
                        (int) postgres.checking().lookBack().toDays()));
    }
}
