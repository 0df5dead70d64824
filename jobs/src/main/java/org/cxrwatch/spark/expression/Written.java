package org.cxrwatch.spark.expression;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.Star;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.UnresolvedWindowExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.spark.expression.SqlText.Position;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Refuses of an expression, as it was parsed, what is no value of one row, and names that nobody knows. */
record Written(SqlText text) {

    /** Spark's groups of functions that give no value of each row. */
    private static final Set<String> OF_SEVERAL_ROWS = Set.of("agg_funcs", "window_funcs", "generator_funcs");

    void refuseForeign(Expression parsed) {
        Nodes.of(parsed).forEach(this::refuse);
    }

    private void refuse(Expression node) {
        if (node instanceof UnresolvedAttribute name) {
            PredictionNames.fault(List.copyOf(CollectionConverters.asJava(name.nameParts())))
                    .ifPresent(fault -> {
                        throw refused(node, fault.why(), fault.remedy());
                    });
        } else if (node instanceof UnresolvedFunction function) {
            refuseUnknown(function);
        } else if (node instanceof Alias || node instanceof Star) {
            throw refused(
                    node,
                    node instanceof Star
                            ? "* stands for all columns, and one value is wanted"
                            : "a name follows a value, and nothing is named here",
                    "Write one expression; if an operator such as * or AND is missing, put it in.");
        } else if (node instanceof PlanExpression) {
            throw refused(
                    node, "a subquery reads other rows", "Write an expression over the columns of one prediction.");
        } else if (node instanceof WindowExpression || node instanceof UnresolvedWindowExpression) {
            throw refused(
                    node,
                    "OVER (…) reads other rows",
                    "Write an expression over the columns of one prediction: it is summed up by day and slice later.");
        }
    }

    private void refuseUnknown(UnresolvedFunction function) {
        List<String> parts = List.copyOf(CollectionConverters.asJava(function.nameParts()));
        String name = String.join(".", parts);
        FunctionRegistry registry = FunctionRegistry.builtin();
        if (parts.size() > 1 || !registry.functionExists(FunctionIdentifier.apply(name))) {
            String near = NearestName.hint(name, names(registry));
            throw refused(
                    function,
                    "there is no function " + name,
                    near + "Functions are those of Spark SQL: https://spark.apache.org/docs/latest/api/sql/.");
        }
        Option<ExpressionInfo> known = registry.lookupFunction(FunctionIdentifier.apply(name));
        if (known.isDefined() && OF_SEVERAL_ROWS.contains(known.get().getGroup())) {
            throw refused(
                    function,
                    name + " sums up rows, or makes several of one",
                    "Write an expression over one prediction: it is summed up by day and slice later.");
        }
    }

    private static Set<String> names(FunctionRegistry registry) {
        Collection<FunctionIdentifier> all = CollectionConverters.asJava(registry.listFunction());
        return all.stream().map(FunctionIdentifier::funcName).collect(Collectors.toSet());
    }

    private ConfigurationException refused(Expression node, String why, String remedy) {
        return text.refused(Position.of(node), why, remedy);
    }
}
