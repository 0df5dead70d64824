package org.cxrwatch.command;

import java.util.List;
import java.util.Optional;
import org.cxrwatch.config.ReceiverSettings;
import org.cxrwatch.job.Ingest;
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
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.port.WriterLock;

/** What commands work with. Nothing is started or connected before it is asked for; all of it ends with close. */
interface Ports extends AutoCloseable {

    Ledger ledger();

    Results results();

    History history();

    AlertLog alertLog();

    AlertDesk alertDesk();

    Runs runs();

    WriterLock writerLock();

    BaselineRegister baselines();

    Incidents incidents();

    SourceChecks sourceChecks();

    Expiries expiries();

    ModelRegister models();

    Erasures erasures();

    LakeErasure lakeErasure();

    FollowUps followUps();

    Outbox outbox();

    List<Channel> channels();

    /** That of one receiver; the others' secrets are not asked for. */
    Channel channel(ReceiverSettings receiver);

    /** Where numbers are left for Prometheus, if anywhere. */
    Optional<MetricsGateway> metricsGateway();

    Cells cells();

    Summariser summariser();

    CellRebuild cellRebuild();

    CellArchive cellArchive();

    Upkeep upkeep();

    LabelOrphans labelOrphans();

    BaselineContents baselineContents();

    WindowCounts windowCounts();

    RowSamples rowSamples();

    RowLearner rowLearner();

    PairedImages pairedImages();

    RecentPredictions recentPredictions();

    LakeScores lakeScores();

    /** The sources that are configured, and what takes their rows. */
    List<Ingest.Feed> feeds();

    /** The service's database, if one is read. */
    Optional<ServiceDatabase> serviceDatabase();

    /**
     * How commits to a lake in a bucket are kept apart, in words; empty for a folder. It is tried.
     *
     * @throws org.cxrwatch.error.CxrwatchException if the bucket cannot be written
     */
    Optional<String> lakeCommits();

    /** How the results database is laid out. */
    Layout databaseLayout();

    /** How the lake is laid out. */
    Layout lakeLayout();

    /** The results database, as it can be shown: {@code host:port/database}. */
    String databaseName();

    /** Makes the results database ready to be written to, and says that the lake will be. */
    void prepare();

    @Override
    void close();
}
