package org.cxrwatch.summary;

import java.io.Serializable;

/**
 * A number that is computed of every prediction from what was logged, and summarised as an image statistic is.
 *
 * @param name as features are named
 * @param sql an expression over one prediction that gives a number
 */
public record DerivedFeature(String name, String sql) implements Serializable {

    /** The name with a hash of the expression: values of two expressions are never taken for the same. */
    public String id() {
        return DefinitionId.of(name, sql);
    }
}
