package org.cxrwatch.io.postgres;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a results database holds, as text that two runs over the same logs have in common. */
public final class ResultsText {

    /** Their rows say nothing of when they were written. */
    private static final List<String> TABLES = List.of(
            "window_metric",
            "drift_score",
            "window_verdict",
            "distribution",
            "system_metric_window",
            "alert",
            "alert_event",
            "baseline");

    private ResultsText() {}

    /** The rows of each table, in order. */
    public static Map<String, List<String>> of(DatabaseAddress address) {
        ResultsDatabase database = new ResultsDatabase(address, "cxrwatch test");
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : TABLES) {
            rows.put(
                    table,
                    database.transaction(session -> session.list(
                            "SELECT to_jsonb(t)::text AS row FROM monitoring." + table + " t ORDER BY 1",
                            row -> row.text("row"))));
        }
        return rows;
    }

    /** An address of a test's server as programs are told it. */
    public static String url(DatabaseAddress address) {
        DatabaseAddress.Login login = address.login().orElseThrow();
        return "postgresql://" + login.user() + ":" + login.password() + "@" + address.host() + ":" + address.port()
                + "/" + address.database();
    }
}
