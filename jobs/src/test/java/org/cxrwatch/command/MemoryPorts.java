package org.cxrwatch.command;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.config.ReceiverSettings;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Slice;
import org.cxrwatch.multivariate.RowSample;
import org.cxrwatch.notice.Receiver;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.notify.LogChannel;
import org.cxrwatch.port.AlertDesk;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Batch;
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
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.MemoryPairedImages;
import org.cxrwatch.port.MetricsGateway;
import org.cxrwatch.port.ModelRegister;
import org.cxrwatch.port.NoRows;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.PairedImages;
import org.cxrwatch.port.PlainRowLearner;
import org.cxrwatch.port.RecentPredictions;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.RowLearner;
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.Source;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.port.WriterLock;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;

/** All ports in memory; predictions are counted, not kept. */
final class MemoryPorts implements Ports, BaselineContents {

    final MemoryDatabase database;
    final Map<String, Map<LocalDate, Integer>> predictions = new TreeMap<>();
    final Map<String, Baseline> baselines = new HashMap<>();
    final List<Channel> channels = new ArrayList<>(List.of(new LogChannel(Receiver.LOG.name(), SubjectTemplate.OWN)));
    final List<LabelOrphans.Count> orphans = new ArrayList<>();
    final MemoryUpkeep upkeep = new MemoryUpkeep();
    final MemoryLayout databaseLayout = new MemoryLayout(15);
    final MemoryLayout lakeLayout = new MemoryLayout(3);
    Source.Listing listing = Source.Listing.all(Optional.empty(), 0, List.of());
    Function<Ledger.Taken, Source.Listing> listings = known -> listing;
    final List<Cell> moreCells = new ArrayList<>();
    WindowCounts windowCounts = (scope, from, to) -> {
        throw new UnsupportedOperationException("no rows are kept");
    };
    RowSamples rowSamples = query -> new RowSamples.Drawn(new RowSample(List.of(), 0), new RowSample(List.of(), 0));
    RowLearner rowLearner = new PlainRowLearner();
    final MemoryPairedImages pairedImages = new MemoryPairedImages();
    RecentPredictions recentPredictions = query -> new RecentPredictions.Found(List.of(), Optional.empty());
    Optional<ServiceDatabase> serviceDatabase = Optional.empty();
    LakeErasure lakeErasure = new MemoryLakeErasure();
    CellRebuild cellRebuild = new NoRows();
    Optional<MetricsGateway> metricsGateway = Optional.empty();
    Intake.Taken taken = new Intake.Taken(Map.of(), List.of());

    MemoryPorts(Clock clock) {
        this.database = new MemoryDatabase(clock);
    }

    /** So many successful predictions of a version on a day. */
    void predicted(String version, String day, int rows) {
        predictions.computeIfAbsent(version, absent -> new TreeMap<>()).put(LocalDate.parse(day), rows);
    }

    private static DistributionPart part(int rows) {
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        ClassDistribution one = new ClassDistribution(
                rows, empty.confidence(), empty.positiveScore(), empty.features(), empty.attributes());
        return DistributionPart.of(Resolution.BASELINE, Map.of("NORMAL", one));
    }

    @Override
    public Map<LocalDate, Map<Slice, DistributionPart>> count(String version, Set<LocalDate> days) {
        Map<LocalDate, Map<Slice, DistributionPart>> counted = new TreeMap<>();
        predictions.getOrDefault(version, Map.of()).forEach((day, rows) -> {
            if (days.contains(day)) {
                counted.put(day, Map.of(Slice.ALL, part(rows)));
            }
        });
        return counted;
    }

    @Override
    public void save(Baseline baseline) {
        baselines.putIfAbsent(baseline.about().id(), baseline);
    }

    @Override
    public Baseline load(BaselineRecord about) {
        return baselines.get(about.id());
    }

