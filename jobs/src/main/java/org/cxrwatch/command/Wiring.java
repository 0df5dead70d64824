package org.cxrwatch.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.io.files.FolderReader;
import org.cxrwatch.io.files.FolderSource;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.EmbeddedDatabase;
import org.cxrwatch.io.postgres.ResultsDatabase;
import org.cxrwatch.job.ApplyOrphans;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.notify.LogChannel;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.History;
import org.cxrwatch.port.Incidents;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.LabelOrphans;
import org.cxrwatch.port.LakeScores;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.ModelRegister;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.RecentPredictions;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.port.WriterLock;
import org.cxrwatch.spark.OpenLake;

/** The one place where adapters are made, from settings: PostgreSQL, the lake, the folder of logs. */
final class Wiring implements Ports {

    private final Settings settings;
    private final String command;
    private final PortsOpener.Notes notes;
    private final Lazy<ResultsDatabase> database = new Lazy<>(this::database);
    private final Lazy<Results> results = new Lazy<>(() -> database.get().results());
    private final Lazy<OpenLake> lake;

    private Wiring(Settings settings, String command, PortsOpener.Notes notes) {
        this.settings = settings;
        this.command = command;
        this.notes = notes;
        this.lake = new Lazy<>(() -> OpenLake.at(
                settings.stores().lake().toString(),
                settings.slices().definition(),
                settings.labels().rules()));
    }

    /** Opens the ports of these settings; nothing is started yet. */
    static Ports open(Settings settings, String command, PortsOpener.Notes notes) {
        return new Wiring(settings, command, notes);
    }

    private ResultsDatabase database() {
        DatabaseAddress address = settings.stores()
                .postgres()
                .map(url -> DatabaseAddress.parse(url.complete().reveal()))
                .orElseGet(this::embedded);
        return new ResultsDatabase(address, "cxrwatch " + command);
    }

    private DatabaseAddress embedded() {
        Path home = settings.stores().home();
        EmbeddedDatabase server = new EmbeddedDatabase(home);
        boolean ran = server.status().isPresent();
        DatabaseAddress address = server.start();
        if (!ran) {
            notes.say("started the embedded PostgreSQL (" + address + "); it keeps running: cxrwatch db stop --home "
                    + home);
        }
        return address;
    }

    /** Reading an embedded database that never was would make an empty one, only to find nothing in it. */
    private ResultsDatabase existing() {
        Path home = settings.stores().home();
        boolean embedded = settings.stores().postgres().isEmpty();
        if (embedded && !Files.isDirectory(home.resolve("postgres").resolve("data"))) {
            throw new ConfigurationException(
                    "There are no results under " + home + " yet.",
                    "Run `cxrwatch demo` or `cxrwatch ingest` first, or say where they are with --home or"
                            + " results.postgres.");
        }
        return database.get();
    }

    private ReadingRules rules(ZoneId zone) {
        return Policies.reading(settings, zone);
    }

    @Override
    public void prepare() {
        database.get().prepare();
    }

    @Override
    public String databaseName() {
        return existing().toString();
    }

    @Override
    public Ledger ledger() {
        return existing().ledger();
    }

    @Override
    public Results results() {
        existing();
        return results.get();
    }

    @Override
    public History history() {
        return existing().history();
    }

    @Override
    public AlertLog alertLog() {
        return existing().alertLog();
    }

    @Override
    public Runs runs() {
        return existing().runs();
    }

    @Override
    public WriterLock writerLock() {
        return existing().writerLock();
    }

    @Override
    public BaselineRegister baselines() {
        return existing().baselines();
    }

    @Override
    public Incidents incidents() {
        return existing().incidents();
    }

    @Override
    public SourceChecks sourceChecks() {
        return existing().sourceChecks();
    }

    @Override
    public ModelRegister models() {
        return existing().models();
    }

    @Override
    public Outbox outbox() {
        return existing().outbox();
    }

    @Override
    public List<Channel> channels() {
        LogChannel log = new LogChannel();
        return settings.sending().channels().contains(log.name()) ? List.of(log) : List.of();
    }

    @Override
    public List<Ingest.Feed> feeds() {
        List<Ingest.Feed> feeds = new ArrayList<>();
        feeds.add(ApplyOrphans.unfinished(labelOrphans()));
        settings.files().folder().ifPresent(folder -> feeds.add(folder(LogSources.FILES, LogFolder.of(settings))));
        serviceDatabase().map(ServiceDatabase::feed).ifPresent(feeds::add);
        inbox(LogSources.MANUAL, LogSources.inbox(settings)).ifPresent(feeds::add);
        inbox(LogSources.RECORDED, LogSources.recorded(settings)).ifPresent(feeds::add);
        return feeds;
    }

    @Override
    public Optional<ServiceDatabase> serviceDatabase() {
        ZoneId zone = settings.postgres().timeZone();
        return settings.postgres()
                .url()
                .map(url -> DatabaseAddress.parse(url.complete().reveal()))
                .map(address -> new SourceDatabase(address, settings.postgres(), rules(zone), new LakeOf(zone)));
    }

    /** The lake, as the other side of a database whose clock shows this zone's time. */
    private final class LakeOf implements SourceDatabase.LakeSide {

        private final ZoneId zone;

        LakeOf(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public Intake intake(RowReader reader) {
            return Wiring.this.intake(reader);
        }

        @Override
        public TakenRows taken() {
            return lake.get().takenRows(zone);
        }
    }

    /** A folder that commands write to, once one has. */
    private Optional<Ingest.Feed> inbox(String name, Path folder) {
        FolderReader reader = new FolderReader(folder, rules(settings.files().timeZone()));
        FolderSource source = new FolderSource(name, folder, FolderSource.Arriving.OBSERVED);
        return Files.isDirectory(folder) ? Optional.of(new Ingest.Feed(source, intake(reader))) : Optional.empty();
    }

    private Ingest.Feed folder(String name, Path folder) {
        FolderSource.Arriving arriving =
                FolderSource.Arriving.valueOf(settings.files().arrivalBasis().name());
        return new Ingest.Feed(
                new FolderSource(name, folder, arriving),
                intake(new FolderReader(folder, rules(settings.files().timeZone()))));
    }

    /** Spark is not started before there is a batch to take. */
    private Intake intake(RowReader reader) {
        return batch ->
                lake.get().intake(reader, Policies.rejectLimit(settings)).take(batch);
    }

    @Override
    public Cells cells() {
        return lake.get().cells();
    }

    @Override
    public Summariser summariser() {
        return lake.get().summariser();
    }

    @Override
    public CellRebuild cellRebuild() {
        return lake.get().cellRebuild();
    }

    /** {@inheritDoc} Spark is not started before something is asked of them. */
    @Override
    public LabelOrphans labelOrphans() {
        return new LabelOrphans() {
            @Override
            public List<Count> count() {
                return lake.get().labelOrphans().count();
            }

            @Override
            public Taken take(Batch batch) {
                return lake.get().labelOrphans().take(batch);
            }
        };
    }

    @Override
    public BaselineContents baselineContents() {
        return lake.get().baselineContents();
    }

    @Override
    public WindowCounts windowCounts() {
        return lake.get().windowCounts();
    }

    @Override
    public RecentPredictions recentPredictions() {
        return lake.get().recentPredictions();
    }

    @Override
    public LakeScores lakeScores() {
        return lake.get().lakeScores();
    }

    @Override
    public void close() {
        // Every transaction has closed its own connection, and Spark ends with the process.
    }
}
