package org.cxrwatch.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.retention.RetentionPolicy;

/** For how long what is kept; what something else still needs cannot be kept for less. */
record UpkeepSettings(SettingReader reader) {

    private static final Duration CENTURY = Duration.ofDays(36_500);

    Settings.Upkeep upkeep(Settings.Postgres source, Settings.Alerts alerts) {
        Duration keepVersions = reader.days("maintain.keep-versions", CENTURY);
        require(
                keepVersions.compareTo(alerts.horizon()) >= 0,
                "maintain.keep-versions",
                "is less than alert.horizon: it must be " + days(alerts.horizon())
                        + " or more, as a night that is evaluated again could not read what it had read");
        Map<Kept, Integer> kept = new EnumMap<>(Kept.class);
        for (Kept each : Kept.values()) {
            if (each != Kept.NIGHTS) {
                kept.put(each, (int) reader.days(path(each), CENTURY).toDays());
            }
        }
        requireRows(kept, source);
        requireCells(kept, alerts);
        int horizon = (int) reader.days("labels.horizon", CENTURY).toDays();
        return new Settings.Upkeep(new RetentionPolicy(kept, horizon), keepVersions);
    }

    private void requireRows(Map<Kept, Integer> kept, Settings.Postgres source) {
        Duration horizon = reader.days("labels.horizon", CENTURY);
        Duration lookBack = source.checking().lookBack();
        require(
                kept.get(Kept.PREDICTIONS) > horizon.plus(lookBack).toDays(),
                path(Kept.PREDICTIONS),
                "is not more than labels.horizon and sources.postgres.look-back together, " + days(horizon) + " and "
                        + days(lookBack) + ": labels may come for so long, and rows be read again so late");
        require(
                kept.get(Kept.LABELS) >= kept.get(Kept.PREDICTIONS),
                path(Kept.LABELS),
                "is less than retention.predictions, " + kept.get(Kept.PREDICTIONS)
                        + " days: a label whose earlier word is gone would count twice");
        require(
                kept.get(Kept.REJECTS) > source.checking().reconcile().toDays(),
                path(Kept.REJECTS),
                "is not more than sources.postgres.reconcile, "
                        + days(source.checking().reconcile()) + ": rows that were put aside would be called missing");
    }

    private void requireCells(Map<Kept, Integer> kept, Settings.Alerts alerts) {
        int fine = kept.get(Kept.FINE_CELLS);
        require(
                fine >= kept.get(Kept.PREDICTIONS) && fine >= kept.get(Kept.SYSTEM_METRICS),
                path(Kept.FINE_CELLS),
                "is less than retention.predictions or retention.system-metrics, " + kept.get(Kept.PREDICTIONS)
                        + " and " + kept.get(Kept.SYSTEM_METRICS)
                        + " days: nothing can be added to old cells, so that the rows go first");
        long read = RetentionPolicy.NIGHT_DAYS + alerts.horizon().toDays();
        require(
                fine > read,
                path(Kept.FINE_CELLS),
                "is not more than " + read + " days, which nights read: " + RetentionPolicy.NIGHT_DAYS
                        + " days and alert.horizon");
    }

    @SuppressWarnings("checkstyle:noBooleanParameter") // A condition that must hold, as an assertion's.
    private void require(boolean holds, String path, String otherwise) {
        if (!holds) {
            throw reader.refused(path, otherwise);
        }
    }

    private static String path(Kept kept) {
        return "retention." + kept.text();
    }

    private static String days(Duration duration) {
        return duration.toDays() == 1 ? "1 day" : duration.toDays() + " days";
    }
}