    @Override
    public Cells cells() {
        return range -> {
            List<Cell> cells = new ArrayList<>();
            predictions.forEach((version, days) -> days.forEach((day, rows) -> {
                Arrival arrival = Arrival.during(day, ArrivalBasis.FROM_NAME);
                CellKey key = new CellKey(PartKind.DISTRIBUTION, version, day, Optional.empty(), Slice.ALL);
                boolean wanted = range.kinds().contains(PartKind.DISTRIBUTION)
                        && !day.isBefore(range.firstDay())
                        && !day.isAfter(range.lastDay())
                        && !arrival.at().isAfter(range.arrivedBy());
                if (wanted) {
                    cells.add(new Cell(key, arrival, 1, Generation.FIRST, "d", part(rows)));
                }
            }));
            moreCells.stream()
                    .filter(cell -> range.kinds().contains(cell.key().kind()))
                    .forEach(cells::add);
            return cells;
        };
    }

    @Override
    public List<Ingest.Feed> feeds() {
        Source source = new Source() {
            @Override
            public String name() {
                return "files";
            }

            @Override
            public Listing list(Ledger.Taken known, Instant at) {
                return listings.apply(known);
            }
        };
        return List.of(new Ingest.Feed(source, batch -> taken));
    }

    @Override
    public Optional<ServiceDatabase> serviceDatabase() {
        return serviceDatabase;
    }

    @Override
    public Summariser summariser() {
        return batch -> Map.of("cells", 7L);
    }

    @Override
    public CellRebuild cellRebuild() {
        return cellRebuild;
    }

    @Override
    public CellArchive cellArchive() {
        return upkeep;
    }

    @Override
    public Upkeep upkeep() {
        return upkeep;
    }

    @Override
    public Expiries expiries() {
        return database.expiries();
    }

    @Override
    public LabelOrphans labelOrphans() {
        return new LabelOrphans() {
            @Override
            public List<Count> count() {
                return orphans;
            }

            @Override
            public Intake.Taken take(Batch batch) {
                long late = orphans.stream()
                        .filter(count -> count.why() == Why.BEYOND_HORIZON)
                        .mapToLong(Count::labels)
                        .sum();
                orphans.removeIf(count -> count.why() == Why.BEYOND_HORIZON);
                return new Intake.Taken(Map.of("labels_applied", late), List.of());
            }
        };
    }

    @Override
    public WindowCounts windowCounts() {
        return windowCounts;
    }

    @Override
    public RowSamples rowSamples() {
        return rowSamples;
    }

    @Override
    public RowLearner rowLearner() {
        return rowLearner;
    }

    @Override
    public PairedImages pairedImages() {
        return pairedImages;
    }

    @Override
    public RecentPredictions recentPredictions() {
        return recentPredictions;
    }

    @Override
    public LakeScores lakeScores() {
        return (publication, nights) -> {};
    }

    @Override
    public BaselineContents baselineContents() {
        return this;
    }

    @Override
    public Ledger ledger() {
        return database.ledger();
    }

    @Override
    public Results results() {
        return database.results();
    }

    @Override
    public History history() {
        return database.history();
    }

    @Override
    public AlertLog alertLog() {
        return database.alertLog();
    }

    @Override
    public AlertDesk alertDesk() {
        return database.alertDesk();
    }

    @Override
    public Runs runs() {
        return database.runs();
    }

    @Override
    public WriterLock writerLock() {
        return database.writerLock();
    }

    @Override
    public BaselineRegister baselines() {
        return database.baselines();
    }

    @Override
    public Erasures erasures() {
        return database.erasures();
    }

    @Override
    public LakeErasure lakeErasure() {
        return lakeErasure;
    }

    @Override
    public SourceChecks sourceChecks() {
        return database.sourceChecks();
    }

    @Override
    public Incidents incidents() {
        return database.incidents();
    }

    @Override
    public ModelRegister models() {
        return database.models();
    }

    @Override
    public FollowUps followUps() {
        return database.followUps();
    }

    @Override
    public Outbox outbox() {
        return database.outbox();
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public Channel channel(ReceiverSettings receiver) {
        return channels.stream()
                .filter(each -> each.name().equals(receiver.common().name()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<MetricsGateway> metricsGateway() {
        return metricsGateway;
    }

    @Override
    public Optional<String> lakeCommits() {
        return Optional.empty();
    }

    @Override
    public Layout databaseLayout() {
        return databaseLayout;
    }

    @Override
    public Layout lakeLayout() {
        return lakeLayout;
    }

    @Override
    public String databaseName() {
        return "memory";
    }

    @Override
    public void prepare() {
        // Memory is always ready.
    }

    @Override
    public void close() {
        // Everything stays for the next command.
    }
}
