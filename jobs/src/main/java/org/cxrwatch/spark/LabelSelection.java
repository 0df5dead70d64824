package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which rows of the lake can make a pair of prediction and label, by the rule that a label reaches the predictions of
 * days at most the horizon away from the day it arrived. Keeps a night's reading to the days around what arrived.
 */
final class LabelSelection {

    private static final String BROUGHT = "brought";
    private static final String SAID = "said";

    private final Dataset<Row> predictions;
    private final Dataset<Row> labels;
    private final int horizonDays;

    private record Span(LocalDate first, LocalDate last) {
        Span widened(int days) {
            return new Span(first.minusDays(days), last.plusDays(days));
        }

        static Optional<Span> over(Stream<Span> spans) {
            List<Span> all = spans.toList();
            return all.stream()
                    .map(Span::first)
                    .min(Comparator.naturalOrder())
                    .map(first -> new Span(
                            first,
                            all.stream()
                                    .map(Span::last)
                                    .max(Comparator.naturalOrder())
                                    .orElseThrow()));
        }
    }

    /**
     * Rows to pair.
     *
     * @param predictions counted rows of table {@code prediction}
     * @param labels rows of table {@code label}
     */
    record Rows(Dataset<Row> predictions, Dataset<Row> labels) {}

    LabelSelection(Dataset<Row> predictions, Dataset<Row> labels, int horizonDays) {
        this.predictions = predictions.where(col("counted"));
        this.labels = labels;
        this.horizonDays = horizonDays;
    }

    /** All pairs of predictions of these days, through this batch. */
    Rows ofDays(LocalDate firstDay, LocalDate lastDay, long throughBatch) {
        Span days = new Span(firstDay, lastDay);
        return new Rows(
                within(predictions, "day", days).where(col("batch").leq(throughBatch)),
                within(labels, "arrived_on", days.widened(horizonDays))
                        .where(col("batch").leq(throughBatch)));
    }

    /**
     * The pairs of which one or both came with this batch, and all pairs of the days that are counted anew; empty if
     * there are no such days and it brought neither predictions nor labels.
     */
    Optional<Rows> ofBatch(long batch, Set<LocalDate> anew) {
        Dataset<Row> brought = predictions.where(col("batch").equalTo(batch));
        Dataset<Row> said = labels.where(col("batch").equalTo(batch));
        Map<String, Span> days = days(brought, said);
        Optional<Span> saidDays = Optional.ofNullable(days.get(SAID));
        Stream<Span> countedDays = Stream.concat(
                Stream.ofNullable(days.get(BROUGHT)), anew.stream().map(day -> new Span(day, day)));
        Stream<Span> reach = Stream.concat(
                countedDays.map(span -> span.widened(horizonDays)),
                saidDays.stream().map(span -> span.widened(2 * horizonDays)));
        return Span.over(reach).map(span -> {
            Dataset<Row> events =
                    within(labels, "arrived_on", span).where(col("batch").leq(batch));
            Dataset<Row> fresh = saidDays.map(on -> brought.unionAll(offDays(earlier(batch, said, on), anew)))
                    .orElse(brought);
            return new Rows(anew.isEmpty() ? fresh : fresh.unionAll(beforeOnDays(batch, anew)), events);
        });
    }

    private Dataset<Row> beforeOnDays(long batch, Set<LocalDate> days) {
        return predictions.where(col("batch").lt(batch).and(col("day").isin(days.toArray())));
    }

    private static Dataset<Row> offDays(Dataset<Row> rows, Set<LocalDate> days) {
        return days.isEmpty() ? rows : rows.where(not(col("day").isin(days.toArray())));
    }

    /** Predictions of earlier batches that this batch says something of. */
    private Dataset<Row> earlier(long batch, Dataset<Row> said, Span saidDays) {
        Dataset<Row> ids = said.select(col("prediction_id").as("said_of"));
        Dataset<Row> candidates = within(predictions, "day", saidDays.widened(horizonDays))
                .where(col("batch").lt(batch));
        return candidates.join(ids, col("prediction_id").equalTo(col("said_of")), "left_semi");
    }

    private static Dataset<Row> within(Dataset<Row> rows, String column, Span span) {
        return rows.where(col(column).between(lit(span.first()), lit(span.last())));
    }

    /** First and last day of either kind of row, of those kinds that have rows. */
    private static Map<String, Span> days(Dataset<Row> brought, Dataset<Row> said) {
        Map<String, Span> days = new HashMap<>();
        brought.select(lit(BROUGHT).as("kind"), col("day"))
                .unionAll(said.select(lit(SAID), col("arrived_on")))
                .groupBy("kind")
                .agg(min("day"), max("day"))
                .collectAsList()
                .forEach(row -> days.put(row.getString(0), new Span(row.getLocalDate(1), row.getLocalDate(2))));
        return days;
    }
}
