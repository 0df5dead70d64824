package org.cxrwatch.io.postgres;

import java.util.List;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.port.AlertLog;

/** Reads {@code current_alert} and {@code current_alert_event}: some thousand rows after years, chosen from here. */
final class PostgresAlertLog implements AlertLog {

    private final ResultsDatabase database;

    PostgresAlertLog(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public List<Episode> episodes(Filter filter) {
        return database.transaction(AlertTables::episodes).stream()
                .filter(filter::accepts)
                .toList();
    }

    @Override
    public List<Transition> transitions() {
        return database.transaction(AlertTables::transitions);
    }

    @Override
    public List<Transition> transitions(String alertKey) {
        return database.transaction(session -> AlertTables.transitions(session, alertKey));
    }
}
