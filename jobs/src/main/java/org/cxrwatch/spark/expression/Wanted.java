package org.cxrwatch.spark.expression;

import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/** What an expression must give. */
public enum Wanted {
    /** A number. */
    NUMBER("a number", "Write an expression that gives a number; of a condition, make a metric under metrics.custom.") {
        @Override
        boolean is(DataType type) {
            return type instanceof NumericType;
        }
    },
    /** True or false. */
    CONDITION("a condition", "Write a condition, such as confidence < 0.6.") {
        @Override
        boolean is(DataType type) {
            return type instanceof BooleanType;
        }
    };

    private final String text;
    private final String remedy;

    Wanted(String text, String remedy) {
        this.text = text;
        this.remedy = remedy;
    }

    abstract boolean is(DataType type);

    String text() {
        return text;
    }

    String remedy() {
        return remedy;
    }
}
