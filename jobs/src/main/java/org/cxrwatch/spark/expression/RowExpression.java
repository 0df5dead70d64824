package org.cxrwatch.spark.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.SimpleAnalyzer;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetMapValue;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.unsafe.types.UTF8String;
import org.cxrwatch.spark.expression.SqlText.Position;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * An expression over one prediction, parsed and analysed without a session, and computed as it was analysed.
 *
 * <p>What cannot be computed of a row (division by 0, text that is no number) is null there: neither a night nor the
 * other rows may fail for it. The settings it is analysed with are therefore its own, whatever the session's are.
 */
public final class RowExpression {

    private static final SQLConf SETTINGS = settings();

    private final Expression resolved;

    private RowExpression(Expression resolved) {
        this.resolved = resolved;
    }

    /**
     * Reads an expression.
     *
     * @param text as written
     * @param wanted what it must give
     * @param derived names of derived features, which it cannot read
     * @throws org.cxrwatch.error.ConfigurationException if it will not do, with its key, the character, the remedy
     */
    public static RowExpression of(SqlText text, Wanted wanted, Set<String> derived) {
        return SQLConf$.MODULE$.withExistingConf(SETTINGS, () -> checked(text, wanted, derived));
    }

    private static SQLConf settings() {
        SQLConf settings = new SQLConf();
        settings.setConfString("spark.sql.ansi.enabled", "false");
        settings.setConfString("spark.sql.session.timeZone", "UTC");
        settings.setConfString("spark.sql.caseSensitive", "false");
        return settings;
    }

    private static RowExpression checked(SqlText text, Wanted wanted, Set<String> derived) {
        try {
            Expression parsed = parsed(text.sql());
            new Written(text).refuseForeign(parsed);
            LogicalPlan plan = analysed(parsed);
            if (!(plan instanceof Project project && project.child() instanceof LocalRelation)) {
                throw text.refused(
                        Position.START,
                        "it gives no single value of each row",
                        "Leave out functions that sum up rows (avg, count), make several of one (explode), or put them"
                                + " into windows: days and slices are summed up later.");
            }
            Expression resolved = ((Alias) project.projectList().head()).child();
            new Resolved(text, derived).refuseUnfit(resolved, wanted);
            return new RowExpression(resolved);
        } catch (AnalysisException e) {
            throw text.refused(
                    Position.of(e.line(), e.startPosition()),
                    words(e.getMessage()),
                    "Correct the expression; the functions are those of Spark SQL:"
                            + " https://spark.apache.org/docs/latest/api/sql/.");
        }
    }

    @SuppressWarnings("RedundantThrows") // Scala throws it without saying so.
    private static Expression parsed(String sql) throws AnalysisException {
        return CatalystSqlParser$.MODULE$.parseExpression(sql);
    }

    @SuppressWarnings("RedundantThrows") // Scala throws it without saying so.
    private static LogicalPlan analysed(Expression parsed) throws AnalysisException {
        LogicalPlan plan = new Project(seq(List.<NamedExpression>of(named(parsed))), relation());
        LogicalPlan analysed = SimpleAnalyzer.execute(plan);
        SimpleAnalyzer.checkAnalysis(analysed);
        return analysed;
    }

    private static Alias named(Expression expression) {
        return new Alias(expression, "value", NamedExpression.newExprId(), none(), Option.empty(), none());
    }

    private static LocalRelation relation() {
        List<Attribute> columns = new ArrayList<>();
        Arrays.stream(PredictionNames.SCHEMA.fields())
                .forEach(field -> columns.add(new AttributeReference(
                        field.name(), field.dataType(), true, Metadata.empty(), NamedExpression.newExprId(), none())));
        return new LocalRelation(seq(columns), RowExpression.<InternalRow>none(), false, Option.empty());
    }

    /** Spark's message without its name, the SQL state and the plan. */
    private static String words(String message) {
        String words = message.strip().replaceFirst("^\\[[A-Z0-9_.]+] ", "").replaceFirst("(?s) SQLSTATE:.*", "");
        return words.lines().findFirst().orElse("it cannot be read").replaceFirst("\\.$", "");
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    private static <T> Seq<T> none() {
        return seq(List.of());
    }

    /** What it reads, by the names that users write. */
    public NamesRead names() {
        TreeSet<String> entries = new TreeSet<>();
        TreeSet<String> classes = new TreeSet<>();
        Nodes.of(resolved).forEach(node -> {
            if (node instanceof GetMapValue entry
                    && entry.child() instanceof AttributeReference map
                    && entry.key() instanceof Literal name) {
                entries.add(map.name().toLowerCase(Locale.ROOT) + "." + name.value());
            }
            if (node instanceof BinaryComparison || node instanceof In) {
                classes.addAll(comparedClasses(node));
            }
        });
        return new NamesRead(entries, classes);
    }

    private static List<String> comparedClasses(Expression comparison) {
        List<Expression> sides = CollectionConverters.asJava(comparison.children());
        boolean ofClass = sides.stream()
                .anyMatch(side -> side instanceof AttributeReference column
                        && column.name().equals(PredictionNames.CLASS));
        return sides.stream()
                .filter(side -> ofClass && side instanceof Literal)
                .map(side -> ((Literal) side).value())
                .filter(UTF8String.class::isInstance)
                .map(UTF8String.class::cast)
                .map(UTF8String::toString)
                .toList();
    }

    /** The same over rows that have the columns of table {@code prediction}; null where it cannot be computed. */
    public Column over(Dataset<Row> rows) {
        Map<String, Attribute> columns = new HashMap<>();
        CollectionConverters.asJava(rows.queryExecution().analyzed().output())
                .forEach(column -> columns.put(column.name(), column));
        return ExpressionUtils.column(new TryEval((Expression) resolved.transformUp(new ColumnsOf(columns))));
    }

    /** Puts the columns of rows in the place of those it was analysed with. */
    private static final class ColumnsOf extends AbstractPartialFunction<Expression, Expression> {

        private final Map<String, Attribute> columns;

        ColumnsOf(Map<String, Attribute> columns) {
            this.columns = columns;
        }

        @Override
        public boolean isDefinedAt(Expression node) {
            return node instanceof AttributeReference;
        }

        @Override
        public Expression apply(Expression node) {
            return (Expression) columns.get(((AttributeReference) node).name());
        }
    }
}
