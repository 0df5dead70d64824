package org.cxrwatch.spark.expression;

import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.jdk.javaapi.CollectionConverters;

/** The nodes of an expression. */
final class Nodes {

    private Nodes() {}

    /** Its own, then those below it. */
    static Stream<Expression> of(Expression expression) {
        return Stream.concat(
                Stream.of(expression),
                CollectionConverters.asJava(expression.children()).stream().flatMap(Nodes::of));
    }
}
