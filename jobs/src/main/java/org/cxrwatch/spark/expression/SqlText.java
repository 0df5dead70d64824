package org.cxrwatch.spark.expression;

import org.apache.spark.sql.catalyst.expressions.Expression;
import org.cxrwatch.error.ConfigurationException;
import scala.Option;

/**
 * SQL as somebody wrote it.
 *
 * @param key the setting
 * @param sql its value
 * @param origin where it was written
 */
public record SqlText(String key, String sql, String origin) {

    /** What is wrong, from which character on, and what to do. */
    ConfigurationException refused(Position position, String why, String remedy) {
        return new ConfigurationException(
                key + " = \"" + sql + "\" (" + origin + "), character " + (offset(position) + 1) + ": " + why, remedy);
    }

    /** As Spark counts: lines from 1, characters in them from 0. */
    record Position(int line, int inLine) {

        static final Position START = new Position(1, 0);

        static Position of(Option<Object> line, Option<Object> inLine) {
            return line.isDefined() && inLine.isDefined()
                    ? new Position((Integer) line.get(), (Integer) inLine.get())
                    : START;
        }

        static Position of(Expression node) {
            return of(node.origin().line(), node.origin().startPosition());
        }
    }

    private int offset(Position position) {
        int start = 0;
        for (int line = 1; line < position.line(); line++) {
            start = sql.indexOf('\n', start) + 1;
        }
        return start + position.inLine();
    }
}
