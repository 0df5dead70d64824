package org.cxrwatch.spark;

import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.LakeRecentPredictions;
import org.cxrwatch.io.delta.LakeRows;
import org.cxrwatch.io.delta.LakeScoreTables;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.LakeScores;
import org.cxrwatch.port.RecentPredictions;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.summary.SummaryDefinition;

/** The lake with all that Spark does on it: opened once a process, by those commands that need it. */
public final class OpenLake {

    private final SparkSession session;
    private final DeltaLake lake;
    private final SummaryDefinition definition;
    private final int labelDays;

    private OpenLake(SparkSession session, DeltaLake lake, SummaryDefinition definition, int labelDays) {
        this.session = session;
        this.lake = lake;
        this.definition = definition;
        this.labelDays = labelDays;
    }

    /**
     * Starts Spark and opens the lake.
     *
     * @param path where it is
     * @param definition what its cells are made to hold
     * @param labelDays how many days after its prediction a label is still counted
     */
    public static OpenLake at(String path, SummaryDefinition definition, int labelDays) {
        SparkSession session = SparkSessions.open();
        return new OpenLake(session, DeltaLake.open(session, path), definition, labelDays);
    }

    /** Takes rows in. */
    public Intake intake(RowReader reader) {
        return new DeltaIntake(session, lake, reader);
    }

    /** The predictions taken, counted by the days of this zone. */
    public TakenRows takenRows(ZoneId zone) {
        return new LakeRows(session, lake, zone);
    }

    /** Its cells. */
    public Cells cells() {
        return new LakeCells(lake);
    }

    /** Counts batches into cells. */
    public Summariser summariser() {
        return new LakeSummariser(session, lake, definition, labelDays);
    }

    /** Counts days again. */
    public CellRebuild cellRebuild() {
        return new LakeRebuild(session, lake, definition, labelDays);
    }

    /** What baselines hold. */
    public BaselineContents baselineContents() {
        return new LakeBaselines(session, lake, definition);
    }

    /** Counts any period. */
    public WindowCounts windowCounts() {
        return new LakeWindowCounts(session, lake, definition);
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
