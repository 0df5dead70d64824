package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.delta.AppliedLabelTable;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LabelTable;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.summary.LabelRules;

/**
 * Which rows of the lake can make a pair of prediction and label. A label reaches the predictions of days at most the
 * horizon away from the day it arrived; one that was applied to a day reaches that day; one that was loaded with its
 * row, so that nobody knows when it arrived, reaches that row. Keeps a night's reading to the days around what arrived.
 */
final class LabelSelection {

    private static final String BROUGHT = "brought";
    private static final String SAID = "said";
    private static final String NAMED = "named";

    private final Dataset<Row> predictions;
    private final Dataset<Row> labels;
    private final Dataset<Row> applied;
    private final int horizonDays;

    private record Span(LocalDate first, LocalDate last) {
        static Span of(LocalDate day) {
            return new Span(day, day);
        }

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
     * @param labels rows of tables {@code label} and {@code applied_label}, as {@link LabelColumns} takes them
     */
    record Rows(Dataset<Row> predictions, Dataset<Row> labels) {}

    private LabelSelection(DeltaLake lake, LabelRules rules, Dataset<Row> predictions, Column known) {
        this.predictions = predictions.where(col("counted"));
        this.labels = lake.read(LabelTable.TABLE).where(known);
        this.applied = lake.read(AppliedLabelTable.TABLE).where(known);
        this.horizonDays = rules.horizonDays();
    }

    /** Of the rows that counted in this lake when it held this batch and no later one. */
    static LabelSelection of(DeltaLake lake, LabelRules rules, long throughBatch) {
        return new LabelSelection(lake, rules, new CurrentPredictions(lake).asOf(throughBatch), lit(true));
    }

    /** Of the rows that counted in this lake at an instant. */
    static LabelSelection knownBy(DeltaLake lake, LabelRules rules, Instant asOf) {
        Column arrived = col("arrived_at").leq(lit(asOf));
        return new LabelSelection(lake, rules, new CurrentPredictions(lake).knownBy(asOf), arrived);
    }

    /** Whether a label was loaded with the row it is about. */
    static Column loaded() {
        return col("arrival_basis")
                .equalTo(ArrivalBasis.ASSUMED.name())
                .and(col("row_at").isNotNull());
    }

    /** All pairs of predictions of these days. */
    Rows ofDays(LocalDate firstDay, LocalDate lastDay) {
        Span days = new Span(firstDay, lastDay);
        return new Rows(within(predictions, "day", days), reaching(days));
    }

    /** All pairs of predictions of these days, through this batch. */
    Rows ofDays(LocalDate firstDay, LocalDate lastDay, long throughBatch) {
        Rows rows = ofDays(firstDay, lastDay);
        Column through = col("batch").leq(throughBatch);
        return new Rows(rows.predictions().where(through), rows.labels().where(through));
    }

    /**
     * The pairs of which one or both came with this batch, and all pairs of the days that are counted anew; empty if
     * there are no such days and it brought neither predictions nor labels.
     */
    Optional<Rows> ofBatch(long batch, Set<LocalDate> anew) {
        Column here = col("batch").equalTo(batch);
        Dataset<Row> brought = predictions.where(here);
        Dataset<Row> said = labels.where(here);
        Dataset<Row> paired = applied.where(here);
        Map<String, Span> days = days(brought, said, paired);
        Optional<Span> named = Span.over(Stream.of(
                        Optional.ofNullable(days.get(SAID)).map(span -> span.widened(horizonDays)),
                        Optional.ofNullable(days.get(NAMED)))
                .flatMap(Optional::stream));
        Optional<Span> all = Span.over(Stream.of(
                        Stream.ofNullable(days.get(BROUGHT)),
                        named.stream(),
                        anew.stream().map(Span::of))
                .flatMap(spans -> spans));
        return all.map(span -> {
            Dataset<Row> ids = said.select("prediction_id").unionAll(paired.select("prediction_id"));
            Dataset<Row> fresh = named.map(on -> brought.unionAll(offDays(earlier(batch, ids, on), anew)))
                    .orElse(brought);
            return new Rows(
                    anew.isEmpty() ? fresh : fresh.unionAll(beforeOnDays(batch, anew)),
                    reaching(span).where(col("batch").leq(batch)));
        });
    }

    /** Labels that may reach predictions of these days. */
    private Dataset<Row> reaching(Span days) {
        Span arrivals = days.widened(horizonDays);
        Dataset<Row> near = within(labels, "arrived_on", arrivals);
        Dataset<Row> far = labels.where(loaded())
                .where(between(to_date(col("row_at")), days))
                .where(not(between(col("arrived_on"), arrivals)));
        return LabelColumns.ofLabels(near.unionAll(far)).unionAll(LabelColumns.ofApplied(within(applied, "day", days)));
    }

    private Dataset<Row> beforeOnDays(long batch, Set<LocalDate> days) {
        return predictions.where(col("batch").lt(batch).and(col("day").isin(days.toArray())));
    }

    private static Dataset<Row> offDays(Dataset<Row> rows, Set<LocalDate> days) {
        return days.isEmpty() ? rows : rows.where(not(col("day").isin(days.toArray())));
    }

    /** Predictions of earlier batches that this batch says something of. */
    private Dataset<Row> earlier(long batch, Dataset<Row> ids, Span days) {
        Dataset<Row> candidates =
                within(predictions, "day", days).where(col("batch").lt(batch));
        return candidates.join(ids.toDF("said_of"), col("prediction_id").equalTo(col("said_of")), "left_semi");
    }

    private static Dataset<Row> within(Dataset<Row> rows, String column, Span span) {
        return rows.where(between(col(column), span));
    }

    private static Column between(Column day, Span span) {
        return day.between(lit(span.first()), lit(span.last()));
    }

    /** First and last day of each kind of row, of those kinds that have rows; of labels that name a day, that day. */
    private static Map<String, Span> days(Dataset<Row> brought, Dataset<Row> said, Dataset<Row> paired) {
        Map<String, Span> days = new HashMap<>();
        brought.select(lit(BROUGHT).as("kind"), col("day"))
                .unionAll(said.select(lit(SAID), col("arrived_on")))
                .unionAll(said.where(loaded()).select(lit(NAMED), to_date(col("row_at"))))
                .unionAll(paired.select(lit(NAMED), col("day")))
                .groupBy("kind")
                .agg(min("day"), max("day"))
                .collectAsList()
                .forEach(row -> days.put(row.getString(0), new Span(row.getLocalDate(1), row.getLocalDate(2))));
        return days;
    }
}
