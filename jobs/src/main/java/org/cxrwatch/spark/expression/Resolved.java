package org.cxrwatch.spark.expression;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetMapValue;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.types.NullType;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.spark.expression.SqlText.Position;

/**
 * Refuses of an expression, with its columns and types found, what another run might compute otherwise, what it must
 * not read, and what it does not give.
 *
 * @param text as written
 * @param derived names of derived features, which are nowhere logged
 */
record Resolved(SqlText text, Set<String> derived) {

    void refuseUnfit(Expression expression, Wanted wanted) {
        Nodes.of(expression).forEach(this::refuse);
        refuseMaps(expression);
        if (Nodes.of(expression).noneMatch(AttributeReference.class::isInstance)) {
            throw text.refused(
                    Position.START,
                    "it reads nothing of a prediction, and is the same for all",
                    "Write an expression over its columns. " + PredictionNames.THERE_ARE);
        }
        if (expression.dataType() instanceof NullType || !wanted.is(expression.dataType())) {
            throw text.refused(
                    Position.START,
                    "it gives " + expression.dataType().sql().toLowerCase(Locale.ROOT) + ", and " + wanted.text()
                            + " is wanted",
                    wanted.remedy());
        }
    }

    private void refuse(Expression node) {
        if (node instanceof AggregateFunction) {
            throw refused(
                    node,
                    node.prettyName() + " sums up rows",
                    "Write an expression over one prediction: it is summed up by day and slice later.");
        }
        boolean isOfTheMoment = node.children().isEmpty() && node.containsPattern(TreePattern.CURRENT_LIKE());
        if (isOfTheMoment || (!node.deterministic() && ownDoing(node))) {
            throw refused(
                    node,
                    node.prettyName() + " does not give the same value when a day is counted again",
                    "Write an expression whose value follows from the columns of the prediction alone.");
        }
    }

    /** Whether it is the node itself, not one below it, that gives a different value each time. */
    private static boolean ownDoing(Expression node) {
        return Nodes.of(node).skip(1).allMatch(Expression::deterministic);
    }

    /** Of maps, only entries that are named may be read: anything else could hand on what must not be. */
    private void refuseMaps(Expression expression) {
        Set<Expression> named = new HashSet<>();
        Nodes.of(expression)
                .filter(GetMapValue.class::isInstance)
                .map(GetMapValue.class::cast)
                .filter(entry -> mapOf(entry.child()).isPresent() && entry.key() instanceof Literal)
                .forEach(entry -> {
                    refuseEntry(mapOf(entry.child()).orElseThrow(), entry);
                    named.add(entry);
                });
        refuseWhole(expression, named);
    }

    private void refuseWhole(Expression node, Set<Expression> named) {
        Optional<String> map = mapOf(node);
        if (map.isPresent()) {
            throw refused(
                    node,
                    map.get() + " is read as a whole, or by a name that is computed",
                    "Name what is wanted: " + map.get() + ".NAME, or " + map.get() + "['NAME'].");
        }
        if (!named.contains(node)) {
            scala.jdk.javaapi.CollectionConverters.asJava(node.children()).forEach(each -> refuseWhole(each, named));
        }
    }

    private static Optional<String> mapOf(Expression node) {
        return Optional.of(node)
                .filter(AttributeReference.class::isInstance)
                .map(column -> ((AttributeReference) column).name())
                .filter(PredictionNames.MAPS::contains);
    }

    private void refuseEntry(String map, GetMapValue entry) {
        String name = String.valueOf(((Literal) entry.key()).value());
        PredictionNames.faultOfEntry(name).ifPresent(fault -> {
            throw refused(entry, fault.why(), fault.remedy());
        });
        if (map.equals(PredictionNames.FEATURES) && derived.contains(name)) {
            throw refused(
                    entry,
                    map + "." + name + " is derived itself, and not logged",
                    "Write its expression here, in brackets.");
        }
    }

    private ConfigurationException refused(Expression node, String why, String remedy) {
        return text.refused(Position.of(node), why, remedy);
    }
}
