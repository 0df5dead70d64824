package org.cxrwatch.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one session that all tests of this module share; it ends with the process. */
public final class TestSession {

    private static final SparkSession SESSION = SparkSessions.open(Map.of());

    private TestSession() {}

    /** Opened when first asked for. */
    public static SparkSession shared() {
        return SESSION;
    }
}
