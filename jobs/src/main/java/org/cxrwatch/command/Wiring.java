package org.cxrwatch.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.config.ReceiverSettings;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.io.delta.Admission;
import org.cxrwatch.io.files.LogFiles;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.EmbeddedDatabase;
import org.cxrwatch.io.postgres.ResultsDatabase;
import org.cxrwatch.job.ApplyOrphans;
import org.cxrwatch.job.ErasedAside;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.KeptRows;
import org.cxrwatch.port.AlertDesk;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.CellArchive;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.Erasures;
import org.cxrwatch.port.Expiries;
import org.cxrwatch.port.FollowUps;
import org.cxrwatch.port.History;
import org.cxrwatch.port.Incidents;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.LabelOrphans;
import org.cxrwatch.port.LakeErasure;
import org.cxrwatch.port.LakeScores;
import org.cxrwatch.port.Layout;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.MetricsGateway;
import org.cxrwatch.port.ModelRegister;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.PairedImages;
import org.cxrwatch.port.RecentPredictions;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.RowLearner;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.port.WriterLock;
import org.cxrwatch.spark.ComputedColumns;
import org.cxrwatch.spark.OpenLake;
import org.cxrwatch.spark.SparkVersion;

/** The one place where adapters are made, from settings: PostgreSQL, the lake, the folder of logs. */
final class Wiring implements Ports {

    private final Settings settings;
    private final String command;
    private final PortsOpener.Notes notes;
    private final Lazy<ResultsDatabase> database = new Lazy<>(this::database);
    private final Lazy<Results> results = new Lazy<>(() -> database.get().results());
    private final Lazy<OpenLake> lake;
    private final Lazy<List<Channel>> channels;
    private final LakePlaces places;
    private LakePlaces.Purpose purpose = LakePlaces.Purpose.READ;

    private Wiring(Settings settings, String command, PortsOpener.Notes notes) {
        this.settings = settings;
        this.command = command;
        this.notes = notes;
        this.lake = new Lazy<>(this::lake);
        this.places = new LakePlaces(settings);
        this.channels = new Lazy<>(() -> ChannelWiring.channels(settings.sending(), Clock.systemUTC()));
    }

    /** Opens the ports of these settings; nothing is started yet. */
    static Ports open(Settings settings, String command, PortsOpener.Notes notes) {
        SparkVersion.require();
        return new Wiring(settings, command, notes);
    }

    private OpenLake lake() {
        checkExpressions(settings);
        return OpenLake.at(
                places.place(purpose), settings.definition(), settings.labels().rules());
    }

    /** What users wrote in SQL is refused before anything is read; the check needs no session. */
    static void checkExpressions(Settings settings) {
        ComputedColumns.check(settings.definition(), settings.custom().origins());
    }

    @Override
    public Optional<String> lakeCommits() {
        return places.commits();
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

    @Override
    public void prepare() {
        checkExpressions(settings);
        purpose = LakePlaces.Purpose.WRITE;
        database.get().prepare();
    }

    @Override
    public Layout databaseLayout() {
        return existing().layout();
    }

    @Override
    public Layout lakeLayout() {
        return places.place(LakePlaces.Purpose.READ).layout();
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
    public AlertDesk alertDesk() {
        return existing().alertDesk();
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
    public Expiries expiries() {
        return existing().expiries();
    }

    @Override
    public ModelRegister models() {
        return existing().models();
    }

    @Override
    public Erasures erasures() {
        return existing().erasures();
    }

    @Override
    public LakeErasure lakeErasure() {
        return lake.get().erasure();
    }

    @Override
    public FollowUps followUps() {
        return existing().followUps();
    }

    @Override
    public Outbox outbox() {
        return existing().outbox();
    }

    @Override
    public List<Channel> channels() {
        return channels.get();
    }

    @Override
    public Channel channel(ReceiverSettings receiver) {
        return ChannelWiring.channel(receiver, settings.sending(), Clock.systemUTC());
    }

    @Override
    public Optional<MetricsGateway> metricsGateway() {
        return GatewayWiring.gateway(settings.push());
    }

    @Override
    public List<Ingest.Feed> feeds() {
        List<Ingest.Feed> feeds = new ArrayList<>();
        feeds.add(ApplyOrphans.unfinished(labelOrphans()));
        LogSources.files(settings).map(this::files).ifPresent(feeds::add);
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
                .map(address -> new SourceDatabase(
                        address, settings.postgres(), Policies.reading(settings, zone), new LakeOf(zone)));
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
        LogFiles files = LogFiles.inFolder(folder);
        return Files.isDirectory(folder)
                ? Optional.of(feed(name, files, LogFiles.Arriving.OBSERVED))
                : Optional.empty();
    }

    private Ingest.Feed files(LogFiles files) {
        return feed(
                LogSources.FILES,
                files,
                LogFiles.Arriving.valueOf(settings.files().arrivalBasis().name()));
    }

    private Ingest.Feed feed(String name, LogFiles files, LogFiles.Arriving arriving) {
        RowReader reader = files.reader(Policies.reading(settings));
        return new Ingest.Feed(files.source(name, arriving), intake(reader));
    }

    /** Spark is not started before there is a batch to take; what has expired by then is put aside. */
    private Intake intake(RowReader reader) {
        RowReader aside = new ErasedAside(reader, () -> erasures().ids());
        return batch -> lake.get()
                .intake(aside, new Admission(expiries().expired(), Policies.rejectLimit(settings)))
                .take(batch);
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

    @Override
    public CellArchive cellArchive() {
        return lake.get().cellArchive();
    }

    @Override
    public Upkeep upkeep() {
        return lake.get().upkeep();
    }

    @Override
    public LabelOrphans labelOrphans() {
        return new OrphansOnRequest(() -> lake.get().labelOrphans());
    }

    @Override
    public BaselineContents baselineContents() {
        return lake.get().baselineContents();
    }

    @Override
    public WindowCounts windowCounts() {
        return new KeptRows(lake.get().windowCounts(), expiries().expired());
    }

    @Override
    public RowSamples rowSamples() {
        return lake.get().rowSamples();
    }

    @Override
    public RowLearner rowLearner() {
        return lake.get().rowLearner();
    }

    @Override
    public PairedImages pairedImages() {
        return lake.get().pairedImages();
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
