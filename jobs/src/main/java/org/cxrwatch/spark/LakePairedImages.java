package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.PairedImages;
import org.cxrwatch.score.VersionCounts;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.SummaryDefinition;

/** Counts images that two versions both scored: one pass finds them, one brings their answers and labels together. */
public final class LakePairedImages implements PairedImages {

    private static final String ID = "prediction_id";

    private final DeltaLake lake;
    private final SummaryDefinition definition;
    private final LabelRules rules;

    /**
     * Counts rows of this lake.
     *
     * @param definition by which attributes they are sliced
     * @param rules which labels reach a prediction, and which holds
     */
    public LakePairedImages(DeltaLake lake, SummaryDefinition definition, LabelRules rules) {
        this.lake = lake;
        this.definition = definition;
        this.rules = rules;
    }

    @Override
    public Found count(Query query) {
        LocalDate firstDay = LocalDate.ofInstant(query.from(), ZoneOffset.UTC);
        LocalDate lastDay = LocalDate.ofInstant(query.to().minusNanos(1), ZoneOffset.UTC);
        LabelSelection.Rows rows =
                LabelSelection.knownBy(lake, rules, query.asOf()).ofDays(firstDay, lastDay);
        Dataset<Row> answers = rows.predictions().where(wanted(query));
        // Read three times: counted, and joined with answers and with labels.
        Dataset<Row> ids = ofBoth(answers).persist();
        try {
            long images = ids.count();
            return images == 0
                    ? Found.NONE
                    : found(images, said(of(answers, ids), of(rows.labels(), ids), query), query);
        } finally {
            ids.unpersist();
        }
    }

    private static Column wanted(Query query) {
        return col("model_version")
                .isin(query.first(), query.second())
                .and(col("at").geq(lit(query.from())))
                .and(col("at").lt(lit(query.to())));
    }

    private static Dataset<Row> ofBoth(Dataset<Row> answers) {
        return answers.groupBy(ID)
                .agg(count_distinct(col("model_version")).as("versions"))
                .where(col("versions").equalTo(2))
                .select(ID);
    }

    private static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> ids) {
        return rows.join(ids.toDF("of"), col(ID).equalTo(col("of")), "left_semi");
    }

    /** Bounded by slices times classes said and shown. */
    private Map<SaidOfImage, Long> said(Dataset<Row> answers, Dataset<Row> labels, Query query) {
        return LabelColumns.together(answers, labels)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(new PairAnswers(query.first(), query.second(), definition.sliceKeys(), rules))
                .countByValue();
    }

    private static Found found(long images, Map<SaidOfImage, Long> said, Query query) {
        Map<Slice, VersionCounts.Paired> slices = new TreeMap<>();
        said.forEach((each, count) -> slices.merge(
                each.slice(),
                VersionCounts.Paired.of(each.known(), count, query.positiveClass()),
                VersionCounts.Paired::plus));
        return new Found(images, new TreeMap<>(slices));
    }
}
