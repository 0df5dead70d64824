package org.cxrwatch.summary;

import java.io.Serializable;

/**
 * A share of successful predictions that users define: of those where {@code when} holds, those where {@code of}
 * holds.
 *
 * @param name as metrics are named
 * @param of a condition on one prediction
 * @param when a condition on one prediction; {@value #ALWAYS} if all of them are meant
 */
public record CustomMetric(String name, String of, String when) implements Serializable {

    /** The condition that every prediction meets. */
    public static final String ALWAYS = "true";

    /** The name with a hash of both conditions: counts of two definitions are never added. */
    public String id() {
        return DefinitionId.of(name, of, when);
    }
}
