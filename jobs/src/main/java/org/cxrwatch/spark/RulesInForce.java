package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LabelPolicyTable;
import org.cxrwatch.summary.LabelRules;

/**
 * By which precedence of sources the lake's label cells were counted. Another one may only take effect on all days at
 * once: what was given by one rule cannot be withdrawn by another.
 */
final class RulesInForce {

    private static final String WRITER = "cxrwatch label policy";

    private final SparkSession session;
    private final DeltaLake lake;

    RulesInForce(SparkSession session, DeltaLake lake) {
        this.session = session;
        this.lake = lake;
    }

    /**
     * Checks that labels are still counted by these rules; a lake without cells takes them over.
     *
     * @throws ConfigurationException if its cells were counted by others
     */
    void require(LabelRules rules) {
        if (!lake.exists(CellTable.TABLE)) {
            adopt(rules);
        }
        List<String> inForce = precedence();
        if (!inForce.equals(rules.precedence())) {
            throw new ConfigurationException(
                    "labels.precedence is " + rules.precedence() + ", but the labels in the lake were counted by "
                            + inForce + ": nothing was counted",
                    "Count all days again with `cxrwatch summarise --rebuild`, then `cxrwatch backfill` for their"
                            + " scores; or set labels.precedence back");
        }
    }

    /** From now on labels are counted by these rules: every day is. */
    void adopt(LabelRules rules) {
        if (!precedence().equals(rules.precedence())) {
            long number = lake.lastAppended(LabelPolicyTable.TABLE, WRITER).orElse(0) + 1;
            List<Row> rows = List.of(LabelPolicyTable.toRow(number, rules.precedence()));
            lake.append(
                    LabelPolicyTable.TABLE,
                    session.createDataFrame(rows, LabelPolicyTable.TABLE.schema()),
                    new DeltaLake.Numbered(WRITER, number));
        }
    }

    private List<String> precedence() {
        return lake.read(LabelPolicyTable.TABLE).orderBy(col("number").desc()).limit(1).collectAsList().stream()
                .findFirst()
                .map(LabelPolicyTable::precedence)
                .orElse(List.of());
    }
}
