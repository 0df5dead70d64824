package org.cxrwatch.command;

import org.apache.spark.sql.SparkSession;
import org.cxrwatch.config.Settings;
import org.cxrwatch.io.delta.DeltaIntake;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.LakeScoreTables;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.LakeScores;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.Summariser;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.spark.LakeBaselines;
import org.cxrwatch.spark.LakeRebuild;
import org.cxrwatch.spark.LakeSummariser;
import org.cxrwatch.spark.LakeWindowCounts;
import org.cxrwatch.spark.SparkSessions;
import org.cxrwatch.summary.SummaryDefinition;

/** What needs Spark: a class of its own, so that commands which need none do not load any of it. */
record LakeWiring(SparkSession session, DeltaLake lake, SummaryDefinition definition, int labelDays) {

    static LakeWiring open(Settings settings) {
        SparkSession session = SparkSessions.open();
        DeltaLake lake = DeltaLake.open(session, settings.stores().lake().toString());
        int labelDays = (int) settings.labels().horizon().toDays();
        return new LakeWiring(session, lake, settings.slices().definition(), labelDays);
    }

    Intake intake(RowReader reader) {
        return new DeltaIntake(session, lake, reader);
    }

    Cells cells() {
        return new LakeCells(lake);
    }

    Summariser summariser() {
        return new LakeSummariser(session, lake, definition, labelDays);
    }

    CellRebuild cellRebuild() {
        return new LakeRebuild(session, lake, definition, labelDays);
    }

    BaselineContents baselineContents() {
        return new LakeBaselines(session, lake, definition);
    }

    WindowCounts windowCounts() {
        return new LakeWindowCounts(session, lake, definition);
    }

    LakeScores lakeScores() {
        return new LakeScoreTables(session, lake);
    }
}
