package org.cxrwatch.spark;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * One pass over rows of the lake, which become the contents of cells: counted partition by partition in Spark's
 * internal
 * rows, handed on as bytes, and added by address.
 */
final class LakeScan {

    private static final String REQUESTS = "requests_summarised";
    private static final String LABELS = "labels_summarised";
    private static final String ORPHANS = "labels_without_prediction";
    private static final String SAMPLES = "samples_summarised";

    private final SparkSession session;
    private final SummaryDefinition definition;
    private final Map<String, LongAccumulator> seen = new TreeMap<>();

    LakeScan(SparkSession session, SummaryDefinition definition) {
        this.session = session;
        this.definition = definition;
        List.of(REQUESTS, LABELS, ORPHANS, SAMPLES).forEach(this::counter);
    }

    /** A counter that tasks add to; {@link #counts} tells it once an action has run. */
    LongAccumulator counter(String name) {
        return seen.computeIfAbsent(name, session.sparkContext()::longAccumulator);
    }

    /** Distributions and requests, from rows of table {@code prediction}. */
    JavaPairRDD<String, byte[]> predictions(Dataset<Row> rows, PredictionCells.Resolutions resolutions) {
        ComputedColumns computed = ComputedColumns.of(definition);
        return computed.addedTo(PredictionColumns.of(rows))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitionsToPair(new CountPredictions(
                        definition, computed.reader(PredictionColumns.count()), resolutions, counter(REQUESTS)));
    }

    /** Labels, from counted rows of table {@code prediction} and rows of table {@code label}. */
    JavaPairRDD<String, byte[]> labels(Dataset<Row> predictions, Dataset<Row> labels, LabelledImage.Pairs pairs) {
        return LabelColumns.together(predictions, labels)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitionsToPair(new CountLabels(definition, pairs, counter(LABELS), counter(ORPHANS)));
    }

    /** What hosts logged, from rows of table {@code system_metric}. */
    JavaPairRDD<String, byte[]> samples(Dataset<Row> rows) {
        return SystemColumns.of(rows)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitionsToPair(new CountSamples(counter(SAMPLES)));
    }

    /** One entry an address; the entries of a day are in one partition. */
    JavaPairRDD<String, byte[]> sum(JavaPairRDD<String, byte[]> contents) {
        ByDay byDay = new ByDay(session.sparkContext().defaultParallelism());
        return contents.reduceByKey(byDay, new AddParts());
    }

    /** The sums, brought to this process: days × slices × arrivals. */
    List<CellContent> collect(JavaPairRDD<String, byte[]> contents) {
        return sum(contents).collect().stream()
                .map(entry -> content(entry._1(), entry._2()))
                .toList();
    }

    static CellContent content(String addressText, byte[] bytes) {
        CellContent.Address address = AddressText.parse(addressText);
        return new CellContent(address.key(), address.arrival(), Part.ofBytes(bytes));
    }

    /** What was seen, by name, once the contents were computed. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        seen.forEach((name, counter) -> counts.put(name, counter.value()));
        return counts;
    }
}
