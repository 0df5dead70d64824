package org.cxrwatch.spark;

import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.io.delta.Admission;
import org.cxrwatch.io.delta.DeltaErasure;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCellArchive;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.LakeRecentPredictions;
import org.cxrwatch.io.delta.LakeRows;
import org.cxrwatch.io.delta.LakeScoreTables;
import org.cxrwatch.io.delta.LakeUpkeep;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.CellArchive;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.LabelOrphans;
import org.cxrwatch.port.LakeErasure;
import org.cxrwatch.port.LakeScores;
import org.cxrwatch.port.PairedImages;
import org.cxrwatch.port.RecentPredictions;
import org.cxrwatch.port.RowLearner;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.SummaryDefinition;

/** The lake with all that Spark does on it: opened once a process, by those commands that need it. */
public final class OpenLake {

    private final SparkSession session;
    private final DeltaLake lake;
    private final SummaryDefinition definition;
    private final LabelRules rules;

    private OpenLake(SparkSession session, DeltaLake lake, SummaryDefinition definition, LabelRules rules) {
        this.session = session;
        this.lake = lake;
        this.definition = definition;
        this.rules = rules;
    }

    /**
     * Starts Spark and opens the lake.
     *
     * @param place where it is
     * @param definition what its cells are made to hold
     * @param rules which labels reach a prediction, and which holds
     */
    public static OpenLake at(LakePlace place, SummaryDefinition definition, LabelRules rules) {
        SparkSession session = SparkSessions.open(place.spark());
        return new OpenLake(session, DeltaLake.open(session, place.path()), definition, rules);
    }

    /** Takes rows in, by rules of what may come in. */
    public Intake intake(RowReader reader, Admission admission) {
        return new DeltaIntake(session, lake, reader, admission);
    }

    /** The predictions taken, counted by the days of this zone. */
    public TakenRows takenRows(ZoneId zone) {
        return new LakeRows(session, lake, zone);
    }

    /** Its cells. */
    public Cells cells() {
        return new LakeCells(lake);
    }

    /**
     * Counts batches into cells.
     *
     * @throws org.cxrwatch.error.ConfigurationException if the lake's labels were counted by another precedence
     */
    public Summariser summariser() {
        new RulesInForce(session, lake).require(rules);
        return new LakeSummariser(session, lake, definition, rules);
    }

    /** Counts days again. */
    public CellRebuild cellRebuild() {
        return new LakeRebuild(session, lake, definition, rules);
    }

    /** Makes it forget predictions. */
    public LakeErasure erasure() {
        return new DeltaErasure(lake);
    }

    /** Its cells of days that are old. */
    public CellArchive cellArchive() {
        return new LakeCellArchive(session, lake);
    }

    /** Its tables, as files. */
    public Upkeep upkeep() {
        return new LakeUpkeep(lake);
    }

    /** Labels that reached no prediction. */
    public LabelOrphans labelOrphans() {
        return new LakeOrphans(lake, rules);
    }

    /** What baselines hold. */
    public BaselineContents baselineContents() {
        return new LakeBaselines(session, lake, definition);
    }

    /** Counts any period. */
    public WindowCounts windowCounts() {
        return new LakeWindowCounts(session, lake, definition);
    }

    /** Draws rows of any period and of baselines. */
    public RowSamples rowSamples() {
        return new LakeRowSamples(lake, definition);
    }

    /** Learns from such rows. */
    public RowLearner rowLearner() {
        return new SparkRowLearner(session);
    }

    /** Counts images that two versions both scored. */
    public PairedImages pairedImages() {
        return new LakePairedImages(lake, definition, rules);
    }

    /** Its newest rows. */
    public RecentPredictions recentPredictions() {
        return new LakeRecentPredictions(lake);
    }

    /** The tables of scores. */
    public LakeScores lakeScores() {
        return new LakeScoreTables(session, lake);
    }
}
