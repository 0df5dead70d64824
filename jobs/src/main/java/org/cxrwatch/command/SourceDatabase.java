package org.cxrwatch.command;

import java.time.Instant;
import java.util.List;
import org.cxrwatch.config.Settings;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.io.postgres.source.PostgresModels;
import org.cxrwatch.io.postgres.source.PostgresReader;
import org.cxrwatch.io.postgres.source.PostgresRows;
import org.cxrwatch.io.postgres.source.PostgresSource;
import org.cxrwatch.io.postgres.source.SourceTerms;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.model.RegisteredModel;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.SourceRows;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.XidWindow;

/** The service's database, as settings name it; nothing is connected before it is asked. */
final class SourceDatabase implements ServiceDatabase {

    private static final long MEBIBYTE = 1L << 20;

    private final DatabaseServer server;
    private final SourceTerms terms;
    private final LakeSide lake;

    /** What is done with its rows. */
    interface LakeSide {

        /** Takes them. */
        Intake intake(RowReader reader);

        /** What was taken. */
        TakenRows taken();
    }

    /** The database of this address, read by these rules. */
    SourceDatabase(DatabaseAddress address, Settings.Postgres settings, ReadingRules rules, LakeSide lake) {
        this.server = new DatabaseServer(address, "cxrwatch", DatabaseServer.Use.SOURCE);
        this.terms = terms(settings, rules);
        this.lake = lake;
    }

    @Override
    public Ingest.Feed feed() {
        return new Ingest.Feed(source(), lake.intake(new PostgresReader(server, terms)));
    }

    @Override
    public Plan repair(XidWindow.Days days, Instant at) {
        return source().repair(days, at);
    }

    @Override
    public List<RegisteredModel> models() {
        return new PostgresModels(server, terms).list();
    }

    @Override
    public SourceRows rows(XidWindow taken) {
        return new PostgresRows(LogSources.POSTGRES, server, terms, taken);
    }

    @Override
    public TakenRows taken() {
        return lake.taken();
    }

    private PostgresSource source() {
        return new PostgresSource(LogSources.POSTGRES, server, terms);
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
