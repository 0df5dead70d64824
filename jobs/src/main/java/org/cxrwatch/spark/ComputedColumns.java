package org.cxrwatch.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.cxrwatch.spark.expression.NamesRead;
import org.cxrwatch.spark.expression.RowExpression;
import org.cxrwatch.spark.expression.SqlText;
import org.cxrwatch.spark.expression.Wanted;
import org.cxrwatch.summary.CustomMetric;
import org.cxrwatch.summary.DerivedFeature;
import org.cxrwatch.summary.ShareCount.Outcome;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * What a definition computes of predictions, as columns after those that are read: a number each derived feature, then
 * two conditions each metric, {@code when} and {@code of}.
 */
public final class ComputedColumns {

    private static final String NOWHERE = "";
    private static final String DERIVED = "features.derived.";

    private final SummaryDefinition definition;
    private final SortedMap<String, NamesRead> names = new TreeMap<>();
    private final List<RowExpression> numbers = new ArrayList<>();
    private final List<RowExpression> conditions = new ArrayList<>();

    private ComputedColumns(SummaryDefinition definition, Map<String, String> origins) {
        this.definition = definition;
        Set<String> derived =
                definition.derived().stream().map(DerivedFeature::name).collect(Collectors.toSet());
        for (DerivedFeature feature : definition.derived()) {
            numbers.add(read(text(DERIVED + feature.name(), feature.sql(), origins), Wanted.NUMBER, derived));
        }
        for (CustomMetric metric : definition.metrics()) {
            String key = "metrics.custom." + metric.name();
            if (!always(metric)) {
                conditions.add(read(text(key + ".when", metric.when(), origins), Wanted.CONDITION, derived));
            }
            conditions.add(read(text(key + ".of", metric.of(), origins), Wanted.CONDITION, derived));
        }
    }

    private RowExpression read(SqlText text, Wanted wanted, Set<String> derived) {
        RowExpression expression = RowExpression.of(text, wanted, derived);
        names.put(text.key(), expression.names());
        return expression;
    }

    /** The columns of a definition that was checked before. */
    static ComputedColumns of(SummaryDefinition definition) {
        return new ComputedColumns(definition, Map.of());
    }

    /**
     * Checks what a definition computes, without a session.
     *
     * @param origins where each expression was written, by its key
     * @throws org.cxrwatch.error.ConfigurationException if one of them will not do
     */
    public static void check(SummaryDefinition definition, Map<String, String> origins) {
        new ComputedColumns(definition, origins);
    }

    /** What each expression of a definition that was checked before reads, by its key. */
    public static SortedMap<String, NamesRead> names(SummaryDefinition definition) {
        return Collections.unmodifiableSortedMap(of(definition).names);
    }

    private static boolean always(CustomMetric metric) {
        return metric.when().equals(CustomMetric.ALWAYS);
    }

    private static SqlText text(String key, String sql, Map<String, String> origins) {
        return new SqlText(key, sql, origins.getOrDefault(key, NOWHERE));
    }

    /** Rows with these columns after their own. */
    Dataset<Row> addedTo(Dataset<Row> rows) {
        if (!definition.computes()) {
            return rows;
        }
        List<Column> columns = new ArrayList<>();
        for (String name : rows.columns()) {
            columns.add(functions.col(name));
        }
        numbers.forEach(number -> columns.add(named(number.over(rows).cast("double"), columns.size())));
        conditions.forEach(condition -> columns.add(named(condition.over(rows), columns.size())));
        return rows.select(columns.toArray(Column[]::new));
    }

    /** They are read by their place: their names need only differ. */
    private static Column named(Column column, int place) {
        return column.as("computed_" + place);
    }

    /** How tasks read them, from this ordinal on. */
    Reader reader(int first) {
        return new Reader(
                first,
                definition.derived().stream().map(DerivedFeature::name).toList(),
                definition.metrics().stream().map(ComputedColumns::always).toList());
    }

    /**
     * Reads the columns of a row.
     *
     * @param first ordinal of the first of them
     * @param features names of the derived features
     * @param always of each metric, whether it has no {@code when}
     */
    record Reader(int first, List<String> features, List<Boolean> always) implements Serializable {

        /** Logged numbers with the derived ones, which stand for a logged one of their name even without a value. */
        Map<String, Double> features(InternalRow row, Map<String, Double> logged) {
            if (features.isEmpty()) {
                return logged;
            }
            Map<String, Double> all = new HashMap<>(logged);
            for (int i = 0; i < features.size(); i++) {
                if (row.isNullAt(first + i)) {
                    all.remove(features.get(i));
                } else {
                    all.put(features.get(i), row.getDouble(first + i));
                }
            }
            return all;
        }

        /** What a row says of each metric. */
        List<Outcome> outcomes(InternalRow row) {
            List<Outcome> outcomes = new ArrayList<>(always.size());
            int ordinal = first + features.size();
            for (boolean all : always) {
                boolean isAsked = all || holds(row, ordinal);
                ordinal += all ? 0 : 1;
                outcomes.add(isAsked ? outcome(row, ordinal) : Outcome.NOT_ASKED);
                ordinal++;
            }
            return outcomes;
        }

        private static boolean holds(InternalRow row, int ordinal) {
            return !row.isNullAt(ordinal) && row.getBoolean(ordinal);
        }

        private static Outcome outcome(InternalRow row, int ordinal) {
            if (row.isNullAt(ordinal)) {
                return Outcome.UNKNOWN;
            }
            return row.getBoolean(ordinal) ? Outcome.MATCHING : Outcome.OTHER;
        }
    }
}
